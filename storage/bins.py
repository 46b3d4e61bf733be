"""Days put together for a timeline: by day, week, month or year, whichever are few enough to look at. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_MOST_BINS = 60
"""Bins of the timeline at most: the smallest unit that needs no more is taken."""


class Unit(StrEnum):
    """How long a bin of the timeline is."""

    DAY = "day"
    WEEK = "week"
    """From Monday on."""
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Bin:
    """What happened in a day, a week, a month or a year."""

    start: date
    """Its first day."""
    added: int = 0
    read: int = 0
    marks: int = 0


def timeline(
    added: Counter[date], read: Counter[date], marks: Counter[date], today: date
) -> tuple[Unit, tuple[Bin, ...]]:
    """Return what happened from the first day on, oldest first and without a gap, and what a bin of it is.

    Args:
        added: How many articles were added, by day.
        read: How many were read.
        marks: How many annotations were made.
        today: The last day, unless something is later.
    """
    every = added | read | marks
    if not every:
        return Unit.DAY, ()
    first, last = min(every), max(today, *every)
    for unit in Unit:
        starts = _starts(first, last, unit)
        if starts:
            break
    sums = [_summed(days, unit) for days in (added, read, marks)]
    return unit, tuple(Bin(start, *(counts[start] for counts in sums)) for start in starts)


def _starts(first: date, last: date, unit: Unit) -> list[date]:
    """Return the first days of all bins; of years all, of other units none where they are too many."""
    start, end = _start_of(first, unit), _start_of(last, unit)
    if unit is Unit.MONTH:
        months = range(start.year * 12 + start.month - 1, end.year * 12 + end.month)
        return [date(month // 12, month % 12 + 1, 1) for month in months] if len(months) <= _MOST_BINS else []
    if unit is Unit.YEAR:
        return [date(year, 1, 1) for year in range(start.year, end.year + 1)]
    step = timedelta(days=1 if unit is Unit.DAY else 7)
    count = (end - start) // step + 1
    return [start + step * number for number in range(count)] if count <= _MOST_BINS else []


def _start_of(day: date, unit: Unit) -> date:
    if unit is Unit.MONTH:
        return day.replace(day=1)
    if unit is Unit.YEAR:
        return day.replace(month=1, day=1)
    back = day.weekday() if unit is Unit.WEEK and day.toordinal() > 7 else 0
    return day - timedelta(days=back)


def _summed(days: Counter[date], unit: Unit) -> Counter[date]:
    found: Counter[date] = Counter()
    for day, count in days.items():
        found[_start_of(day, unit)] += count
    return found
