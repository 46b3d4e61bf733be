"""What can be seen of a segment without its neighbours: its size, its end, its words folded for comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storage.article import Kind
from storage.cleaning.dates import is_stamp
from storage.cleaning.judging.phrases import folded, tokens_of
from storage.cleaning.lines import width_of
from storage.cleaning.segments import Segment

_CLOSING = "\"'”’»“‘)]}）】」』›*_ \u00a0"
_ENDS = ".!?…。！？｡।؟"
_INNER_ENDS = (". ", "! ", "? ", "。", "！", "？", ".” ", ".» ", '." ')
_COUNTED = 1000
_SHORT = 120
_FOLDED_AT_MOST = 400


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen of one segment."""

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


def look(segment: Segment) -> Look:
    """Look at one segment."""
    text = segment.text
    width = width_of(text)
    beginning = text[:_COUNTED]
    start = folded(text[:_FOLDED_AT_MOST])
    tail = text[-12:].rstrip(_CLOSING)
    return Look(
        width=width,
        words=max(text.count(" ") + 1, (width - len(text)) // 2),
        sentences=sum(map(beginning.count, _INNER_ENDS)) if width > _SHORT else 0,
        ends=tail.endswith(tuple(_ENDS)),
        asks=tail.endswith(("?", "？", ";")),
        trails_off=width < 400 and tail.endswith(("...", "…")),
        colon=tail.endswith((":", "：")),
        item=segment.kind is Kind.LIST_ITEM,
        stamp=width <= _SHORT and is_stamp(text),
        tokens=tokens_of(start),
        folded=start,
    )


def looks(segments: Sequence[Segment]) -> list[Look]:
    """Look at every segment of a page."""
    return [look(segment) for segment in segments]
