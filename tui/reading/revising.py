"""Where a reader is in another text of the same article: at the same paragraph, or at the one before it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storage.article import Article, Block
from tui.reading.view import Spot


def place_in(before: Sequence[Block], after: Article, spot: Spot) -> Spot:
    """Return the place in ``after`` of a ``spot`` in ``before``; paragraphs are known by their ids."""
    if not 0 <= spot.top < len(before):
        return Spot(_heir(before, after.index, spot.cursor), 0, 0)
    stays = before[spot.top].id in after.index
    return Spot(
        _heir(before, after.index, spot.cursor),
        _heir(before, after.index, spot.top),
        spot.offset if stays else 0,
    )


def _heir(before: Sequence[Block], index: Mapping[str, int], at: int) -> int:
    """Return where the block now is, else the nearest one above it that stays, else the nearest one below."""
    nearest = (*range(at, -1, -1), *range(at + 1, len(before)))
    return next((index[before[each].id] for each in nearest if before[each].id in index), 0)
