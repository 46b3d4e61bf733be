"""A page in doubt keeps the stretch that promises most as a whole; elsewhere each segment is judged by itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.block import Role
from storage.cleaning.judging.doubt import settled
from storage.cleaning.judging.furniture import Sign
from storage.cleaning.reasons import Cue, because


def odds(scores: Sequence[float], words: Sequence[float], signs: Sequence[Sign | None] = ()) -> list[float]:
    columns = np.array((scores, words), dtype=np.float32)
    return settled(columns[0], columns[1], signs or [None] * len(scores))


def kept(scores: Sequence[float], words: Sequence[float], signs: Sequence[Sign | None] = ()) -> list[bool]:
    return [score > 0 for score in odds(scores, words, signs)]


def test_a_page_that_is_told_apart_is_left_as_it_is() -> None:
    scores = [-4.0, 3.0, 2.5, -0.5, 3.5, -3.0]
    assert odds(scores, [40] * 6) == scores


def test_an_article_of_which_nothing_scores_above_zero_is_kept_and_what_is_further_below_it_is_not() -> None:
    assert (
        kept([-5] * 6 + [-0.6] * 8 + [-5] * 6, [5] * 6 + [40] * 8 + [5] * 6) == [False] * 6 + [True] * 8 + [False] * 6
    )


def test_a_stretch_of_near_misses_outweighs_teasers_that_score_just_above_zero() -> None:
    teasers, article = [0.2, -6.0, -4.0, -5.0] * 4, [-0.4] * 12
    found = kept([*teasers, *article, -6.0], [25, 4, 25, 4] * 4 + [45] * 12 + [4])
    assert found == [False] * 16 + [True] * 12 + [False]


def test_what_says_to_be_furniture_stays_out_of_a_doubtful_article() -> None:
    consent = Sign(Role.LEGAL, because(Cue.COOKIE_WORDS, "cookies"), 2)
    assert kept([-0.6] * 5, [40] * 5, [None, None, consent, None, None]) == [True, True, False, True, True]


@pytest.mark.parametrize("score", [-0.5, -3.0, -8.0])
def test_something_is_kept_of_the_shortest_page(score: float) -> None:
    assert kept([score], [3]) == [True]


@given(st.lists(st.tuples(st.floats(-12, 12, width=32), st.integers(0, 400)), min_size=1, max_size=60))
def test_every_page_gets_a_number_for_each_segment_and_keeps_one(page: list[tuple[float, int]]) -> None:
    scores, words = zip(*page, strict=True)
    found = odds(scores, words)
    assert len(found) == len(page)
    assert max(found) > 0
