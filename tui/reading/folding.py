"""What of a page stands below what: blocks, and runs of hidden ones folded to one line. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, overload

from storage.block import Block, Kind, Role
from storage.page import Page

HEAD = -1
"""The block number of what stands above the first block: the marks of the article as a whole."""

_HEADINGS = frozenset(kind for kind in Kind if kind.is_heading)


class Item(NamedTuple):
    """One thing on the page that the cursor can stand on, or the head."""

    first: int
    """Number of its first block, HEAD for the head."""
    last: int
    """Number of its last block; another one than ``first`` only for a fold."""
    fold: bool = False
    """Whether it is a run of hidden blocks in one line."""


class _LazyItems(Sequence[Item]):
    """The items of a page in order, each made when it is looked at."""

    def __init__(self, firsts: Sequence[int], folds: Mapping[int, int]) -> None:
        """``firsts`` is the first block of each; ``folds`` the last one of those that are folds, by the first."""
        self._firsts = firsts
        self._folds = folds

    def __len__(self) -> int:
        return len(self._firsts)

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> _LazyItems: ...
    def __getitem__(self, place: int | slice) -> Item | _LazyItems:
        if isinstance(place, slice):
            return _LazyItems(self._firsts[place], self._folds)
        first = self._firsts[place]
        last = self._folds.get(first)
        return Item(first, first) if last is None else Item(first, last, fold=True)


class Items(NamedTuple):
    """The items of a page in order, found by block."""

    all: Sequence[Item]
    firsts: Sequence[int]
    """The first block of each, for bisection."""
    folds: Mapping[int, int]
    """The last block of each that is a fold, by its first."""

    def at(self, block: int) -> int:
        """Return the number of the item that holds a block."""
        return max(bisect_right(self.firsts, block) - 1, 0)


def items_of(
    blocks: Page, *, everything: bool = False, opened: AbstractSet[str] = frozenset(), head: bool = False
) -> Items:
    """Return the items of a page.

    Args:
        blocks: All blocks of the article in order.
        everything: Whether every hidden block is shown in its place.
        opened: Ids of the hidden blocks that are shown all the same.
        head: Whether something is to be said above the first block.
    """
    folded = [] if everything else [place for place in blocks.hidden if blocks[place].id not in opened]
    if not folded:
        every = range(HEAD if head else 0, len(blocks))
        return Items(_LazyItems(every, {}), every, {})
    firsts = [HEAD] if head else []
    folds: dict[int, int] = {}
    shown = 0
    for first, last in _runs(folded):
        firsts += range(shown, first + 1)
        folds[first] = last
        shown = last + 1
    firsts += range(shown, len(blocks))
    return Items(_LazyItems(firsts, folds), firsts, folds)


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of numbers that follow each other."""
    first = last = places[0]
    for place in places[1:]:
        if place != last + 1:
            yield first, last
            first = place
        last = place
    yield first, last


def item_sizes(items: Items, blocks: Page) -> Iterable[int]:
    """Return how long each item is (:attr:`storage.page.Page.sizes`); a fold and the head count nothing."""
    if items.firsts == range(len(blocks)):
        return blocks.sizes
    of = tuple(blocks.sizes)
    return (0 if first == HEAD or first in items.folds else of[first] for first in items.firsts)


def is_heading(block: Block) -> bool:
    """Return whether a block is a heading or the title."""
    return block.kind in _HEADINGS or (block.role is Role.TITLE and block.kind is not Kind.FIGURE)
