"""Dates, names and languages as pages and front matter write them → as an article holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from email.utils import parsedate_to_datetime

from storage.cleaning.dates import find_date
from storage.text import sanitise_line

_ISO = re.compile(
    r"\s*(?P<day>(?:19|20)\d\d-?\d\d-?\d\d)(?!\d)"
    r"(?:[T ]+(?P<time>\d\d:?\d\d(?::?\d\d)?)(?:[.,]\d+)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?:[A-Z][a-z]{2},? )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d")


def as_published(written: str) -> str:
    """Return a date as ``CleanedArticle.published`` holds it: YYYY-MM-DD, or with time when the zone is known."""
    written = sanitise_line(written)[:200]
    if found := _ISO.match(written):
        return _iso(found)
    if _MAIL.match(written):
        return _mail(written)
    day = find_date(written)
    return day.day if day else ""


def _iso(found: re.Match[str]) -> str:
    day, time, zone = found["day"].replace("-", ""), (found["time"] or "").replace(":", ""), found["zone"]
    try:
        if not time or not zone:
            return datetime.strptime(day, "%Y%m%d").date().isoformat()
        offset = "+0000" if zone.upper() in ("Z", "UTC", "GMT") else zone.replace(":", "")
        moment = datetime.strptime(f"{day}{time:0<6}{offset}", "%Y%m%d%H%M%S%z")
    except ValueError:
        return ""
    return moment.isoformat()


def _mail(written: str) -> str:
    try:
        moment = parsedate_to_datetime(written)
    except ValueError:
        return ""
    return moment.isoformat() if moment.tzinfo else moment.date().isoformat()


_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}", re.IGNORECASE)


def as_language(written: str | None) -> str:
    """Return a BCP 47 tag, ``en_US`` as ``en-US``; empty for what is none."""
    tag = sanitise_line(written or "").split(",")[0].strip().replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else ""


_BY = re.compile(
    r"^(?:(?:written|words|text|story|report|posted|reported)\s+)?"
    r"(?:by|von|par|por|di|door|od|автор|autor|text|texte|συντάκτης)[\s:]+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[,;|/•·]|\s(?:and|und|et|y|e|en|i|и|και|&|with)\s)\s*", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|www\.|\S@\S")
_NO_NAME = re.compile(
    r"\d|^@|^(?:staff|admin|administrator|redaktion|redacción|redazione|unknown|anonymous|null|none|news ?desk|"
    r"newsroom|authors?|byline|guest|published|updated|share)$|\b(?:correspondents?|editors?|reporters?|writers?|columnists?|"
    r"contributors?|redakteur(?:in)?)$",
    re.IGNORECASE,
)
_MOST_AUTHORS = 12
_LONGEST_NAME = 60


def as_authors(written: Iterable[str], site: str = "") -> tuple[str, ...]:
    """Return the persons named in one or more bylines, each once; offices, addresses and the site itself are none."""
    names: dict[str, str] = {}
    for line in written:
        line = _BY.sub("", sanitise_line(line))
        for piece in () if _ADDRESS.search(line) else _BETWEEN.split(line):
            name = _BY.sub("", piece.strip(" .,-–—:()"))
            if 1 < len(name) <= _LONGEST_NAME and not _NO_NAME.search(name) and name.casefold() != site.casefold():
                names.setdefault(name.casefold(), name)
    return tuple(list(names.values())[:_MOST_AUTHORS])
