"""The blocks of a long page in pieces, each read when it is looked at: nobody sees ten megabytes at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, repeat
from typing import NamedTuple, Protocol, overload

from storage.block import Block
from storage.page import BETWEEN, Page, begins, stretch, without_number

_MOST_MISSED = 8
"""Paragraphs looked for in vain after which all of them are read: each time the whole page was gone through."""


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


class LongPage(Page):
    """Blocks that are read when they are looked at, and then kept; who goes through all of them has read all."""

    in_pieces = True

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

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Paragraph id → number of the block, each looked for when it is asked for."""
        return _Places(self, self._source)

    @cached_property
    def offsets(self) -> Sequence[int]:
        """Where each block begins in the text of the page, worked out when it is asked for."""
        return _Offsets(self)

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
        """About how long each block is: the mean of its piece."""
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
                self._lengths[piece] = sum(len(block.text) + len(BETWEEN) for block in blocks)
                yield

    def offset(self, place: int) -> int:
        """Return where a block begins in the text of the page: all texts, two characters between them."""
        piece = bisect_right(self._firsts, place) - 1
        before = self._blocks(piece)[: place - self._firsts[piece]]
        return self._starts()[piece] + sum(len(block.text) + len(BETWEEN) for block in before)

    def stretch(self, begin: int, stop: int) -> str:
        """Return a stretch of the text of the page."""
        return stretch(self._starts(), self._text_of_piece, begin, stop)

    def _text_of_piece(self, piece: int) -> str:
        return BETWEEN.join(block.text for block in self._blocks(piece))

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
        return [first + place for place in without_number(self._blocks(piece))]


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
        return iter(begins(self._page))


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
            self._all = {block.id: place for place, block in enumerate(self._page)}
        return self._all
