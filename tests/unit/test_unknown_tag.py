"""A tag that a query asks for and nobody has: it is named, and the one that was meant."""

from __future__ import annotations

import pytest

from storage.query import parse_query
from storage.query.unknown import unknown_tag

TAGS = ("conflict", "Method/Sampling")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("tag:conflct", "there is no tag “conflct”; did you mean conflict?"),
        ("patrols (tag:conflict or not tag:METHOD/smpling)", "“METHOD/smpling”; did you mean Method/Sampling?"),
        ("tag:zeppelin", "there is no tag “zeppelin”"),
    ],
)
def test_a_tag_that_is_none_is_named(query: str, said: str) -> None:
    assert unknown_tag(parse_query(query), TAGS).endswith(said)


@pytest.mark.parametrize("query", ["", "conflct", "tag:Conflict", "tag:method", "tag:method/sampling source:tag"])
def test_a_query_for_tags_that_there_are_is_no_trouble(query: str) -> None:
    assert unknown_tag(parse_query(query), TAGS) == ""
