"""Finds words in the paragraphs of an article, across the ends of rows. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, islice
from typing import NamedTuple

from storage.text import fold
from tui.clusters import holds_unseen, seen


class Hit(NamedTuple):
    """Where a pattern was found."""

    block: int
    """Number of the block."""
    start: int
    """First character in its text."""
    end: int
    """One past the last."""


class Pattern(NamedTuple):
    """What is looked for: the reader's words, white space matching any white space."""

    words: str
    """As typed."""

    @property
    def exact(self) -> bool:
        """Whether case and accents count: a pattern with a capital means what it says."""
        return self.words != self.words.lower()

    def __bool__(self) -> bool:
        return bool(self.words.strip())


MOST_HITS = 20_000
"""How many hits are looked for; who gets so many wants another pattern."""
_STEP = 16
"""Texts that are read at once."""


class Finder:
    """The numbered texts of an article, made ready for one search after the other."""

    def __init__(self, texts: Iterable[tuple[int, str]]) -> None:
        """``texts`` are read when they are asked for, or by :meth:`get_ready`."""
        self._texts: list[tuple[int, str]] = []
        self._unread = iter(texts)
        self._exact: dict[int, str] = {}
        self._folded: dict[int, str] = {}

    def get_ready(self) -> Iterator[None]:
        """Read the texts, some at each step, so that the first letter need not."""
        while some := list(islice(self._unread, _STEP)):
            self._texts += some
            yield

    def find(self, pattern: Pattern) -> list[Hit]:
        """Return the places of ``pattern``, in order, none overlapping another, at most :data:`MOST_HITS`.

        A pattern in small letters finds capitals and accented letters too: ``zurich`` finds ``Zürich``. What is not
        seen, such as a soft hyphen, parts no word.
        """
        wanted = "".join(map(seen, pattern.words if pattern.exact else fold(pattern.words)))
        if not wanted.strip():
            return []
        search = re.compile(r"\s+".join(map(re.escape, wanted.split()))).finditer
        self._texts += self._unread
        hits: list[Hit] = []
        for block, text in self._texts:
            if len(hits) >= MOST_HITS:
                break
            known = self._exact if pattern.exact else self._folded
            compared = known.get(block)
            if compared is None:
                compared = known[block] = _exact(text) if pattern.exact else _folded(text)
            spans = [match.span() for match in search(compared) if match.end() > match.start()]
            if spans and compared is not text and not text.isascii():
                spans = _counted_back(text, spans, seen if pattern.exact else _fold_char)
            hits += [Hit(block, *span) for span in spans]
        return hits[:MOST_HITS]


def counted(hits: Sequence[Hit], at: int) -> str:
    """Return which hit of how many the reader is at: ``3 of 12``."""
    return f"{at + 1:,} of {len(hits):,}{'+' if len(hits) >= MOST_HITS else ''}"


def _exact(text: str) -> str:
    """Return what is seen of ``text``; ``text`` itself where all is."""
    return "".join(map(seen, text)) if holds_unseen(text) else text


def _folded(text: str) -> str:
    """Return ``text`` folded character by character, so that it can be counted back."""
    return text.lower() if text.isascii() else "".join(map(_fold_char, text))


@lru_cache(maxsize=4_096)
def _fold_char(char: str) -> str:
    return fold(seen(char))


def _counted_back(
    text: str, spans: Iterable[tuple[int, int]], as_compared: Callable[[str], str]
) -> list[tuple[int, int]]:
    """Return spans of the text that was compared as spans of the text, whole characters with their marks."""
    ends = list(accumulate(len(as_compared(char)) for char in text))
    counted: list[tuple[int, int]] = []
    for start, end in spans:
        first = bisect_left(ends, start + 1)
        if not counted or first >= counted[-1][1]:
            counted.append((first, _with_marks(ends, bisect_left(ends, end) + 1)))
    return counted


def _with_marks(ends: Sequence[int], end: int) -> int:
    """Return ``end`` moved behind the marks that belong to the character before it."""
    while end < len(ends) and ends[end] == ends[end - 1]:
        end += 1
    return end


def next_hit(hits: Sequence[Hit], place: tuple[int, int], by: int) -> int:
    """Return the number of the hit after (``by`` 1) or before (-1) a place, round the end, not the one right there.

    Args:
        hits: In order, at least one.
        place: A block and an offset in it.
        by: 1 or -1.
    """
    at = bisect_left(hits, place, key=_place)
    if by > 0:
        if at < len(hits) and _place(hits[at]) == place:
            at += 1
        return at % len(hits)
    return (at - 1) % len(hits)


def _place(hit: Hit) -> tuple[int, int]:
    return (hit.block, hit.start)
