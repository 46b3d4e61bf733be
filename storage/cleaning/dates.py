"""Dates as pages print them, in the commoner languages of the web, and lines that are nothing but a date."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from importlib import resources

_WORDS = tomllib.loads((resources.files(__package__) / "dates.toml").read_text(encoding="utf-8"))
MONTHS: dict[str, int] = {name: month for month, names in enumerate(_WORDS["months"], start=1) for name in names}
"""Month names and abbreviations, casefolded, to 1…12."""

_WEEKDAYS = frozenset(_WORDS["weekdays"])
_STAMP_WORDS = frozenset(_WORDS["beside"])
DATE_WORDS = _WEEKDAYS | frozenset(word for word in _STAMP_WORDS if len(word) > 3)
"""Words of stamps that are no names."""
_ZONES: dict[str, float] = _WORDS["zones"]
_WORD = re.compile(r"[^\W\d_]+|\d+")

_YEAR = r"(?P<y>(?:19|20)\d\d)"
_YEAR_ENDS = r"(?!\d(?!\d?[:.]\d\d|\d?\.?\s[^\W\d])|\.\d)"
"""No further figure but those of a time or of a day that is glued to the year."""
_NAME_BEGINS = r"(?:(?<![^\W\d_])|(?<=[^\W\dA-Z_])(?=[A-Z]))"
_NAME = r"(?P<name>[^\W\d_]{3,14})"
_DATES = (
    re.compile(rf"(?<!\d){_YEAR}\s?(?:[-/.]|年|년)\s?(?P<m>\d{{1,2}})\s?(?:[-/.]|月|월)\s?(?P<d>\d{{1,2}})(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|°|\.)?[\s\-/.,]{{0,3}}(?:de\s|of\s|tháng\s)?{_NAME}[\s\-/.,'’]{{1,3}}"
        rf"(?:de[l]?\s)?{_YEAR}{_YEAR_ENDS}"
    ),
    re.compile(
        rf"{_NAME_BEGINS}{_NAME}[\s\-/.]{{1,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s,\-/.]{{1,3}}{_YEAR}{_YEAR_ENDS}"
    ),
    re.compile(rf"(?<!\d){_YEAR}[.,]?\s(?:m\.\s)?{_NAME}[.,]?\s(?P<d>\d{{1,2}})(?![\d:])"),
    re.compile(
        rf"(?<![\d.,])(?P<d>\d{{1,2}})\s?(?P<sep>[./|-])\s?(?P<m>\d{{1,2}})\s?(?P=sep)\s?(?:{_YEAR}{_YEAR_ENDS}|(?P<yy>\d\d)(?![\d.:]))"
    ),
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})\stháng\s(?P<m>\d{{1,2}})(?:,|\snăm)?\s{_YEAR}"),
    re.compile(rf"(?<!\d)(?P<d>\d{{1,2}})[\s\-]{_NAME}\.?[\s\-'’](?P<yy>\d\d)(?![\d:.]|\s[^\W\dA-Z_])"),
)
_YEARISH = re.compile(
    r"\d(?:(?:(?<=1)9|(?<=2)0)\d\d|\s?[./|-]\s?\d\d?\s?[./|-]\s?\d\d|[\s-][^\W\d_]{3,14}\.?[\s\-'’]\d\d)"
)
"""Hardly any line holds what may be a year: one look, from its first figure on, spares the others."""
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


def find_date(text: str, *, day_first: bool | None = None) -> FoundDate | None:
    """Return the first date with day, month and year in ``text``.

    03/04/2020 may be March or April: such a date, in figures parted by slashes with neither above 12, is a date only
    where ``day_first`` says how the page writes them.
    """
    return next(iter(find_dates(text, day_first=day_first)), None)


def find_dates(text: str, *, day_first: bool | None = None) -> list[FoundDate]:
    """Return all dates with day, month and year in ``text``, in their order."""
    if not _YEARISH.search(text):
        return []
    found: list[FoundDate] = []
    for pattern in _DATES:
        match = pattern.search(text)
        while match:
            day = _day(match, day_first)
            if day:
                found.append(FoundDate(day.isoformat(), match.start(), match.end()))
            match = pattern.search(text, match.end() if day else match.start() + 1)
    if len(found) < 2:
        return found
    found.sort(key=lambda one: (one.start, -one.end))
    apart: list[FoundDate] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return apart


def _day(match: re.Match[str], day_first: bool | None) -> date | None:
    parts = match.groupdict()
    year, day = int(parts.get("y") or f"20{parts['yy']}"), int(parts["d"])
    if name := parts.get("name"):
        month = _month(name.casefold())
    else:
        month = int(parts["m"])
        if parts.get("sep") in ("/", "-"):
            ordered = _ordered(day, month, day_first)
            if ordered is None:
                return None
            day, month = ordered
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    return MONTHS.get(name) or MONTHS.get(name[1:] if name[0] in "בל" else "", 0)


def _ordered(first: int, second: int, day_first: bool | None) -> tuple[int, int] | None:
    """Day and month out of the two figures of 13/4; None where either may be either."""
    if second > 12:
        return second, first
    if first > 12 or first == second:
        return first, second
    if day_first is None:
        return None
    return (first, second) if day_first else (second, first)


_ORDERED = re.compile(r"(?<![\d/-])(\d{1,2})[/-](\d{1,2})[/-](?:(?:19|20)\d\d|\d\d)(?![\d/-])")


def is_day_first(text: str) -> bool | None:
    """Return whether dates in figures are written day first, as far as one above 12 in ``text`` tells; else None."""
    for match in _ORDERED.finditer(text):
        first, second = int(match[1]), int(match[2])
        if 12 < first <= 31 and second <= 12:
            return True
        if 12 < second <= 31 and first <= 12:
            return False
    return None


_TIME = re.compile(
    r"(?<![\d.,])(?P<h>[012]?\d)[:.hH時时시](?P<min>[0-5]\d)(?:[:.](?P<s>[0-5]\d))?(?!\d)\s?"
    r"(?P<half>(?:[ap]\.?\s?m\b\.?)?)[\s(]{0,2}"
    r"(?P<zone>(?:GMT|UTC)\s?[+\-−]?\d{1,2}(?::?[0-5]\d)?|[+\-−]\d\d:?[0-5]\d|[^\W\d_]{1,5}(?![^\W\d_]))?",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:GMT|UTC)?\s?(?P<sign>[+\-−]?)(?P<h>\d{1,2}):?(?P<min>[0-5]\d)?", re.IGNORECASE)
_TIME_WITHIN = 24


def moment_of(text: str, found: FoundDate) -> str:
    """Return a found date as ``YYYY-MM-DDTHH:MM:SS+ZZ:ZZ`` when a time with its zone stands beside it, else its day.

    A time without a zone is no moment, and which offset a zone such as ``ET`` has is not said by its name.
    """
    after = _TIME.search(text[found.end : found.end + _TIME_WITHIN * 2])
    if after is None or after.start() > _TIME_WITHIN:
        times = list(_TIME.finditer(text, max(0, found.start - _TIME_WITHIN), found.start))
        after = times[-1] if times else None
    if after is None or (offset := _offset(after["zone"] or "")) is None:
        return found.day
    hour = int(after["h"])
    if half := after["half"].lower():
        hour = hour % 12 + 12 * half.startswith("p")
    day = datetime.fromisoformat(found.day)
    try:
        moment = day.replace(
            hour=hour, minute=int(after["min"]), second=int(after["s"] or 0), tzinfo=timezone(timedelta(hours=offset))
        )
    except ValueError:
        return found.day
    return moment.isoformat()


def _offset(zone: str) -> float | None:
    """Hours east of Greenwich of a zone's name or offset; None for one that is not certain."""
    if (known := _ZONES.get(zone.upper())) is not None:
        return known
    match = _OFFSET.fullmatch(zone)
    if not match:
        return None
    hours = int(match["h"]) + int(match["min"] or 0) / 60
    if hours > 14:
        return None
    return -hours if match["sign"] in ("-", "−") else hours


_SINGLE_SIGNS = "年月日时分秒時년월일"
_STAMPS_OWN = DATE_WORDS | _STAMP_WORDS | frozenset(MONTHS)


def may_be_stamp(text: str, tokens: frozenset[str]) -> bool:
    """Whether :func:`is_stamp` is worth asking of a line with these runs of letters, casefolded: seldom."""
    return _STAMPS_OWN.issuperset(tokens) or not text.isascii()


def is_stamp(text: str) -> bool:
    """Whether a line is nothing but a date or a time with the words that go with them."""
    if len(text) > _LONGEST_STAMP or not _FIGURE.search(text):
        return False
    figures = known = 0
    for token in _WORD.findall(text.casefold()):
        if token.isdigit():
            figures += 1
        elif token in MONTHS or token in _WEEKDAYS:
            known += 1
        elif token not in _STAMP_WORDS and token not in _SINGLE_SIGNS:
            return False
    if not figures:
        return False
    return known > 0 or bool(_CLOCK.search(text)) or find_date(text, day_first=True) is not None or _has_ago(text)


_CLOCK = re.compile(r"(?<!\d)\d{1,2}[:.h]\d\d(?!\d)")
_AGO = re.compile(r"\bago\b|^vor \d|^il y a \d|^hace \d|назад|\btemu\b", re.IGNORECASE)
_AGO_WORDS = ("ago", "vor ", "il y a ", "hace ", "назад", "temu")
"""One of these stands in what :data:`_AGO` finds: a look without a pattern."""


_AGO_TOKENS = frozenset(("ago", "vor", "il", "hace", "temu"))


def may_have_time(text: str, folded: str, tokens: frozenset[str]) -> bool:
    """Whether :func:`has_day_and_time` is worth asking of a line, with its folded words and their runs of letters."""
    return bool(_FIGURE.search(text)) or not _AGO_TOKENS.isdisjoint(tokens) or "назад" in folded


def has_day_and_time(text: str) -> bool:
    """Whether a line names a day and a time of it, or says how long ago something was."""
    if not _FIGURE.search(text):
        return _has_ago(text)
    return (_CLOCK.search(text) is not None and find_date(text, day_first=True) is not None) or _has_ago(text)


def _has_ago(text: str) -> bool:
    folded = text.casefold()
    return any(map(folded.__contains__, _AGO_WORDS)) and _AGO.search(text) is not None
