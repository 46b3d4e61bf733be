"""The group ``around``: what stands just above and below a segment."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from storage.cleaning.features.arrays import Column, column, shifted, windows
from storage.cleaning.features.sight import Sight

_STEPS = (-3, -2, -1, 1, 2, 3)
_REACHES = ((3, 3), (10, 10), (0, 5), (5, 0), (25, 25))
NAMES = (
    *(f"{what} {step:+d}" for what in ("width", "end", "item", "mark") for step in _STEPS),
    *(f"{what} within {before}+{after}" for what in ("prose", "short", "item", "mark") for before, after in _REACHES),
    "alike above",
    "alike below",
    "widest near",
    "teasers within 10+10",
)
_SHORT = 60
_MOST = 40


def columns(seen: Sight) -> list[Column]:
    """Return the group's columns in the order of :data:`NAMES`."""
    width = np.log1p(seen.width)
    good = column(seen.prose > 0)
    short = column((seen.width < _SHORT) & (seen.ends == 0))
    with_sign = column(seen.weight > 0)
    listed = column(seen.listed)
    sorts = np.where(good > 0, 1, np.where(seen.item > 0, 2, np.where(short > 0, 3, 4)))
    return [
        *_beside((width, seen.ends, seen.item, seen.weight)),
        *windows(np.stack((good, short, seen.item, with_sign)), _REACHES).reshape(-1, seen.size),
        _alike(sorts),
        _alike(sorts[::-1])[::-1],
        np.maximum(shifted(width, -1), shifted(width, 1)),
        listed if not listed.any() else windows(listed[None], ((10, 10),))[0, 0],
    ]


def _beside(columns: Sequence[Column]) -> NDArray[np.float32]:
    """Return for each segment the values of those around it, of one column after the other; −1 beyond the page."""
    size, reach = len(columns[0]), max(_STEPS)
    padded = np.full((len(columns), size + 2 * reach), -1, dtype=np.float32)
    padded[:, reach:-reach] = columns
    found = np.stack([padded[:, reach + step : reach + step + size] for step in _STEPS], axis=1)
    return found.reshape(-1, size)


def _alike(sorts: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Column:
    """Return how many segments right above each are of its own sort."""
    places = np.arange(len(sorts))
    breaks = np.append(True, sorts[1:] != sorts[:-1])
    return column(np.minimum(places - np.maximum.accumulate(np.where(breaks, places, 0)), _MOST))
