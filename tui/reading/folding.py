"""What of a page stands below what: blocks, and runs of hidden ones folded to one line. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from typing import NamedTuple

from storage.article import Block, Kind, Role

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


class Items(NamedTuple):
    """The items of a page in order, found by block."""

    all: tuple[Item, ...]
    firsts: tuple[int, ...]
    """The first block of each, for bisection."""

    def at(self, block: int) -> int:
        """Return the number of the item that holds a block."""
        return max(bisect_right(self.firsts, block) - 1, 0)


def items_of(
    blocks: Sequence[Block], *, everything: bool = False, opened: AbstractSet[str] = frozenset(), head: bool = False
) -> Items:
    """Return the items of a page.

    Args:
        blocks: All blocks of the article in order.
        everything: Whether every hidden block is shown in its place.
        opened: Ids of the hidden blocks that are shown all the same.
        head: Whether something is to be said above the first block.
    """
    items = [Item(HEAD, HEAD)] if head else []
    if everything or all(block.kept for block in blocks):
        items += [Item(number, number) for number in range(len(blocks))]
    else:
        numbered = enumerate(blocks)
        for folded, run in groupby(numbered, key=lambda pair: not pair[1].kept and pair[1].id not in opened):
            numbers = [number for number, _block in run]
            if folded:
                items.append(Item(numbers[0], numbers[-1], fold=True))
            else:
                items += [Item(number, number) for number in numbers]
    return Items(tuple(items), tuple(item.first for item in items))


def is_heading(block: Block) -> bool:
    """Return whether a block is a heading or the title."""
    return block.kind in _HEADINGS or (block.role is Role.TITLE and block.kind is not Kind.FIGURE)
