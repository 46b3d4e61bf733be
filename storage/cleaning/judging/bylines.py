"""Who wrote a text, read from lines that begin as bylines do, or from a name beside the date."""

from __future__ import annotations

import re

from storage.cleaning.dates import DATE_WORDS, find_date
from storage.cleaning.judging import phrases

_LONGEST, _MOST_NAMES, _MOST_WORDS = 120, 6, 5
_LEADING = re.compile(r"^[\W\d_]+")
_CUT = re.compile(
    r"\s[|·•–—/-]\s|[|•·(:\d]|\s(?:in|with|for|at|on|mit|für|aus|posted|published|updated|photos?|illustration|fotos?)\s",
    re.IGNORECASE,
)
_PARTED = re.compile(r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bi\b|\bog\b|\boch\b|\ben\b|\bи\b|\bκαι\b)\s*")
_PARTICLES = frozenset(
    (
        "van",
        "von",
        "de",
        "der",
        "den",
        "di",
        "da",
        "del",
        "della",
        "dos",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ter",
        "zu",
    )
)
_BEGINNING = re.compile(rf"{phrases.BYLINE.pattern}\s*[:：]?\s*", re.IGNORECASE)


def names_after_byline(text: str) -> tuple[str, ...]:
    """Return the names in a line such as ``By Ann Lee and Bo Ek | Monday``; none where it begins otherwise."""
    line = _LEADING.sub("", text[:_LONGEST])
    match = _BEGINNING.match(line)
    return _names(line[match.end() :]) if match else ()


def names_beside_date(text: str) -> tuple[str, ...]:
    """Return the names that stand before the date of a line such as ``Ann Lee | 3 May 2020, 10:30``."""
    found = find_date(text[:_LONGEST])
    return _full(_names(text[: found.start])) if found and found.start else ()


def name_alone(text: str) -> tuple[str, ...]:
    """Return the names of a line that is nothing but names: two words or more, each with a capital."""
    return _full(_names(text)) if len(text) < _LONGEST and not _CUT.search(text) else ()


def _full(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names if each is of two words or more, else none."""
    return names if all(" " in name for name in names) else ()


def _names(text: str) -> tuple[str, ...]:
    cut = _CUT.search(text + " ")
    part = text[: cut.start()] if cut else text
    names: list[str] = []
    for piece in _PARTED.split(part):
        name = piece.strip(" .,*@#-–—\u00a0")
        if not _is_name(name):
            break
        names.append(name)
    return tuple(dict.fromkeys(names))[:_MOST_NAMES]


def _is_name(text: str) -> bool:
    words = text.split()
    if not words or len(words) > _MOST_WORDS or len(text) > 50:
        return False
    if any(word.casefold() in DATE_WORDS for word in words):
        return False
    if not words[0][0].isupper() and not words[-1][0].isupper():
        return False
    return all(word[0].isupper() or word in _PARTICLES or "’" in word for word in words)
