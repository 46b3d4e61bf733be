"""Plain text as lines: indent, blank lines above, what begins an item of a list, and width in terminal columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_WIDE_SIGNS = (
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
_WIDE = re.compile(_WIDE_SIGNS)
_WIDE_RUN = re.compile(_WIDE_SIGNS + "+")
_TAB = 8

_ITEM = re.compile(
    # A sign and a space; signs that only lists use need none.
    r"(?:[•‣◦▪▫●○■□◆◇★☆◎△▲▽▼➤►▶»※·*+-]\s+|[•‣▪・][ \t]*(?![\s•‣▪・]))(?=\S)"
    r"|(?:\d{1,3}[.)]|\(\d{1,2}\)|[０-９]{1,2}[.．、)）])\s+(?=\S)"
)
_ITEM_STARTS = frozenset("•‣◦▪▫●○■□◆◇★☆◎△▲▽▼➤►▶»※·・*+-(0123456789０１２３４５６７８９")
_DIGITS = re.compile(r"\d+")
RULE = re.compile(r"([*_=~#·-])(?: ?\1){2,79}")
"""Three signs of one sort or more, alone on a line: a break between parts of a text."""
_DIRECTION_MARKS = "\u200e\u200f\u061c"
_NO_DIRECTION = dict.fromkeys(map(ord, _DIRECTION_MARKS))
_ODD_SPACES = re.compile("[\u1680\u2000-\u200a\u202f\u205f]")


def width_of(text: str) -> int:
    """Return how many terminal columns a text takes, near enough: East Asian wide characters take two."""
    return len(text) if text.isascii() else len(text) + len("".join(_WIDE_RUN.findall(text)))


def is_wide(char: str) -> bool:
    """Whether a character takes two columns."""
    return bool(_WIDE.match(char))


class Line(NamedTuple):
    """A line of a text that is not blank."""

    text: str
    """Trimmed; tabs and runs of spaces inside are left."""
    indent: int
    """Columns before it."""
    gap: int
    """Blank lines above it."""
    marker: str
    """What of its beginning makes it an item of a list, with the space after that; empty for any other line."""
    edge: int
    """The column after its last character."""


_PRINTERS_SIGNS = "’‘“”–—…\u00a0"


def without_printers_signs(text: str) -> str:
    """Return a text with a space for each dash and quotation mark of printing: most prose is then ASCII.

    Its words are the same, and ASCII is parted into words ten times as fast.
    """
    for sign in _PRINTERS_SIGNS:
        text = text.replace(sign, " ")
    return text


def plain_spaces(text: str) -> str:
    """Return harmless text with spaces of other widths made plain; an ideographic one becomes two."""
    if text.isascii():
        return text
    return _ODD_SPACES.sub(" ", text.replace("\u3000", "  ").replace("\xa0", " "))


def lines_of(text: str) -> list[Line]:
    """Return the lines of harmless text that are not blank."""
    lines: list[Line] = []
    add = lines.append
    directed = any(mark in text for mark in _DIRECTION_MARKS)
    width = width_of if _WIDE.search(text) else len
    gap = indent = 0
    for raw in text.split("\n"):
        body = raw.strip()
        if not body:
            gap += 1
            continue
        if directed:
            body = body.lstrip(_DIRECTION_MARKS + " ") or body
        if raw[0] == body[0]:
            indent = 0
        else:
            indent = raw.index(body)
            if "\t" in raw[:indent] or directed:
                indent = _columns(raw[:indent])
        marker = marker_of(body) if body[0] in _ITEM_STARTS else ""
        add(Line(body, indent, gap, marker, indent + width(body)))
        gap = 0
    return lines


def marker_of(body: str) -> str:
    """Return what makes a trimmed line an item of a list, with the space after that; empty for any other line."""
    item = _ITEM.match(body)
    return item[0] if item and not RULE.fullmatch(body) else ""


def _columns(margin: str) -> int:
    spaces = margin.translate(_NO_DIRECTION)
    return len(spaces) + (_TAB - 1) * spaces.count("\t")


def one_line(text: str) -> str:
    """Return a text without newlines, its tabs and runs of spaces each one space."""
    return " ".join(text.split()) if "  " in text or "\t" in text else text


def counted(markers: Sequence[str]) -> list[str]:
    """Return the markers of lines in their order without those numbers that no neighbour counts on from."""
    values = [int(digits[0]) if marker and (digits := _DIGITS.search(marker)) else -1 for marker in markers]
    if max(values, default=-1) < 0:
        return list(markers)
    kept: list[str] = []
    for place, marker in enumerate(markers):
        value = values[place]
        near = values[max(0, place - 2) : place] + values[place + 1 : place + 3] if value >= 0 else ()
        kept.append(marker if value < 0 or value - 1 in near or value + 1 in near else "")
    return kept
