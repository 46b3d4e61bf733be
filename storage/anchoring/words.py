"""A text as its words: what two texts are compared by where case, punctuation and typesetting do not count."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

_UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
"""Soft hyphens and zero-width characters: they part no word."""
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Scripts written without spaces: each character counts as a word."""


@cache
def _word() -> re.Pattern[str]:
    """Return what finds a word; 2 ms to compile, and passages that stand where they stood need none."""
    return re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+(?:[{_UNSEEN}]+[^\W_{_UNSPACED}]+)*")


@cache
def _unseen() -> re.Pattern[str]:
    return re.compile(f"[{_UNSEEN}]+")


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: NFKC, casefolded."""
    return [_known_by(found[0]) for found in _word().finditer(text)]


def _known_by(written: str) -> str:
    if written.isascii():
        return written.lower()
    return unicodedata.normalize("NFKC", _unseen().sub("", written)).casefold()


class WordText:
    """A text with the place of each of its words."""

    def __init__(self, text: str) -> None:
        self.words: list[str] = []
        self.starts: list[int] = []
        """Code point offset of each word."""
        self.ends: list[int] = []
        for found in _word().finditer(text):
            self.words.append(_known_by(found[0]))
            self.starts.append(found.start())
            self.ends.append(found.end())

    def runs(self, wanted: Sequence[str]) -> Iterator[int]:
        """Yield the index of the first word of each place where ``wanted`` stands word for word."""
        needle = f" {' '.join(wanted)} "
        at = self._line.find(needle)
        while at >= 0:
            yield bisect_left(self._in_line, at + 1)
            at = self._line.find(needle, at + 1)

    def shingles(self, size: int) -> Mapping[tuple[str, ...], Sequence[int]]:
        """Return where each run of ``size`` words (1 to 3) begins."""
        held = self._shingles.get(size)
        if held is None:
            held = self._shingles[size] = defaultdict(list)
            for place, shingle in enumerate(zip(*(self.words[skip:] for skip in range(size)), strict=False)):
                held[shingle].append(place)
        return held

    @cached_property
    def _line(self) -> str:
        return f" {' '.join(self.words)} "

    @cached_property
    def _in_line(self) -> list[int]:
        places, at = [], 1
        for word in self.words:
            places.append(at)
            at += len(word) + 1
        return places

    @cached_property
    def _shingles(self) -> dict[int, defaultdict[tuple[str, ...], list[int]]]:
        return {}
