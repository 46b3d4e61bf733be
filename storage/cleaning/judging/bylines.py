"""Who wrote a text, read from lines that begin as bylines do, from names beside a date, and from names alone."""

from __future__ import annotations

import re
import tomllib
from importlib import resources

from storage.cleaning.dates import DATE_WORDS, MONTHS, find_date
from storage.cleaning.judging import phrases
from storage.cleaning.wordlist import word_set

_WORDS = tomllib.loads((resources.files(__package__) / "bylines.toml").read_text(encoding="utf-8"))
_BEGINS = sorted(_WORDS["begins"], key=lambda words: -len(words))
_OFFICES = frozenset(_WORDS["offices"])
_STRANGE = frozenset(_WORDS["strange"]) | DATE_WORDS | frozenset(MONTHS)
_LONGEST, _MOST_NAMES, _MOST_WORDS, _LONGEST_NAME = 160, 8, 5, 45
_PARTICLES = word_set(
    """
    van von de der den di da del della dos das du la le el al bin ibn ter ten zu zur af av y e do dal des vom
    """
)
_LEADING = re.compile(r"^[\W\d_]+")
_BEGINNING = re.compile(rf"(?:{'|'.join(map(re.escape, _BEGINS))})(?![^\W\d_])\s*[:：/／|]?\s*", re.IGNORECASE)
_BEGINNING_UNSPACED = re.compile(r"[^\W\d_]{0,8}(?:記者|记者|作者|撰文|文)\s?[:：/／╱ ]\s?")
_CUT = re.compile(
    r"\s[|·•–—/-]+(?:\s|$)|[|·•@(（\[【：:\d]|\s(?:for|in|with|at|on|mit|für|aus|posted|published|updated|photos?|"
    r"illustrations?|fotos?|skrifar|bei|pour|para|per|von|unter)\s|(?<=[a-zß-ÿ])(?=(?:Published|Updated|Posted|Redakt))|…",
    re.IGNORECASE,
)
_PARTED = re.compile(
    r"\s*(?:[,;，、/&]|\s(?:and|und|et|y|e|i|og|och|en|ja|ve|dan|και|и)\s)\s*",
    re.IGNORECASE,
)
_GLUED_OFFICE = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z][a-z]+)")
_WITHIN = re.compile(r"(?:^|\s)(?:von|by|par|por|di|door|af|av|автор)[\s:]+", re.IGNORECASE)
_SIGNS = re.compile(r"\s*[/|,•·–]\s*|\s-\s")
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_.’'`-]*(?:[.’'`-][^\W\d_.’'`-]+)*\.?")
_CASELESS = re.compile("[\u0590-\u08ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_HANGUL_OFFICE = re.compile(r"([\uac00-\ud7a3]{2,4})\s?(?:기자|특파원)")
_SEMITIC_NAME = re.compile("[\u0590-\u08ff]{2,10}(?: [\u0590-\u08ff-]{2,12}){1,3}")
_DOMAIN = re.compile(r"\.(?:com?|net|org|[a-z]{2})\b", re.IGNORECASE)
_HAN_NAME = re.compile(r"[\u3400-\u9fff·]{2,5}")


def names_after_byline(text: str) -> tuple[str, ...]:
    """Return the names in a line such as ``By Ann Lee and Bo Ek | Monday``; none where it begins otherwise."""
    line = _LEADING.sub("", text[:_LONGEST])
    if match := _BEGINNING.match(line):
        return _names(line[match.end() :], single=False) or _unspaced(line[match.end() :])
    if match := _BEGINNING_UNSPACED.match(line):
        return _unspaced(line[match.end() :])
    return tuple(_HANGUL_OFFICE.findall(line))[:_MOST_NAMES]


def is_byline_word(text: str) -> bool:
    """Whether a line is nothing but the beginning of a byline: ``By``, ``Von``."""
    match = _BEGINNING.fullmatch(text.strip())
    return match is not None


def names_beside_date(text: str, *, day_first: bool | None = None) -> tuple[str, ...]:
    """Return the names before or after the date of a line such as ``Ann Lee | 3 May 2020, 10:30``."""
    line = text[:_LONGEST]
    found = find_date(line, day_first=day_first)
    if not found:
        return ()
    before = names_alone_in(line[: found.start].strip(" |·•–—-/,:"))
    if before:
        return before
    rest = line[found.end :]
    if signed := _WITHIN.search(rest):
        return _names(rest[signed.end() :], single=False)
    parts = _SIGNS.split(rest)
    return next((names for part in parts[1:] if (names := names_alone_in(part))), ())


def name_alone(text: str) -> tuple[str, ...]:
    """Return the names of a line that is nothing but names, each of two words or more; a trade may follow them."""
    return names_alone_in(text) if len(text) <= _LONGEST else ()


def names_alone_in(text: str) -> tuple[str, ...]:
    """Return the names that a piece of a line is made of, each of two words or more; none if more stands in it."""
    rest = text.rstrip("0123456789,;. ")
    if rest[:1] and "\u0590" <= rest[0] <= "\u08ff":
        return (rest,) if _SEMITIC_NAME.fullmatch(rest) else ()
    if not rest or len(rest) > _LONGEST or "?" in rest or "!" in rest:
        return ()
    return _names(rest, single=True)


def _names(text: str, *, single: bool) -> tuple[str, ...]:
    """The names that a text begins with, up to what is none.

    Args:
        text: What is read.
        single: Whether nothing else may stand in it, and no name may be of one word.
    """
    cut = _CUT.search(f"{text} ")
    part = text[: cut.start()] if cut else text
    names: list[str] = []
    for piece in _PARTED.split(_GLUED_OFFICE.sub(_apart, part)):
        if not piece:
            continue
        if names and _is_office(piece):
            continue
        name = _name(piece.strip(" .,*@#-–—\u00a0"), lone=single)
        if not name:
            if single and not _is_office(piece) and not _is_agency(piece):
                return ()
            break
        names.append(name)
    if cut and single and not _goes_on_well(text[cut.start() :]):
        return ()
    return tuple(dict.fromkeys(names))[:_MOST_NAMES]


def _apart(match: re.Match[str]) -> str:
    """Part ``FosterTravel News Reporter``: a capital inside a word, where a trade follows, begins another word."""
    tail = match.string[match.start() :]
    words = re.findall(r"[^\W\d_-]+", tail.casefold())[:4]
    return ", " if words and (words[0] in _OFFICES or any(word in _OFFICES for word in words[1:4])) else ""


def _goes_on_well(rest: str) -> bool:
    """Whether what follows a name in its line is a date, a trade, a site, a place: not more of a sentence."""
    words = re.findall(r"[^\W\d_]+", rest)
    if rest[:1].isdigit():
        return all(word in _OFFICES or word in DATE_WORDS for word in map(str.casefold, words))
    small = sum(
        word.islower() and len(word) > 3 and word not in _OFFICES and word not in DATE_WORDS for word in words
    )
    return small <= 1 and len(words) <= 12


def _is_office(piece: str) -> bool:
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", piece.casefold())
    return bool(words) and any(word in _OFFICES for word in words)


def _is_agency(piece: str) -> bool:
    return phrases.folded(piece) in phrases.AGENCIES


def _name(text: str, *, lone: bool) -> str:
    """Return the name that a piece is, a trade after it taken off; empty for anything else."""
    words = text.split()
    while len(words) > 2 and words[-1].casefold().strip("(),") in _OFFICES:
        words.pop()
    for place, word in enumerate(words):
        if place >= 2 and (word.casefold() in _OFFICES or _is_agency(word)):
            words = words[:place]
            break
    if not words or len(words) > _MOST_WORDS or sum(map(len, words)) > _LONGEST_NAME:
        return ""
    if (lone and len(words) < 2) or all(word.casefold() in _OFFICES for word in words):
        return ""
    if _DOMAIN.search(words[-1]):
        return ""
    if any(word.casefold().strip("’'.") in _STRANGE for word in words):
        return ""
    if not all(_NAME_WORD.fullmatch(word) for word in words):
        return ""
    if not words[-1][0].isupper() or len(words[-1].rstrip(".")) < 2:
        return ""
    capitals = all(
        word[0].isupper() or word.casefold() in _PARTICLES or word[:2] in ("d’", "d'", "al") for word in words
    )
    if not capitals or (lone and text.isupper() and len(words) > 3):
        return ""
    return " ".join(words)


def _unspaced(text: str) -> tuple[str, ...]:
    """Names in a script without capitals, up to the first sign that is none of theirs."""
    part = re.split(r"[\s\d|/／╱（(【\[•]{1,}(?=[^\u0590-\u08ff]|$)|\d", text.strip(), maxsplit=1)[0].strip(
        " .,:：、"
    )
    if not part or not _CASELESS.match(part) or len(part) > 40:
        return ()
    if "\u0590" <= part[0] <= "\u08ff":
        return (part,) if part.count(" ") <= 4 else ()
    names = [name for name in re.split(r"[\s、，,]+", part) if _HAN_NAME.fullmatch(name)]
    return tuple(names)[:_MOST_NAMES]
