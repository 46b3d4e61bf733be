"""Words found in a text as it was written, and the line that shows them. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from storage.search.words import Words, spelled, tokens

Stretch: TypeAlias = tuple[int, int]
"""Start and end in code points, the end one past the last."""

SNIPPET = 160
"""Code points that a snippet has at most, its ellipses apart."""
_BEFORE = 40
"""Code points shown before the first match."""


def find_words(text: str, sought: Iterable[Words]) -> tuple[Stretch, ...]:
    """Return where words stand in ``text``, in order, those that touch or overlap as one.

    Words that begin too far behind the first match to be in one snippet with it are passed over.
    """
    wanted = tuple(sought)
    plain, begins, ends = spelled(text)
    read = deque[tuple[str, int]](maxlen=max((len(words.parts) for words in wanted), default=1))
    found: list[Stretch] = []
    for token in tokens(plain):
        if found and begins[token[1]] > found[0][0] + SNIPPET:
            break
        read.append(token)
        for words in wanted:
            first = _beginning(words, read)
            if first is not None:
                found.append((begins[first], ends[token[1] + len(words.parts[-1]) - 1]))
    return _joined(found)


def _beginning(words: Words, read: deque[tuple[str, int]]) -> int | None:
    """Return the letter that ``words`` begin at if they end with the token that was ``read`` last, else None."""
    before = len(words.parts) - 1
    last = read[-1][0]
    if not last.startswith(words.parts[-1]) or not (words.open or last == words.parts[-1]) or len(read) <= before:
        return None
    if any(read[place - before - 1][0] != part for place, part in enumerate(words.parts[:-1])):
        return None
    return read[-before - 1][1]


def _joined(found: list[Stretch]) -> tuple[Stretch, ...]:
    joined: list[Stretch] = []
    for start, end in sorted(found):
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


def _word_start(text: str, begin: int, first: int) -> int:
    space = text.find(" ", begin, first)
    return begin if space < 0 else space + 1
