"""What each character of a text is: read for all of them at once from a table over code points."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

_COUNT, _BLOCK = 0x110000, 256
_UNKNOWN = 0xFF


def code_points(text: str) -> NDArray[np.uint32]:
    """Return the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


class Table:
    """A number for each character, worked out for 256 neighbours when a text first has one of them."""

    def __init__(self, number_of: Callable[[str], int]) -> None:
        """Take what gives a character its number, below 255."""
        self._number_of = number_of
        self._numbers = np.full(_COUNT, _UNKNOWN, dtype=np.uint8)

    def of(self, codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
        """Return the number of each code point."""
        found = self._numbers.take(codes)
        if found.max(initial=0) == _UNKNOWN:
            for block in set((codes[found == _UNKNOWN] // _BLOCK).tolist()):
                chars = map(chr, range(block * _BLOCK, (block + 1) * _BLOCK))
                self._numbers[block * _BLOCK : (block + 1) * _BLOCK] = list(map(self._number_of, chars))
            found = self._numbers.take(codes)
        return found
