"""The number that the reader sees at each block: kept ones but the title, counted from 1. Pure."""

from __future__ import annotations

from bisect import bisect_left

from storage.page import Page


class Numbering:
    """The numbers of a page. Only the blocks without one are remembered."""

    def __init__(self, blocks: Page) -> None:
        self._count = len(blocks)
        self._without = blocks.unnumbered

    def __len__(self) -> int:
        """Return the highest number."""
        return self._count - len(self._without)

    def get(self, block: int) -> int | None:
        """Return the number at a block; None for the title, for hidden ones, and where there is no block."""
        before = bisect_left(self._without, block)
        if not 0 <= block < self._count or (before < len(self._without) and self._without[before] == block):
            return None
        return block + 1 - before

    @property
    def last(self) -> int:
        """The last block with a number; 0 when there is none."""
        return next((block for block in range(self._count - 1, -1, -1) if self.get(block)), 0)
