"""Holes in an article: what the classifier was nearly sure of stays, what says that it is furniture does not."""

from __future__ import annotations

import numpy as np
import pytest

from storage.block import Kind, Role
from storage.cleaning.judging.filling import filled
from storage.cleaning.judging.looks import looks
from storage.cleaning.judging.runs import signs_of
from storage.cleaning.reasons import Cue, because
from storage.cleaning.segments import Markup, Segment

PROSE = "The river rose in the night and by morning the lower town stood in a foot of brown water, the mayor said."


def kept(segments: list[Segment], scores: list[float], markup: Markup | None = None) -> list[bool]:
    seen = looks(segments)
    return filled(scores, segments, seen, signs_of(segments, seen), markup)


def boxes(*numbers: int) -> Markup:
    containers = np.array(numbers, dtype=np.int32)
    return Markup(np.zeros((len(numbers), 1), dtype=np.float32), containers, containers)


@pytest.mark.parametrize(("score", "stays"), [(-0.5, True), (-1.5, False)])
def test_a_line_in_the_middle_that_is_nearly_the_articles_own_stays(score: float, stays: bool) -> None:
    segments = [Segment(PROSE), Segment("and knew by how the leaves would shake"), Segment(PROSE)]
    assert kept(segments, [1, score, 1]) == [True, stays, True]


def test_what_says_that_it_is_furniture_stays_out() -> None:
    told = Segment("Read on about the flood in the hills", because=because(Cue.CLASS_WORD, "related"))
    hinted = Segment("by somebody", hint=Role.BYLINE)
    for furniture in (told, hinted, Segment("Advertisement"), Segment("Related articles")):
        assert kept([Segment(PROSE), furniture, Segment(PROSE)], [1, -0.1, 1]) == [True, False, True]


def test_what_stands_before_the_article_or_after_it_stays_out() -> None:
    segments = [Segment("a line of some words"), Segment(PROSE), Segment("a line of some words")]
    assert kept(segments, [-0.1, 1, -0.1]) == [False, True, False]


def test_a_list_beside_its_paragraphs_stays_and_one_in_a_box_of_its_own_does_not() -> None:
    items = [Segment(f"the mill at weir number {number} of seven", Kind.LIST_ITEM) for number in range(3)]
    segments = [Segment(PROSE), *items, Segment(PROSE)]
    assert kept(segments, [1, -0.9, -0.9, -0.9, 1], boxes(1, 1, 1, 1, 1)) == [True] * 5
    assert kept(segments, [1, -0.9, -0.9, -0.9, 1], boxes(1, 2, 2, 2, 1)) == [True, False, False, False, True]


def test_a_heading_stays_with_the_paragraph_below_it() -> None:
    between = [Segment("A box on something else"), Segment("What came of it", Kind.HEADING_2)]
    segments = [Segment(PROSE), *between, Segment(PROSE)]
    assert kept(segments, [1, -3, -1, 1], boxes(1, 1, 2, 3)) == [True, False, True, True]


def test_nothing_is_filled_where_nothing_is_the_articles() -> None:
    assert kept([], []) == []
    assert kept([Segment(PROSE)], [-1]) == [False]
