"""Dates as pages print them, in the commoner languages of the web, and lines that are nothing but a date."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from importlib import resources

_WORDS = tomllib.loads((resources.files(__package__) / "dates.toml").read_text(encoding="utf-8"))
MONTHS: dict[str, int] = {name: month for month, names in enumerate(_WORDS["months"], start=1) for name in names}
"""Month names and abbreviations, casefolded, to 1…12."""

_WEEKDAYS = frozenset(_WORDS["weekdays"])
_STAMP_WORDS = frozenset(_WORDS["beside"])
DATE_WORDS = _WEEKDAYS | frozenset(word for word in _STAMP_WORDS if len(word) > 3)
"""Words of stamps that are no names."""
_WORD = re.compile(r"[^\W\d_]+|\d+")
_DATES = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})(?!\d)"),
    re.compile(
        r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s\-/.,]{1,3}(?:de\s)?(?P<name>[^\W\d_]{3,12})[\s\-/.,]{1,3}(?:de[l]?\s)?(?P<y>(?:19|20)\d\d)(?!\d)"
    ),
    re.compile(
        r"(?<![^\W\d_])(?P<name>[^\W\d_]{3,12})[\s\-/.]{1,2}(?P<d>\d{1,2})(?:st|nd|rd|th)?[\s,\-/.]{1,3}(?P<y>(?:19|20)\d\d)(?!\d)"
    ),
    re.compile(r"(?<![\d.])(?P<d>\d{1,2})(?P<sep>[./-])(?P<m>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d|\d\d)(?![\d.])"),
)
_LONGEST_STAMP = 120
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a line of text."""

    day: str
    """YYYY-MM-DD."""
    start: int
    """Code point offset."""
    end: int
    """One past its last code point."""


def find_date(text: str) -> FoundDate | None:
    """Return the first date with day, month and year in ``text``.

    03/04/2020 may be March or April: such a date, in figures parted by slashes with neither above 12, is no date.
    """
    for pattern in _DATES:
        for match in pattern.finditer(text):
            if day := _day(match):
                return FoundDate(day.isoformat(), match.start(), match.end())
    return None


def _day(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    year, day = int(parts["y"]), int(parts["d"])
    if year < 100:
        year += 2000
    if name := parts.get("name"):
        month = MONTHS.get(name.casefold(), 0)
    else:
        month = int(parts["m"])
        if parts.get("sep") in ("/", "-"):
            if month > 12:
                day, month = month, day
            elif day <= 12 and day != month:
                return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_stamp(text: str) -> bool:
    """Whether a line is nothing but a date or a time with the words that go with them."""
    if len(text) > _LONGEST_STAMP or not _FIGURE.search(text):
        return False
    figures = strange = known = 0
    for token in _WORD.findall(text.casefold()):
        if token.isdigit():
            figures += 1
        elif token in MONTHS or token in _WEEKDAYS:
            known += 1
        elif token not in _STAMP_WORDS and token not in "年月日时分秒時":
            strange += 1
    if strange or not figures:
        return False
    return known > 0 or find_date(text) is not None or bool(_CLOCK.search(text)) or _has_ago(text)


_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\d\d(?!\d)")
_AGO = re.compile(r"\bago\b|^vor \d|^il y a \d|^hace \d|назад|\btemu\b", re.IGNORECASE)


def has_day_and_time(text: str) -> bool:
    """Whether a line names a day and a time of it, or says how long ago something was."""
    return (_CLOCK.search(text) is not None and find_date(text) is not None) or _has_ago(text)


def _has_ago(text: str) -> bool:
    return _AGO.search(text) is not None
