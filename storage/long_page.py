"""The blocks of a long page in pieces, each read when it is looked at: nobody sees ten megabytes at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, repeat
from typing import NamedTuple, Protocol, overload

from storage.block import Block, Role

_MOST_MISSED = 8
"""Paragraphs looked for in vain after which all of them are read: each time the whole page was gone through."""
_BETWEEN = 2
"""Characters between two blocks in the text of a page."""


class Piece(NamedTuple):
    """Some blocks in a row, before they are read."""

    first: int
    """The number of its first block."""
    blocks: int
    """How many blocks it has, at least one."""
    size: int
    """How long it is, in any unit that is the same for all pieces of a page."""


class PageSource(Protocol):
    """Where a long page comes from: its bytes, cut to pieces."""

    @property
    def pieces(self) -> Sequence[Piece]:
        """Its pieces in order, none left out."""

    def read(self, piece: int) -> tuple[Block, ...]:
        """Return the blocks of the piece at a place in :attr:`pieces`."""

    def place_of(self, paragraph: str) -> int | None:
        """Return the number of the block with an id, found without reading; None where there is none.

        Asked for one after the other in the order of the page, they are found in one go.
        """

    def text_of(self, paragraph: str) -> str | None:
        """Return the text of the block with an id, reading nothing else; None where there is none."""


class LongPage(Sequence[Block]):
    """Blocks in order. What is read is kept; whoever goes through all of them has read all."""

    def __init__(self, source: PageSource, numbered: int | None = None) -> None:
        """Make a page.

        Args:
            source: Where it comes from.
            numbered: How many blocks have a number, where that is known: then those that have none are mostly found
                without a look at every piece.
        """
        self._source = source
        self._pieces = source.pieces
        self._firsts = [piece.first for piece in self._pieces]
        self.places: Mapping[str, int] = _Places(self, source)
        """Paragraph id → number of the block, each looked for when it is asked for."""
        self._held: dict[int, tuple[Block, ...]] = {}
        self._lengths: dict[int, int] = {}
        self._numbered = numbered
        self._unnumbered: tuple[int, ...] | None = None

    def __len__(self) -> int:
        return self._pieces[-1].first + self._pieces[-1].blocks if self._pieces else 0

    @overload
    def __getitem__(self, place: int) -> Block: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Block, ...]: ...
    def __getitem__(self, place: int | slice) -> Block | tuple[Block, ...]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        at = place if place >= 0 else place + len(self)
        if not 0 <= at < len(self):
            raise IndexError(place)
        piece = bisect_right(self._firsts, at) - 1
        return self._blocks(piece)[at - self._firsts[piece]]

    def __iter__(self) -> Iterator[Block]:
        return chain.from_iterable(map(self._blocks, range(len(self._pieces))))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    @property
    def unnumbered(self) -> Sequence[int]:
        """The blocks that have no number, in order: the hidden ones, and titles.

        They mostly stand at the beginning and at the end. Where these hold all that there are, nothing else is read.
        """
        if self._unnumbered is None:
            every = range(len(self._pieces))
            ends = () if self._numbered is None else sorted({*every[:1], *every[-1:]})
            found = tuple(chain.from_iterable(map(self._without_number, ends)))
            if len(self) - len(found) != self._numbered:
                found = tuple(chain.from_iterable(map(self._without_number, every)))
            self._unnumbered = found
        return self._unnumbered

    @property
    def sizes(self) -> Iterator[int]:
        """Yield how long each block is: the mean of its piece."""
        return chain.from_iterable(repeat(max(size // count, 1), count) for _first, count, size in self._pieces)

    def text_of(self, paragraph: str) -> str | None:
        """Return the text of the block with an id, reading nothing else; None where there is none."""
        return self._source.text_of(paragraph)

    def measure(self) -> Iterator[None]:
        """Count the characters of each piece, one a step, so that a place in the text is told without reading on.

        What is read for that is let go.
        """
        for piece in range(len(self._pieces)):
            if piece not in self._lengths:
                blocks = self._held.get(piece) or self._source.read(piece)
                self._lengths[piece] = sum(len(block.text) + _BETWEEN for block in blocks)
                yield

    def offset(self, place: int) -> int:
        """Return where a block begins in the text of the page: all texts, two characters between them."""
        piece = bisect_right(self._firsts, place) - 1
        before = self._blocks(piece)[: place - self._firsts[piece]]
        return self._starts()[piece] + sum(len(block.text) + _BETWEEN for block in before)

    def stretch(self, begin: int, stop: int) -> str:
        """Return a stretch of the text of the page."""
        starts = self._starts()
        first = max(bisect_right(starts, begin) - 1, 0)
        last = bisect_left(starts, stop, lo=min(first + 1, len(starts)))
        text = "\n\n".join(block.text for piece in range(first, last) for block in self._blocks(piece))
        text += "\n\n" if last < len(starts) else ""
        return text[begin - starts[first] : stop - starts[first]] if starts else ""

    def _starts(self) -> Sequence[int]:
        """Return where each piece begins in the text of the page."""
        for _ in self.measure():
            pass
        return [0, *accumulate(self._lengths[piece] for piece in range(len(self._pieces)))][:-1]

    def _blocks(self, piece: int) -> tuple[Block, ...]:
        held = self._held.get(piece)
        if held is None:
            held = self._held[piece] = self._source.read(piece)
        return held

    def _without_number(self, piece: int) -> list[int]:
        first = self._firsts[piece]
        return [first + place for place in unnumbered(self._blocks(piece))]


class _Offsets(Sequence[int]):
    """Where each block begins in the text of a page."""

    def __init__(self, page: LongPage) -> None:
        self._page = page

    def __len__(self) -> int:
        return len(self._page)

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        every = range(len(self))[place]
        return self._page.offset(every) if isinstance(every, int) else list(map(self._page.offset, every))

    def __iter__(self) -> Iterator[int]:
        return iter(_begins(self._page))


def offsets(blocks: Sequence[Block]) -> Sequence[int]:
    """Return where each block begins in the texts of all, joined by two newlines; in code points."""
    return _Offsets(blocks) if isinstance(blocks, LongPage) else _begins(blocks)


def _begins(blocks: Iterable[Block]) -> tuple[int, ...]:
    return (0, *accumulate(len(block.text) + _BETWEEN for block in blocks))[:-1]


class _Places(Mapping[str, int]):
    """Where paragraphs are."""

    def __init__(self, page: LongPage, source: PageSource) -> None:
        self._page = page
        self._source = source
        self._found: dict[str, int | None] = {}
        self._missed = 0
        self._all: Mapping[str, int] | None = None

    def __getitem__(self, paragraph: str) -> int:
        if self._all is None and self._missed < _MOST_MISSED:
            if paragraph not in self._found:
                self._found[paragraph] = self._source.place_of(paragraph)
                self._missed += self._found[paragraph] is None
            place = self._found[paragraph]
        else:
            place = self._whole().get(paragraph)
        if place is None:
            raise KeyError(paragraph)
        return place

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def _whole(self) -> Mapping[str, int]:
        if self._all is None:
            self._all = places(tuple(self._page))
        return self._all


def unnumbered(blocks: Sequence[Block]) -> Sequence[int]:
    """Return the places of the blocks that have no number, in order: the hidden ones, and titles."""
    if isinstance(blocks, LongPage):
        return blocks.unnumbered
    return [place for place, block in enumerate(blocks) if not block.kept or block.role is Role.TITLE]


def places(blocks: Sequence[Block]) -> Mapping[str, int]:
    """Return paragraph id → number of the block."""
    if isinstance(blocks, LongPage):
        return blocks.places
    return {block.id: place for place, block in enumerate(blocks)}


def hidden(blocks: Sequence[Block]) -> list[int]:
    """Return the places of the hidden blocks, in order."""
    return [place for place in unnumbered(blocks) if not blocks[place].kept]


def sizes(blocks: Sequence[Block]) -> Iterator[int]:
    """Yield how long each block is: its characters, or of a long page about as much as it takes on the disk."""
    return blocks.sizes if isinstance(blocks, LongPage) else (len(block.text) for block in blocks)
