"""Completing a #tag while a note is written."""

from __future__ import annotations

from storage.annotation import Tag
from tui.dialogs.hashtag_completion import Completion, completion
from tui.dialogs.tag_ranking import Ranking

TAGS = (Tag("1", "displacement", "", 3), Tag("2", "discourse/frame", "", 2), Tag("3", "to dismiss", "", 9))
OFFERS = Ranking(TAGS).offers


def test_the_likeliest_tags_that_can_be_written_so_are_offered() -> None:
    found = completion("see #dis here", 8, OFFERS)
    assert found == Completion(("displacement", "discourse/frame"), 5, 8)
    assert completion("#", 1, OFFERS) == Completion(("displacement", "discourse/frame"), 1, 1)


def test_nothing_is_offered_inside_a_word_or_where_the_tag_is_written_already() -> None:
    assert completion("see #displace", 8, OFFERS) is None
    assert completion("#Displacement", 13, OFFERS) is None
    assert completion("see dis", 7, OFFERS) is None
    assert completion("#zzz", 4, OFFERS) is None


def test_taking_goes_through_all_that_fit_and_round() -> None:
    found = completion("#dis", 4, OFFERS)
    assert found is not None
    first, found = found.taken()
    second, found = found.taken()
    third, found = found.taken()
    assert (first, second, third) == ("displacement", "discourse/frame", "displacement")
    assert (found.start, found.end) == (1, 1 + len("displacement"))
