"""A filter counts as far as it is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.query import parse_query
from tui.lists.filtering import as_far_as_typed


@pytest.mark.parametrize(
    ("typed", "counts"),
    [("patrols tag:", "patrols"), ("patrols not", "patrols"), ('a "joint pat', "a"), ('"', ""), ("not", "")],
)
def test_a_word_that_is_half_typed_does_not_count_and_is_explained(typed: str, counts: str) -> None:
    understood, trouble = as_far_as_typed(typed)
    assert understood == counts
    assert trouble


def test_a_whole_query_counts() -> None:
    assert as_far_as_typed(' turkey not tag:done "joint patrols" ') == ('turkey not tag:done "joint patrols"', "")


@given(st.text(alphabet='not ag:"x', max_size=20))
def test_whatever_is_typed_there_is_a_query(typed: str) -> None:
    understood, _ = as_far_as_typed(typed)
    parse_query(understood)
