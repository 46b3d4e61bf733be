"""Tags that are written in a note."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.annotation import tag_name
from storage.hashtags import hashtag_begun, hashtags, is_hashtag, new_hashtags


@pytest.mark.parametrize(
    ("note", "tags"),
    [
        ("#un", ("un",)),
        ("Compare #method/sampling, #to-do. (#war)", ("method/sampling", "to-do", "war")),
        ("#Köln! #戦争 “#frame”", ("Köln", "戦争", "frame")),
        ("#War and #war are one", ("War",)),
        ("# Heading\n## Another\n#tag", ("tag",)),
        ("no. #4, issue#5, a#b, c##d, \\#e, https://x.org/#part", ()),
        ("`#code` and\n```\n#include <x>\n```\n#after", ("after",)),
        ("``a ` #b`` #c", ("c",)),
        ("#-x #/y #a- #b/ #2026/plan", ("a", "b", "2026/plan")),
        ("# #, #", ()),
        ("#e\u0301te", ("éte",)),
        ("#युद्ध।", ("युद्ध",)),
        ("#བོད #မြန်မာ #ខ្មែរ #ລາວ #සිංහල", ("བོད", "မြန်မာ", "ខ្មែរ", "ລາວ", "සිංහල")),
        (f"#{'x' * 200} #{'y' * 201}", ("x" * 200,)),
        ("#" + "\u0958" * 150, ()),  # as a tag is kept, it is twice as long
    ],
)  # fmt: skip
def test_what_counts_as_a_tag(note: str, tags: tuple[str, ...]) -> None:
    assert hashtags(note) == tags


def test_only_tags_that_have_come_are_new() -> None:
    assert new_hashtags("see #war", "see #War and #figures") == ("figures",)
    assert new_hashtags("see #war", "") == ()


@pytest.mark.parametrize(
    ("line", "begun"),
    [("a #fr", "fr"), ("#", ""), ("#a/", "a/"), ("#a b", None), ("x#a", None), ("", None), ("(#méth", "méth")],
)
def test_a_tag_that_is_being_written_is_seen(line: str, begun: str | None) -> None:
    assert hashtag_begun(line) == begun


@given(
    st.text(
        st.sampled_from("# \n/-_`\\(“a1é戦\u0958\u0f43\u0301\u0b4b") | st.characters(exclude_categories=["Cs"]),
        max_size=60,
    )
)
def test_whatever_is_found_can_be_a_tag_and_written_again(note: str) -> None:
    for name in hashtags(note):
        assert tag_name(name) == name
        assert is_hashtag(name)


def test_a_tag_with_spaces_cannot_be_written_so() -> None:
    assert not is_hashtag("to read")
    assert is_hashtag("method/sampling")
