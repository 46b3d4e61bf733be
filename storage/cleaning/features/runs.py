"""Stretches of a page that are worth most as an article, and the first of them whose worth is near the best one's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storage.cleaning.features.arrays import Column, column

_NEAR_BEST = 0.5
_ENOUGH_ABOVE = 4.0
"""What a stretch above a head such as “Comments” must be worth for the head to be one below an article."""


def best_above(worth: Column) -> Column:
    """Return for each segment what the best stretch that ends above it is worth."""
    sums = np.concatenate((np.zeros(1), np.cumsum(worth, dtype=np.float64)))
    return column(np.maximum.accumulate(sums - np.minimum.accumulate(sums))[:-1])


def below_an_article(best: Column) -> NDArray[np.bool_]:
    """Return for each segment whether the best stretch above it, of :func:`best_above`, may be an article."""
    return best >= _ENOUGH_ABOVE


@dataclass(frozen=True, slots=True)
class _Run:
    start: int
    end: int
    below: float
    """Sum of all worths above its first segment."""
    total: float
    """Sum of all worths up to its last segment."""

    @property
    def worth(self) -> float:
        return self.total - self.below


def best_run(worth: Column) -> tuple[int, int]:
    """Return the first place and one past the last of the first run whose worth is near the best one's."""
    runs = _maximal_runs(worth.tolist())
    best = max((run.worth for run in runs), default=0.0)
    for run in runs:
        if run.worth >= best * _NEAR_BEST:
            return run.start, run.end
    return 0, 0


def _maximal_runs(worths: Sequence[float]) -> list[_Run]:
    """Return all maximal scoring runs in order, in linear time (W. L. Ruzzo and M. Tompa, ISMB 1999).

    Each run knows the nearest earlier one that begins at a lower sum, so that no run is looked at twice in vain.
    """
    runs: list[_Run] = []
    lower: list[int] = []
    total = 0.0
    for place, worth in enumerate(worths):
        below, total = total, total + worth
        if worth <= 0:
            continue
        start, near = place, len(runs) - 1
        while True:
            while near >= 0 and runs[near].below >= below:
                near = lower[near]
            if near < 0 or runs[near].total >= total:
                break
            start, below = runs[near].start, runs[near].below
            del runs[near:], lower[near:]
            near -= 1
        runs.append(_Run(start, place + 1, below, total))
        lower.append(near)
    return runs
