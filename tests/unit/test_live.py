"""Live blogs: every entry stays with its time, the buttons between them do not."""

from __future__ import annotations

import pytest

from storage.cleaning.judging.live import with_entries
from storage.cleaning.judging.looks import looks
from storage.cleaning.judging.runs import signs_of
from storage.cleaning.segments import Segment

PROSE = "Eight pumps are at work in Tanner Street, and the fire brigade asks people to leave their cellars alone."


def kept(texts: list[str]) -> list[str]:
    segments = [Segment(text) for text in texts]
    seen = looks(segments)
    own = with_entries([False] * len(texts), segments, seen, signs_of(segments, seen))
    return [text for text, mine in zip(texts, own, strict=True) if mine]


def page(times: list[str], head: str = "A town under water") -> list[str]:
    entries = [part for time in times for part in (time, f"{time}: {PROSE}", "Share")]
    return ["Home", head, *entries, "Most viewed", "Another story"]


@pytest.mark.parametrize(
    "times",
    [["21.30", "20.05", "18.47", "9.15"], ["9:15", "10:20", "11:00", "12:01"], ["9h05", "9h10", "9h40", "10h00"]],
)
def test_entries_stay_with_their_times_and_nothing_else_does(times: list[str]) -> None:
    assert kept(page(times)) == [part for time in times for part in (time, f"{time}: {PROSE}")]


def test_three_times_or_times_in_no_order_make_no_live_blog() -> None:
    assert kept(page(["9:15", "10:20", "11:00"])) == []
    assert kept(page(["9:15", "22:20", "3:00", "23:00", "1:00"])) == []


def test_times_above_headlines_make_no_live_blog() -> None:
    assert kept([part for hour in range(10, 16) for part in (f"{hour}:00", f"A headline {hour}")]) == []
