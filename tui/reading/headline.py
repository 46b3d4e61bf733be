"""The line above the article: its title, where and when it appeared, and where the reader is. Pure."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len

from storage.article import ArticleRecord
from tui.cells import Runs

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TITLE_LEAST = 24
"""Cells the title keeps before source, date and minutes give way."""


def day(published: str) -> str:
    """Return a date as people write it, ``20 Feb 2020``; what is no date as it stands."""
    try:
        when = date.fromisoformat(published[:10])
    except ValueError:
        return published
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def headline(record: ArticleRecord, minutes: int, place: str, width: int) -> tuple[Runs, Runs]:
    """Return what stands at the left and at the right of the line in ``width`` cells.

    What does not fit goes in this order: minutes, date, source; the title is cut short; the place stays.
    """
    known = [part for part in (record.site, day(record.published), f"{minutes} min") if part]
    room = width - 4 - cell_len(place) - min(cell_len(record.shown_title), _TITLE_LEAST)
    wanted = min(cell_len(record.shown_title), width // 2)
    while known and cell_len(" · ".join(known)) + 4 > room - max(wanted - _TITLE_LEAST, 0):
        known.pop()
    said = " · ".join(known)
    right: Runs = [(f"{said}    " if said else "", "dim"), (place, "key")]
    return [(record.shown_title, "dim")], right
