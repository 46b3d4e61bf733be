"""Dates, names and languages as pages and front matter write them → as an article holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from storage.cleaning.dates import find_date, moment_of
from storage.text import sanitise_line

_ISO = re.compile(
    r"\s*(?P<day>(?:19|20)\d\d-?\d\d-?\d\d)(?!\d)"
    r"(?:[T ]+(?P<time>\d\d:?\d\d(?::?\d\d)?)(?:[.,]\d+)?\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?:[A-Z][a-z]{2},? )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d")


def as_published(written: str, language: str = "") -> str:
    """Return a date as ``CleanedArticle.published`` holds it: YYYY-MM-DD, or with time when the zone is known.

    03/04/2020 is read as the page's language writes it, and is no date where that does not say.
    """
    written = sanitise_line(written)[:200]
    if found := _ISO.match(written):
        return _iso(found)
    if _MAIL.match(written):
        return _mail(written)
    day = find_date(written, day_first=writes_day_first(language))
    return moment_of(written, day) if day else ""


_MONTH_FIRST = frozenset(("en-us", "en-ph"))


def writes_day_first(language: str) -> bool | None:
    """Return whether a language and region write 3/4 for the third of April; None where only a region would tell."""
    tag = language.lower()
    if not tag or tag == "en":
        return None
    return tag not in _MONTH_FIRST


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
    from email.utils import parsedate_to_datetime  # which loads sockets, for what few pages have

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
    r"^(?:(?:written|words|text|story|report|posted|reported|reviewed|published|veröffentlicht|publié|scritto|escrito)\s+)?"
    r"(?:by|von|par|por|di|door|od|af|av|autor(?:in|zy|a|es)?|автор[ыа]?|text|texte|texto|testo|written by|συντάκτης|"
    r"tekst|oleh|penulis|作者|记者|記者|文|撰文)(?:[\s:：/／]+|$)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s*(?:[,;|/•·、，]|\s(?:and|und|et|y|e|en|i|и|και|og|och|ja|ve|dan|&|with|mit)\s)\s*", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?:|www\.|\S@\S")
_GLUED = re.compile(
    r"(?<=[a-zß-ÿ])(?=(?:Redakteur|Autor|Reporter|Author|Editor|Correspondent|Freie|Volont|Senior|Staff)[a-z])"
)
_OFFICE = (
    r"correspondents?|editors?|reporters?|writers?|columnists?|contributors?|redakteur(?:in)?|autor(?:in)?|journalists?|"
    r"journaliste|giornalista|periodista|technologist|director|directeur|professor|analyst|manager|fellow|officer|chief|"
    r"producer|photographer|fotograf(?:in)?|critic|editor-in-chief|chefredakteur(?:in)?|volontär(?:in)?|author|producent"
)
_NO_NAME = re.compile(
    r"\d|^@|^(?:staff|admin|administrator|redaktion|redacción|redazione|rédaction|la rédaction|redakcja|редакция|"
    r"unknown|anonymous|null|none|undefined|news ?desk|newsroom|authors?|byline|guest|published|updated|share|follow|"
    rf"homepage|default|user|editor|root|webmaster|true|false|n/a|{_OFFICE})$|\s(?:{_OFFICE})$|"
    r"^(?:senior|chief|political|staff|deputy|former)\s.*\b(?:editor|writer|reporter|correspondent|technologist)|"
    r"→|…|\b(?:more|all|alle|mehr|zeige|view|posts|articles|beiträge|follow|profile|archiv)\b.*\b(?:by|from|von|posts|"
    r"articles|beiträge|author|anzeigen|profile)\b",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(
    r"\s+(?:기자|특파원|記者|记者|編輯|编辑)$|\s*[(\[（【].*$|\s+(?:for|in|at|für|pour)\s.*$|\s+[-–—]\s.*$"
)
_MOST_AUTHORS = 12
_LONGEST_NAME, _MOST_NAME_WORDS = 60, 7


def as_authors(written: Iterable[str], site: str = "") -> tuple[str, ...]:
    """Return the persons named in one or more bylines, each once; offices, addresses and the site itself are none."""
    names: dict[str, str] = {}
    house = _known_as(site)
    for line in written:
        line = _BY.sub("", sanitise_line(line))
        for piece in () if _ADDRESS.search(line) else _BETWEEN.split(_GLUED.sub(", ", line)):
            name = _AFTER_NAME.sub("", _BY.sub("", piece.strip(" .,-–—:()")).strip()).strip(" .,-–—:")
            if not 1 < len(name) <= _LONGEST_NAME or name.count(" ") >= _MOST_NAME_WORDS or _NO_NAME.search(name):
                continue
            if _known_as(name) != house:
                names.setdefault(_known_as(name), name)
    return tuple(list(names.values())[:_MOST_AUTHORS])


def _known_as(name: str) -> str:
    """A name without case, spaces and signs: two that agree in this are one."""
    return "".join(filter(str.isalnum, name.casefold()))
