"""What the keys act on: the paragraph under the cursor, a range of them, sentences or words inside one. Pure."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tui.reading.sentences import Span


class Grain(IntEnum):
    """How fine the target is."""

    PARAGRAPH = 0
    SENTENCE = 1
    WORD = 2


class Pick(NamedTuple):
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
        from tui.reading.sentences import sentences, words  # its patterns are nothing that the first picture needs

        grain = Grain(self.grain + 1)
        units = sentences(text) if grain is Grain.SENTENCE else words(text)
        if not units:
            return Pick()
        from_here = self.span[0] if self.span else 0
        at = next((number for number, (_start, end) in enumerate(units) if end > from_here), len(units) - 1)
        return Pick(grain=grain, units=units, at=at)

    def step(self, by: int) -> Pick:
        """Return the target ``by`` sentences or words further, within the paragraph."""
        return self._replace(at=min(max(self.at + by, 0), len(self.units) - 1))

    def hold(self) -> Pick:
        """Begin a stretch of sentences or words, or let it go."""
        return self._replace(held=self.at if self.held is None else None)

    def stretch(self, text: str, begin_by: int, end_by: int) -> Pick:
        """Return the target with its beginning and its end moved by words of ``text``; at least one word is left."""
        if not self.span:
            return self
        start, end = self.span
        from tui.reading.sentences import words

        units = words(text)
        inside = [number for number, (first, last) in enumerate(units) if last > start and first < end]
        if not inside:
            return self
        first, last = inside[0], inside[-1]
        first = min(max(first + begin_by, 0), last)
        last = max(min(last + end_by, len(units) - 1), first)
        return Pick(grain=Grain.WORD, units=units, at=last, held=first)
