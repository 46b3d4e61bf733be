"""What the keys act on: the paragraph under the cursor, a range of them, sentences or words inside one. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

Span = tuple[int, int]


class Grain(IntEnum):
    """How fine the target is."""

    PARAGRAPH = 0
    SENTENCE = 1
    WORD = 2


@dataclass(frozen=True, slots=True)
class Pick:
    """Beside the cursor's paragraph, what narrows or widens the target."""

    anchor: int | None = None
    """The block where a range of paragraphs began; None when there is no range."""
    grain: Grain = Grain.PARAGRAPH
    units: tuple[Span, ...] = ()
    """The sentences or words of the cursor's block; empty for paragraphs."""
    at: int = 0
    """Which of the units is meant."""
    held: int | None = None
    """The unit where a stretch of units began; None when only one is meant."""

    @property
    def narrowed(self) -> bool:
        """Whether the target is inside a paragraph."""
        return self.grain is not Grain.PARAGRAPH

    @property
    def active(self) -> bool:
        """Whether there is something to let go of."""
        return self.narrowed or self.anchor is not None

    @property
    def span(self) -> Span | None:
        """Start and end of the target in the paragraph's text; None when it is whole paragraphs."""
        if not self.narrowed:
            return None
        other = self.at if self.held is None else self.held
        return (self.units[min(self.at, other)][0], self.units[max(self.at, other)][1])

    def blocks(self, cursor: int) -> Span:
        """Return the first and the last block of the target."""
        anchor = cursor if self.anchor is None else self.anchor
        return (min(cursor, anchor), max(cursor, anchor))

    def narrow(self, text: str) -> Pick:
        """Return the next finer target in a paragraph: sentence, word, then the paragraph again."""
        if self.grain is Grain.WORD:
            return Pick()
        grain = Grain(self.grain + 1)
        units = sentences(text) if grain is Grain.SENTENCE else words(text)
        if not units:
            return Pick()
        from_here = self.span[0] if self.span else 0
        at = next((number for number, (_start, end) in enumerate(units) if end > from_here), len(units) - 1)
        return Pick(grain=grain, units=units, at=at)

    def step(self, by: int) -> Pick:
        """Return the target ``by`` sentences or words further, within the paragraph."""
        return replace(self, at=min(max(self.at + by, 0), len(self.units) - 1))

    def hold(self) -> Pick:
        """Begin a stretch of sentences or words, or let it go."""
        return replace(self, held=self.at if self.held is None else None)


_WORD = re.compile(r"\w[\w'’\-]*\w|\w")
_END = re.compile(r"""[.!?…]+["'”’»)\]]*(?=\s+["'“‘«(\[]*[^\W_a-z])|[。！？]+[」』”’）]*""")
_NO_END = re.compile(
    r"\b(?:(?i:mr|mrs|ms|dr|prof|st|no|vs|etc|e\.g|i\.e|cf|fig|gen|sen|rep|gov|lt|col|sgt|capt|jr|sr|inc|ltd|co|corp|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|p|pp|vol|al)|[A-Z])\.$"
)
"""An abbreviation or an initial before a full stop."""


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of a paragraph, without the spaces between them.

    A full stop after an abbreviation or an initial ends none; a Chinese or Japanese one needs no space after it.
    """
    breaks = [0]
    for match in _END.finditer(text):
        if match.group()[0] == "." and _NO_END.search(text, max(match.start() - 8, 0), match.start() + 1):
            continue
        breaks.append(match.end())
    if breaks[-1] < len(text):
        breaks.append(len(text))
    return tuple(
        span for span in (_trimmed(text, start, end) for start, end in pairwise(breaks)) if span[0] < span[1]
    )


def words(text: str) -> tuple[Span, ...]:
    """Return the words of a paragraph; of scripts without spaces, each character."""
    found: list[Span] = []
    for match in _WORD.finditer(text):
        if any("\u3040" <= char <= "\u9fff" for char in match.group()):
            found += [(place, place + 1) for place in range(*match.span())]
        else:
            found.append(match.span())
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return (start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip())))
