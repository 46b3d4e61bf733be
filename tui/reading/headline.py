"""The line above the article: its title, where and when it appeared, and where the reader is. Pure."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len

from storage.article import ArticleRecord
from tui.cells import Runs
from tui.months import MONTHS
from tui.status import in_words

_TITLE_LEAST = 24
"""Cells the title keeps before source, date and minutes give way."""


def day(published: str) -> str:
    """Return a date as people write it, ``20 Feb 2020``; what is no date as it stands."""
    try:
        when = date.fromisoformat(published[:10])
    except ValueError:
        return published
    return f"{when.day} {MONTHS[when.month - 1][:3]} {when.year}"


def headline(record: ArticleRecord, length: str, place: str, width: int, among: str = "") -> tuple[Runs, Runs]:
    """Return what stands at the left and at the right of the line in ``width`` cells.

    What does not fit goes in this order: length, date, source, the place in the list. A title that has no room even
    without these leaves them half of the line, and is cut short between words; the place in the article stays.

    Args:
        record: The article.
        length: How long it takes to read.
        place: Where the reader is in it.
        width: Cells of the line.
        among: Which article of the list it is; empty when there is none.
    """
    known = [part for part in (record.site, day(record.published), length) if part]
    room = width - 4 - cell_len(place) - min(cell_len(record.shown_title), _TITLE_LEAST)
    if among and cell_len(among) + 4 > room:
        among = ""
    listed = f"{among}    " if among else ""
    title = cell_len(record.shown_title)
    alone = width - 4 - cell_len(place) - cell_len(listed)
    wanted = title if title <= alone else min(title, width // 2)
    room -= max(wanted - _TITLE_LEAST, 0) + cell_len(listed)
    while known and cell_len(" · ".join(known)) + 4 > room:
        known.pop()
    said = " · ".join(known)
    right: Runs = [(f"{said}    " if said else "", "dim"), (listed, "dim"), (place, "key")]
    left = in_words(record.shown_title, max(width - 4 - sum(cell_len(part) for part, _ink in right), 1))
    return [(left, "dim")], right
