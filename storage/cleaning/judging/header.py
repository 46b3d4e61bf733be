"""Lines around a text that say when, by whom and where it was written: their roles, once that has been read."""

from __future__ import annotations

import re

from storage.block import Role
from storage.cleaning.dates import find_date
from storage.cleaning.judging.phrases import AGENCIES, folded
from storage.cleaning.judging.scene import Scene
from storage.cleaning.reasons import Cue, because

HEADER_CUES = frozenset({Cue.COMMENT_STAMP.value, Cue.BYLINE_WORDS.value})
"""Of the signs of a line that says who or when."""
_WIDEST_STAMP, _WIDEST_DATELINE = 160, 70


def settle_header(scene: Scene, first: int, authors: tuple[str, ...], published: str) -> None:
    """Decide the lines that say what was read: they need not be shown twice; a dateline stays.

    Args:
        scene: The page.
        first: The place of its first paragraph.
        authors: Who wrote it, as it was read.
        published: When it was published, as it was read.
    """
    _settle_dates(scene, published)
    _settle_bylines(scene, authors, published)
    _settle_dateline(scene, first)


def _settle_dates(scene: Scene, published: str) -> None:
    if not published:
        return
    for place, look in enumerate(scene.looks):
        if look.stamp and scene.open(place) and scene.signs[place] is not None:
            found = find_date(scene.segments[place].text, day_first=True)
            if found and found.day == published[:10]:
                scene.decide(place, Role.DATE, False, because(Cue.DATE_READ, published))


def _settle_bylines(scene: Scene, authors: tuple[str, ...], published: str) -> None:
    """Lines above the text that name the author or the day were read, and need not be shown twice."""
    for place in range(scene.extent.start):
        sign, text = scene.signs[place], scene.segments[place].text
        if not scene.open(place) or scene.looks[place].width > _WIDEST_STAMP:
            continue
        if authors and authors[0] in text and (sign is None or sign.cue in HEADER_CUES):
            scene.decide(place, Role.BYLINE, False, because(Cue.AUTHOR_READ, ", ".join(authors)))
        elif sign and sign.cue == Cue.COMMENT_STAMP and published:
            scene.decide(place, Role.DATELINE, False, because(Cue.DATELINE_READ, published))


_DATELINE = re.compile(
    r"[^\W\d_]{3}[^\d().:!?]{0,40}(?:,\s[^\W\d_]{3,9}\.?\s\d{1,2})?\s?\((?P<agency>[^()]{2,30})\)\s?[-–—:.]{0,2}"
)


def _settle_dateline(scene: Scene, first: int) -> None:
    """A line of its own at the head of the text that says where it was written and for which agency: it stays."""
    for place in range(max(0, first - 2), min(first + 1, len(scene.looks))):
        if scene.looks[place].width > _WIDEST_DATELINE or not scene.open(place):
            continue
        text = scene.segments[place].text
        if (match := _DATELINE.fullmatch(text)) and folded(match["agency"]) in AGENCIES:
            scene.decide(place, Role.DATELINE, True, because(Cue.DATELINE_PLACE, text))
