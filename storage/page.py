"""All blocks of an article in order, and what is found by them: the same to ask however they are held."""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from storage.block import Block, Role

BETWEEN = "\n\n"
"""What stands between two blocks in the text of a page."""


class Page(Sequence[Block]):
    """Blocks in order, hidden ones too; equal to any sequence of the same blocks."""

    in_pieces = False
    """Whether blocks are read when they are looked at: who can do without going through all of them should."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    @property
    @abstractmethod
    def places(self) -> Mapping[str, int]:
        """Paragraph id → number of the block."""

    @property
    @abstractmethod
    def offsets(self) -> Sequence[int]:
        """Where each block begins in the text of the page (:attr:`BETWEEN` parts them), in code points."""

    @property
    @abstractmethod
    def unnumbered(self) -> Sequence[int]:
        """The places of the blocks that have no number, in order: the hidden ones, and titles."""

    @property
    @abstractmethod
    def sizes(self) -> Iterable[int]:
        """How long each block is: its characters, or of a page in pieces about as much as it takes on the disk."""

    @abstractmethod
    def stretch(self, begin: int, stop: int) -> str:
        """Return the text of the page from ``begin`` to before ``stop``, 0 <= begin <= stop."""

    @abstractmethod
    def text_of(self, paragraph: str) -> str | None:
        """Return the text of the block with an id; None where there is none."""

    @abstractmethod
    def measure(self) -> Iterator[None]:
        """Work out what tells where blocks begin, a little at each step; else the first who asks for it waits."""

    @property
    def hidden(self) -> list[int]:
        """The places of the hidden blocks, in order."""
        return [place for place in self.unnumbered if not self[place].kept]


class WholePage(tuple[Block, ...], Page):
    """Blocks that are all read."""

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Paragraph id → number of the block."""
        return {block.id: place for place, block in enumerate(self)}

    @cached_property
    def offsets(self) -> Sequence[int]:
        """Where each block begins in the text of the page."""
        return begins(self)

    @cached_property
    def unnumbered(self) -> Sequence[int]:
        """The places of the blocks that have no number."""
        return without_number(self)

    @property
    def sizes(self) -> Iterable[int]:
        """The characters of each block."""
        return (len(block.text) for block in self)

    def stretch(self, begin: int, stop: int) -> str:
        """Return the text of the page from ``begin`` to before ``stop``."""
        return stretch(self.offsets, lambda place: self[place].text, begin, stop)

    def text_of(self, paragraph: str) -> str | None:
        """Return the text of the block with an id; None where there is none."""
        place = self.places.get(paragraph)
        return None if place is None else self[place].text

    def measure(self) -> Iterator[None]:
        """Do nothing: that is told at once."""
        return iter(())


def page_of(blocks: Sequence[Block]) -> Page:
    """Return blocks as the page that they are, or make one."""
    return blocks if isinstance(blocks, Page) else WholePage(blocks)


def numbers(blocks: Iterable[Block]) -> Mapping[str, int]:
    """Return paragraph id → the number that the reader shows: kept blocks but the title, counted from 1."""
    numbered = (block.id for block in blocks if _has_number(block))
    return {paragraph: number for number, paragraph in enumerate(numbered, start=1)}


def without_number(blocks: Iterable[Block]) -> list[int]:
    """Return the places of the blocks that :func:`numbers` gives no number, in order."""
    return [place for place, block in enumerate(blocks) if not _has_number(block)]


def _has_number(block: Block) -> bool:
    return block.kept and block.role is not Role.TITLE


def begins(blocks: Iterable[Block]) -> Sequence[int]:
    """Return where each block begins in the text of all, in code points."""
    return (0, *accumulate(len(block.text) + len(BETWEEN) for block in blocks))[:-1]


def stretch(starts: Sequence[int], text_of: Callable[[int], str], begin: int, stop: int) -> str:
    """Return a stretch of a text that is made of parts.

    Args:
        starts: Where each part begins in the text, :data:`BETWEEN` parting it from the one before.
        text_of: Returns a part by its place.
        begin: The first character.
        stop: One past the last.
    """
    first = max(bisect_right(starts, begin) - 1, 0)
    last = bisect_left(starts, stop, lo=min(first + 1, len(starts)))
    text = BETWEEN.join(map(text_of, range(first, last)))
    text += BETWEEN if last < len(starts) else ""
    return text[begin - starts[first] : stop - starts[first]] if starts else ""
