"""A list of teasers is no article: neither its paragraphs together, nor what stands above a head within it."""

from __future__ import annotations

import pytest

from storage.cleaning.features.place import NAMES, columns
from storage.cleaning.features.sight import Sight, sight
from storage.cleaning.judging.looks import looks
from storage.cleaning.judging.runs import signs_of
from storage.cleaning.segments import Segment

PARAGRAPH = (
    "The river rose in the night and by morning the lower town stood in a foot of brown water, the mayor said. "
    "Nobody was hurt, but forty houses are without power."
)
HEADS = ("A bridge for the mill", "Bread gets dearer", "Choir sings for rain", "Dogs on the ice", "Elm cut down")
TEASERS = [
    Segment(text) for head in HEADS for text in (head, PARAGRAPH.replace("river", head.lower()), f"{head[:3]} desk")
]
ARTICLE = [Segment(PARAGRAPH.replace("town", town)) for town in ("village", "harbour", "quarter")]


def seen(segments: list[Segment]) -> Sight:
    found = looks(segments)
    return sight(segments, found, signs_of(segments, found))


def test_paragraphs_each_below_a_line_of_its_own_are_entries_of_a_list() -> None:
    assert seen(TEASERS).listed.tolist() == [False, True, False] * len(HEADS)
    assert not seen(ARTICLE).listed.any()


def test_an_article_that_counts_its_entries_is_no_list_of_teasers() -> None:
    counted = [
        segment for number, head in enumerate(HEADS) for segment in (Segment(f"{number}. {head}"), Segment(PARAGRAPH))
    ]
    assert not seen(counted).listed.any()


@pytest.mark.parametrize("entries", [6, 15])
def test_a_short_article_outweighs_a_list_of_teasers(entries: int) -> None:
    page = [*TEASERS[:entries], *(Segment("a short line") for _ in range(3)), *ARTICLE]
    assert seen(page).run == (len(page) - len(ARTICLE), len(page))


def test_a_column_of_comments_among_teasers_does_not_make_comments_of_the_article_below() -> None:
    page = [*TEASERS, Segment("Comments"), *TEASERS, *ARTICLE]
    inside = columns(seen(page))[NAMES.index("in the best run above the comments")]
    assert inside[-len(ARTICLE) :].all()
