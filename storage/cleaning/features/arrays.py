"""Small operations over one column of a page, a value a segment, that several groups of features share."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float32]
"""One value for each segment of a page, in order."""


def column(values: NDArray[np.generic]) -> Column:
    """Return any array as a column."""
    return values.astype(np.float32, copy=False)


def shifted(values: Column, by: int, fill: float = 0.0) -> Column:
    """Return for each segment the value of the one ``by`` places further; ``fill`` beyond the page's ends."""
    out = np.full_like(values, fill)
    if abs(by) < len(values):
        if by > 0:
            out[:-by] = values[by:]
        elif by < 0:
            out[-by:] = values[:by]
        else:
            out[:] = values
    return out


def above(values: Column) -> NDArray[np.float64]:
    """Return for each segment the sum of all above it."""
    return np.cumsum(values, dtype=np.float64) - values


def windows(values: NDArray[np.float32], reaches: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
    """Return means over stretches around each segment.

    Args:
        values: Several columns, shape (columns, segments).
        reaches: How many segments above and below each, itself included besides.

    Returns:
        Shape (columns, reaches, segments).
    """
    size = values.shape[1]
    sums = np.zeros((len(values), size + 1))
    np.cumsum(values, axis=1, out=sums[:, 1:])
    places = np.arange(size)
    before, after = np.array(reaches).T
    low = np.maximum(places - before[:, None], 0)
    high = np.minimum(places + after[:, None] + 1, size)
    means: NDArray[np.float64] = (sums[:, high] - sums[:, low]) / (high - low)
    return means.astype(np.float32)


def since(flags: NDArray[np.bool_], never: int) -> NDArray[np.float32]:
    """Return how many places above each segment the nearest flagged one stands, 0 for itself, ``never`` for none.

    ``flags`` is one column, or several at once, shape (columns, segments); so is what comes back.
    """
    places = np.arange(flags.shape[-1])
    last = np.maximum.accumulate(np.where(flags, places, -never), axis=-1)
    return column(np.minimum(places - last, never))


def until(flags: NDArray[np.bool_], never: int) -> NDArray[np.float32]:
    """Return for each segment how many places below it the nearest flagged one stands; see :func:`since`."""
    return since(flags[..., ::-1], never)[..., ::-1]


def share(part: NDArray[np.floating], whole: NDArray[np.floating] | float) -> Column:
    """Return part / whole, 0 where the whole is nothing."""
    if isinstance(whole, float):
        return column(part / whole) if whole > 0 else np.zeros(part.shape, dtype=np.float32)
    return column(np.divide(part, whole, out=np.zeros_like(part, dtype=np.float64), where=whole > 0))
