"""The places of an article that the reader has left by a big move, to go back to and forward again. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from storage.block import Block
from tui.reading.view import Spot

_MOST = 100


class Left(NamedTuple):
    """A place that outlives another text of the article: ids of paragraphs, and a character."""

    cursor: str
    top: str
    """The paragraph that was seen first."""
    offset: int
    """The character of it that was seen first."""


def left_at(spot: Spot, blocks: Sequence[Block]) -> Left:
    """Return a place of a text that has blocks."""
    return Left(blocks[spot.cursor].id, blocks[spot.top].id, spot.offset)


def spot_at(left: Left, index: Mapping[str, int]) -> Spot | None:
    """Return the place in the present text; None when its paragraph is there no more."""
    if left.cursor not in index:
        return None
    stays = left.top in index
    return Spot(index[left.cursor], index[left.top if stays else left.cursor], left.offset if stays else 0)


class Jumps:
    """The places behind the reader and, after going back, those before them."""

    def __init__(self) -> None:
        self._behind: list[Left] = []
        self._ahead: list[Left] = []

    def leave(self, place: Left) -> None:
        """Note a place that is being left; what was ahead is forgotten."""
        self._ahead.clear()
        if not self._behind or self._behind[-1].cursor != place.cursor:
            self._behind = [*self._behind[1 - _MOST :], place]
        else:
            self._behind[-1] = place

    def back(self, here: Left, index: Mapping[str, int]) -> Spot | None:
        """Return the last place that was left, but the one here; None when there is none."""
        return self._go(self._behind, self._ahead, here, index)

    def forward(self, here: Left, index: Mapping[str, int]) -> Spot | None:
        """Return the place that :meth:`back` came from; None when there is none."""
        return self._go(self._ahead, self._behind, here, index)

    def _go(self, there: list[Left], other: list[Left], here: Left, index: Mapping[str, int]) -> Spot | None:
        while there:
            place = there.pop()
            spot = spot_at(place, index)
            if spot is not None and place.cursor != here.cursor:
                other.append(here)
                return spot
        return None
