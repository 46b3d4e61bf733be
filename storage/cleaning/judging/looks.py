"""What can be seen of a segment without its neighbours: its size, its end, its words folded for comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from storage.block import Kind
from storage.cleaning.dates import is_stamp, may_be_stamp
from storage.cleaning.judging.phrases import folded
from storage.cleaning.many_lines import letters_of, widths_of
from storage.cleaning.segments import Segment

_CLOSING = "\"'”’»“‘)]}）】」』›*_ \u00a0"
_ENDS = frozenset(".!?…。！？｡।؟")
_ASKS, _COLONS = frozenset("?？;"), frozenset(":：")
_INNER_ENDS = (". ", "! ", "? ", "。", "！", "？", ".” ", ".» ", '." ')
_COUNTED = 1000
_SHORT = 120
LENGTH_FOLDED = 400
"""Of a longer segment only so many characters are folded."""


class Look(NamedTuple):
    """What is seen of one segment: a tuple, so that a page's looks are columns by one ``zip``."""

    width: int
    """Terminal columns of its text; East Asian characters take two."""
    words: int
    """Words parted by white space; for a script without spaces, half its characters."""
    sentences: int
    """Ends of sentences with something after them, counted in its first few lines."""
    ends: bool
    """Whether it ends as a sentence does."""
    asks: bool
    """Whether it ends as a question does."""
    trails_off: bool
    """Whether it breaks off in dots, as the beginning of another article does."""
    colon: bool
    """Whether it ends in a colon."""
    item: bool
    """Whether it is an item of a list."""
    stamp: bool
    """Whether it is nothing but a date or a time."""
    tokens: frozenset[str]
    """The runs of letters in :attr:`folded`."""
    folded: str
    """Its beginning as phrases are compared: lower case, no edges."""

    @property
    def short(self) -> bool:
        """Whether it is too short to be prose by its length alone."""
        return self.width < 80

    @property
    def prose(self) -> bool:
        """Whether it reads as a paragraph: long, or of some length with a sentence's end."""
        return self.width >= 140 or (self.width >= 60 and self.ends)


def looks(segments: Sequence[Segment]) -> list[Look]:
    """Look at every segment of a page."""
    texts = [segment.text for segment in segments]
    starts = [folded(text[:LENGTH_FOLDED]) for text in texts]
    return list(map(_look, segments, widths_of(texts), starts, letters_of(starts)))


def _look(segment: Segment, width: int, start: str, tokens: frozenset[str]) -> Look:
    """Look at one segment; its width, its beginning folded and the runs of letters of that are known."""
    text = segment.text
    tail = text[-12:].rstrip(_CLOSING)
    last = tail[-1:]
    ends = last in _ENDS
    words = text.count(" ") + 1
    return Look(
        width,
        words if width == len(text) else max(words, (width - len(text)) // 2),
        sum(map(text[:_COUNTED].count, _INNER_ENDS)) if width > _SHORT else 0,
        ends,
        last in _ASKS,
        ends and width < 400 and tail.endswith(("...", "…")),
        last in _COLONS,
        segment.kind is Kind.LIST_ITEM,
        width <= _SHORT and may_be_stamp(text, tokens) and is_stamp(text),
        tokens,
        start,
    )
