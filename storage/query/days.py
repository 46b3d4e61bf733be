"""The days that a query means: ``2026``, ``2026-10``, ``2026-10-02``, ``today``, ``yesterday``, ``7d`` ago. Pure."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from storage.query.tree import Span

_WRITTEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_AGO = re.compile(r"(\d{1,4})([dwmy])")
_RANGE = re.compile(r"(.*?)\.\.(.*)")
_COMPARED = re.compile(r"(>=|<=|>|<)(.*)")
OPEN_END = "~"
"""Comes after every date as text."""
_FIRST_YEAR, _LAST_YEAR = 2, 9998
"""Years within which a day has a neighbour on either side, in any zone."""


def read_span(written: str, span: Span) -> Span | None:
    """Return ``span`` (its field) over the days that ``written`` names; None where it names none.

    ``X`` is all of X, ``X..Y``, ``X..`` and ``..Y`` take both ends in, ``>X``, ``>=X``, ``<X``, ``<=X`` compare. So
    long ago, alone, is all since then.
    """
    text, part = written.casefold(), span.part
    if found := _COMPARED.fullmatch(text):
        sign, day = found[1], found[2]
        strictly = len(sign) == 1
        made = Span(part, day, after=strictly) if sign[0] == ">" else Span(part, until=day, before=strictly)
    elif found := _RANGE.fullmatch(text):
        made = Span(part, found[1], found[2])
    else:
        made = Span(part, text, "" if _AGO.fullmatch(text) else text)
    named = [day for day in (made.since, made.until) if day]
    return made if named and all(_days(day, date(2000, 1, 1)) for day in named) else None


def days_of(span: Span, today: date) -> tuple[str, str]:
    """Return the first day of a span and the first one after it, as ``YYYY-MM-DD``; open, ``""`` and ``"~"``."""
    since, until = _days(span.since, today), _days(span.until, today)
    first = "" if since is None else since[1 if span.after else 0]
    end = OPEN_END if until is None else until[0 if span.before else 1]
    return first, end


def moment(day: str) -> str:
    """Return when a day begins here, in UTC, so that RFC 3339 moments in UTC are compared with it as text."""
    if day in {"", OPEN_END}:
        return day
    began = datetime.combine(date.fromisoformat(day), time.min).astimezone(UTC)
    return f"{began.replace(tzinfo=None).isoformat(timespec='seconds')}"


def _days(written: str, today: date) -> tuple[str, str] | None:
    """Return the first day of what is written and the day after its last; None where it is no day."""
    if written in {"today", "yesterday"}:
        return _one(today - timedelta(days=written == "yesterday"))
    if found := _AGO.fullmatch(written):
        return _one(_ago(today, int(found[1]), found[2]))
    return period(written)


def period(written: str) -> tuple[str, str] | None:
    """Return the first day of a year, a month or a day and the one after its last; None where it is none of these."""
    found = _WRITTEN.fullmatch(written)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    try:
        first = date(year, month, day)
    except ValueError:
        return None
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if found[3]:
        return _one(first)
    after = date(year + 1, 1, 1) if not found[2] else date(year + month // 12, month % 12 + 1, 1)
    return first.isoformat(), after.isoformat()


def _one(day: date) -> tuple[str, str]:
    return day.isoformat(), (day + timedelta(days=1)).isoformat()


def _ago(today: date, count: int, unit: str) -> date:
    """Return the day so long ago; a month ago is the same day of the month, or its last."""
    if unit in "dw":
        return today - timedelta(days=count * (7 if unit == "w" else 1))
    months = today.year * 12 + today.month - 1 - count * (12 if unit == "y" else 1)
    year, month = max(months // 12, _FIRST_YEAR), months % 12 + 1
    for day in range(today.day, 28, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, min(today.day, 28))
