"""Stretches of a page that are worth most as an article, and the first of them whose worth is near the best one's.

Prose is worth most, short lines cost, marked furniture costs more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from storage.article import Kind
from storage.cleaning.features.arrays import Column, column, shifted
from storage.cleaning.features.sight import Sight

_NEAR_BEST = 0.7
_LONE = 0.7
_ITEM = 0.5


def worths(seen: Sight) -> Column:
    """Return what each segment says for being in the article, below zero against it."""
    width, ends = seen.width, seen.ends > 0
    many = np.array([look.sentences > 0 for look in seen.looks])
    trails = np.array([look.trails_off for look in seen.looks])
    shaped = np.array([segment.kind in (Kind.TABLE, Kind.RULE) for segment in seen.segments])
    whole = 3 + np.minimum(5.0, (width - 140) / 160)
    worth = np.select(
        [seen.weight > 0, shaped, trails, width >= 140, width >= 80, width >= 40],
        [
            -seen.weight,
            -0.3,
            -0.5,
            np.where(ends, whole, whole * np.where(many, 0.5, 0.2)),
            np.where(ends, 2.0, 0.3),
            np.where(ends, 1.0, -0.7),
        ],
        np.where(ends, 0.2, -1.0),
    )
    worth = column(worth * np.where(seen.item > 0, _ITEM, 1.0))
    lone = (worth > 1) & (shifted(worth, -1) < 1) & (shifted(worth, 1) < 1)
    return column(np.where(lone, worth * _LONE, worth))


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
