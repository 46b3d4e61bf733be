"""The title of a scrape: sought above the article itself, not above a notice kept by mistake, nor in breadcrumbs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from storage.cleaning.judging.core import core_of
from storage.cleaning.judging.headlines import NAMES, candidates
from storage.cleaning.judging.likeness import NAMES as LIKENESS
from storage.cleaning.judging.looks import looks
from storage.cleaning.judging.pictures import caption_words
from storage.cleaning.judging.runs import signs_of
from storage.cleaning.judging.scene import Extent, Scene
from storage.cleaning.judging.titles import title_place
from storage.cleaning.segments import PageFacts, Segment

NOTICE = "We reserve the right to change, to shorten or to leave out whatever is sent to us by readers of this paper."
MENU = ["Home", "Contents", "Archive", "Authors", "Letters to us", "About this paper", "Sign in", "Register"]
TITLE = "Tanner Street is under water again"
TEXT = [
    "Eight pumps have been at work in Tanner Street since Monday night, and the fire brigade asks people to leave.",
    "The water came over the wall that the council had raised by a metre only last year, and it came within an hour.",
    "Nobody was hurt, said the brigade, but forty cellars of the street are full and the school will stay closed.",
]


def scene(texts: Sequence[str], own: Sequence[str]) -> Scene:
    """A page of paragraphs, of which some are taken for the article's."""
    segments = [Segment(text) for text in texts]
    seen = looks(segments)
    mine = [text in own for text in texts]
    return Scene(segments, seen, signs_of(segments, seen), caption_words(segments, seen), mine, PageFacts())


def test_the_article_begins_at_its_heaviest_stretch_and_not_at_a_notice_kept_by_mistake() -> None:
    page = scene([NOTICE, *MENU, TITLE, *TEXT], [NOTICE, *TEXT])
    assert core_of(page) == Extent(len(MENU) + 2, len(MENU) + 2 + len(TEXT))


def test_a_short_gap_does_not_part_an_article() -> None:
    page = scene([TITLE, TEXT[0], "Advertisement", *TEXT[1:]], TEXT)
    assert core_of(page) == Extent(1, 5)


def test_a_page_of_which_nothing_is_the_article_has_no_core() -> None:
    page = scene(MENU, [])
    assert core_of(page) == Extent(0, 0)


def test_the_title_below_a_notice_is_among_the_lines_that_may_be_it() -> None:
    page = scene([NOTICE, *MENU, TITLE, *TEXT], [NOTICE, *TEXT])
    found = candidates(page)
    assert page.segments.index(Segment(TITLE)) in found.places
    assert found.table.shape == (len(found.places), len(NAMES))


def test_words_shared_with_the_text_count_for_a_line() -> None:
    page = scene(["Readers' letters of the week", TITLE, *TEXT], TEXT)
    found = candidates(page)
    shared = found.table[:, NAMES.index("share of words in the text")]
    assert LIKENESS[-1] == NAMES[-1]
    assert shared[found.places.index(1)] > shared[found.places.index(0)]


@pytest.mark.parametrize("crumb", [f"Home » News » {TITLE}", f"The Review〉Towns〉{TITLE}"])
def test_a_breadcrumb_that_leads_to_the_title_is_not_taken_for_it(crumb: str) -> None:
    page = scene([*MENU, crumb, TITLE, "12 May 2020", *TEXT], TEXT)
    assert title_place(page) == page.segments.index(Segment(TITLE))


def test_the_subject_of_a_letter_gives_way_to_the_headline_that_repeats_it() -> None:
    head = ["From: Slow Letters", f"Subject: {TITLE}", "To: readers", "View this in your browser", "SLOW LETTERS"]
    page = scene([*head, "One every other Friday", TITLE, *TEXT], TEXT)
    assert title_place(page) == page.segments.index(Segment(TITLE))
