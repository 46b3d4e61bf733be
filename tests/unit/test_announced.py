"""Lists that the text announces stay with the line that announces them; other short lines below a text do not."""

from __future__ import annotations

import pytest

from storage.cleaning.judging.announced import with_announced
from storage.cleaning.judging.looks import looks
from storage.cleaning.judging.runs import signs_of
from storage.cleaning.reasons import Cue, because
from storage.cleaning.segments import Segment

PROSE = Segment("The band has new songs and will play them in ten towns before the summer is over, its singer said.")
DATES = [Segment(f"June {day} – the hall of town number {day}") for day in range(10, 16)]
NAMES = [Segment(f"The hall of {town}") for town in ("Aston", "Belby", "Corwen", "Dunby", "Elton", "Farley")]


def kept(segments: list[Segment], own: list[bool]) -> list[bool]:
    seen = looks(segments)
    return with_announced(own, segments, seen, signs_of(segments, seen))


@pytest.mark.parametrize("head", ["All dates:", "Alle Termine:", "日程："])
def test_dates_below_a_line_that_announces_them_stay_with_it(head: str) -> None:
    assert kept([PROSE, Segment(head), *DATES], [True] + [False] * 7) == [True] * 8


@pytest.mark.parametrize(
    "segments",
    [
        [PROSE, Segment("All dates"), *DATES],
        [PROSE, Segment("All halls:"), *NAMES],
        [PROSE, Segment("All dates:"), *DATES[:3]],
        [PROSE, Segment("Related articles:"), *DATES],
        [PROSE, Segment("All dates:"), *(Segment(d.text, because=because(Cue.LINK_LIST, "9", "9")) for d in DATES)],
    ],
    ids=["no colon", "no figures", "three lines", "head of furniture", "links"],
)
def test_other_lines_below_the_text_are_left_as_they_were(segments: list[Segment]) -> None:
    own = [True] + [False] * (len(segments) - 1)
    assert kept(segments, own) == own


def test_what_is_announced_far_from_the_article_is_left_as_it_was() -> None:
    assert not any(kept([PROSE, Segment("All dates:"), *DATES], [False] * 8))
