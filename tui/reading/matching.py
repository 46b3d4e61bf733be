"""Finds where each paragraph of a clean text stands in the text as it came, and back. Pure.

Both are compared by their letters and digits alone, so that markup, line breaks, hyphens at line ends and spaces make
no difference; and in order, so that what stands in a page several times is found in its own place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from itertools import accumulate

from storage.block import Block, Kind, Role
from storage.page import WholePage
from storage.text import sanitise

_SEARCHES = ((24, 100_000), (24, 4_000), (12, 1_500), (1, 200))
"""Letters that a paragraph must have to be looked for so many letters on; tried from near to far."""
_TELLING = 40
"""Letters that are looked for at most: more may be cut in two by something hidden."""
_TAG = re.compile(r"<(?:!--|(script|style|head|svg)\b|[^<>]{0,5000}>)", re.IGNORECASE)
_OTHER_SIGNS = re.compile(r"[\W_]+")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
_IS_MARKUP = re.compile(r"<(?:!doctype|html|head|body|div|p|article)\b", re.I)
_IS_TAGGED = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_LOOKED_AT = 2_000
"""Lines that are looked at to tell markup, or characters of one."""


def raw_blocks(text: str) -> WholePage:
    """Return a text as it came as lines to read, harmless but otherwise as they are."""
    lines = sanitise(text).split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    return WholePage(
        Block(f"line-{number}", Kind.CODE, line, Role.OTHER, kept=True) for number, line in enumerate(lines, start=1)
    )


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where the paragraphs of a text stand in the lines of another."""

    _starts: Sequence[int]
    """How many letters stand before each line."""
    _places: Sequence[int]
    """How many letters stand before each paragraph; never fewer than before the one above it."""

    def line(self, paragraph: int, before: str = "") -> int:
        """Return the line where a paragraph stands, or what follows ``before``, the beginning of its text."""
        return self.place(paragraph, before)[0]

    def place(self, paragraph: int, before: str = "") -> tuple[int, int]:
        """Return the line as :meth:`line` does, and how many letters stand before the place in it."""
        if not self._places:
            return 0, 0
        letters = self._places[paragraph] + len(_letters(before))
        line = max(bisect_right(self._starts, letters) - 1, 0)
        return line, letters - self._starts[line]

    def paragraph(self, line: int, letters: int | None = None) -> int:
        """Return the last paragraph that begins in or above a line, or up to so many letters of it."""
        if letters is not None:
            return max(bisect_right(self._places, self._starts[line] + letters) - 1, 0)
        end = self._starts[line + 1] if line + 1 < len(self._starts) else self._starts[-1] + 1
        return max(bisect_right(self._places, max(end - 1, self._starts[line])) - 1, 0)


_LONG = 500
"""Characters from which a line of the text as it came is not one place, but many."""


def offset_in(line: str, letters: int) -> int:
    """Return where in a long line so many of its letters are past; 0 in one that is seen at a glance."""
    if len(line) < _LONG or not letters:
        return 0
    return bisect_right(range(len(line)), letters, key=lambda offset: _letters_to(line, offset)) - 1


def letters_to(line: str, offset: int) -> int | None:
    """Return how many letters of a long line stand before an offset; None in one that is seen at a glance."""
    return None if len(line) < _LONG else _letters_to(line, offset)


def _letters_to(line: str, offset: int) -> int:
    part = line[:offset]
    return len(_letters(unescape(_seen(part, cut=True)) if _IS_TAGGED.search(line[:_LOOKED_AT]) else part))


def align(paragraphs: Sequence[str], lines: Sequence[str]) -> Alignment:
    """Find the paragraphs of a text in the lines of the text it was made of; there is at least one line.

    What is not in it, such as a title that only the page's head names, stands where the one before it ends.
    """
    plain = _without_markup(lines)
    starts = [0, *accumulate(map(len, plain))][:-1]
    text = "".join(plain)
    places: list[int] = []
    at = 0
    for paragraph in paragraphs:
        letters = _letters(paragraph)
        place = _find(text, letters, at)
        places.append(at if place is None else place)
        if place is not None:
            at = place + len(letters)
    return Alignment(starts, places)


def _find(text: str, letters: str, at: int) -> int | None:
    """Return where the letters of a paragraph stand from ``at`` on: many far off, few only near by."""
    key = letters[:_TELLING]
    for least, far in reversed(_SEARCHES):
        if len(key) >= least:
            place = text.find(key, at, at + far + len(key))
            if place >= 0:
                return place
    if len(letters) > 2 * _TELLING:  # its beginning may have been mended, or stand apart
        place = text.find(letters[_TELLING : 2 * _TELLING], at, at + 4_000)
        return max(place - _TELLING, at) if place >= 0 else None
    return None


def _without_markup(lines: Sequence[str]) -> list[str]:
    """Return the letters of each line that a reader of the page sees."""
    if not any(map(_IS_MARKUP.search, lines[:_LOOKED_AT])):
        return [_letters(line) for line in lines]
    seen = _seen("\n".join(lines)).split("\n")
    return [_letters(unescape(line) if "&" in line else line) for line in seen]


def _seen(text: str, *, cut: bool = False) -> str:
    """Return a page without its tags and what no browser shows as text; line breaks stay.

    What is opened and never closed is shown after all, but where the text is ``cut`` off in it.
    """
    parts: list[str] = []
    unclosed: set[str] = set()
    at = 0
    while found := _TAG.search(text, at):
        parts.append(text[at : found.start()])
        end = found.end()
        name = (found[1] or "").lower()
        if name or found[0] == "<!--":
            closed = (
                None if name in unclosed else re.compile(f"</{name}\\s*>" if name else "-->", re.I).search(text, end)
            )
            if closed is None and cut:
                break
            if closed is None:
                unclosed.add(name)  # looked for once: a page of nothing but opened ones is read in one go
            end = closed.end() if closed else end
        parts.append("\n" * text.count("\n", found.start(), end))
        at = end
    else:
        rest = text[at:]
        parts.append(rest.rpartition("<")[0] if cut and "<" in rest else rest)
    return "".join(parts)


def _letters(text: str) -> str:
    if text.isascii():  # a twentieth of the time
        return text.encode("ascii").translate(None, _NO_LETTERS).decode("ascii")
    return _OTHER_SIGNS.sub("", text)
