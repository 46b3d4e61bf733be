"""Words found in a text as it was written, and the line that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from storage.text import fold

Stretch: TypeAlias = tuple[int, int]
"""Start and end in code points, the end one past the last."""

SNIPPET = 160
"""Code points that a snippet has at most, its ellipses apart."""
_BEFORE = 40
"""Code points shown before the first match."""


def find_words(text: str, words: Iterable[str]) -> tuple[Stretch, ...]:
    """Return where folded ``words`` are in ``text``, in order, those that touch or overlap as one."""
    pieces = [fold(char) for char in text] if not text.isascii() else None
    folded = fold(text) if pieces is None else "".join(pieces)
    starts = None if pieces is None else _sources(pieces)
    found = sorted(
        (at, at + len(word)) if starts is None else (starts[at], starts[at + len(word) - 1] + 1)
        for word in words
        for at in _all(folded, word)
    )
    joined: list[Stretch] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def snippet(text: str, matches: Sequence[Stretch]) -> tuple[str, tuple[Stretch, ...]]:
    """Return one line of ``text`` around the first match, and where the matches are in it."""
    first = matches[0][0] if matches else 0
    begin = max(0, min(first - _BEFORE, len(text) - SNIPPET))
    if begin:
        begin = _word_start(text, begin, first)
    stop = min(len(text), begin + SNIPPET)
    opening = "…" if begin else ""
    line = opening + text[begin:stop].translate(_LINE_BREAKS) + ("…" if stop < len(text) else "")
    shift = len(opening) - begin
    shown = ((max(start, begin) + shift, min(end, stop) + shift) for start, end in matches if start < stop)
    return line, tuple(shown)


_LINE_BREAKS = {ord("\n"): " ", ord("\t"): " "}


def _sources(pieces: list[str]) -> list[int]:
    """Return for each code point of the joined ``pieces`` which piece it is from."""
    return [place for place, piece in enumerate(pieces) for _ in piece]


def _all(text: str, word: str) -> Iterable[int]:
    at = text.find(word) if word else -1
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _word_start(text: str, begin: int, first: int) -> int:
    space = text.find(" ", begin, first)
    return begin if space < 0 else space + 1
