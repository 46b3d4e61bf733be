"""Pages that the classifier is in doubt about: what promises most as a whole is kept, not each segment by itself.

Where an article has an unusual form (a diary of short lines, a table of films, code between paragraphs) or stands
among longer things, few of its segments or none score above zero, and those of other things do as well. The expected
F1 of what would be kept is low there. Then a segment needs only half of the best F1 that can be expected (Z. C.
Lipton, C. Elkan and B. Naryanaswamy, ECML 2014), and whole stretches are chosen, for an article is one or few of them
and a list of teasers is many.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from storage.cleaning.features.arrays import Column
from storage.cleaning.judging.furniture import Sign
from storage.cleaning.judging.runs import is_by_shape

_SURE = 0.6
"""Expected F1 from which each segment is judged by itself."""
_TOGETHER = 0.5
"""What log-odds are worth in doubt: the segments of a page are right or wrong together."""
_COST = 40.0
"""Words at the least chance that a further stretch must make up for."""
_WITHIN = 0.5
"""Of the least chance, what a segment within a stretch needs."""
OUT = -9.0
"""Log-odds of a segment that is none of the article's, whatever it scored."""

Numbers = NDArray[np.float64]


def settled(scores: Column, words: Column, signs: Sequence[Sign | None]) -> list[float]:
    """Return log-odds of each segment, above zero for what is kept: as they are, or moved where a page is in doubt.

    Args:
        scores: Of the classifier.
        words: Of each segment.
        signs: Of each segment; what its own words say to be furniture needs as much as ever.
    """
    odds, weights = scores.astype(np.float64), np.maximum(words, 1.0).astype(np.float64)
    hopes = weights * _chances(odds)
    own = odds > 0
    if 2 * hopes[own].sum() >= _SURE * (weights[own].sum() + hopes.sum()):
        return list(odds.tolist())
    chances = _chances(odds * _TOGETHER)
    order = np.argsort(-chances, kind="stable")
    hopes = (weights * chances)[order]
    best = float((2 * np.cumsum(hopes) / (np.cumsum(weights[order]) + hopes.sum())).max())
    least = min(0.5, best / 2)
    kept = _stretches(weights * (chances - least), _COST * least)
    if not kept.any():
        kept = chances >= least
    needed = _WITHIN * least
    moved = odds - math.log(needed / (1 - needed)) / _TOGETHER
    said = np.array([not is_by_shape(sign) for sign in signs])
    return list(np.where(kept, np.where(said, odds, moved), OUT).tolist())


def _chances(odds: Numbers) -> Numbers:
    found: Numbers = 1 / (1 + np.exp(-odds))
    return found


def _stretches(gains: Numbers, cost: float) -> NDArray[np.bool_]:
    """Return what the stretches of the largest sum of gains hold, each of which costs something."""
    inside, outside = -math.inf, 0.0
    stays: list[tuple[bool, bool]] = []
    for gain in gains.tolist():
        opened = outside - cost
        stays.append((inside >= opened, inside > outside))
        inside, outside = max(inside, opened) + gain, max(inside, outside)
    kept = np.zeros(len(gains), dtype=np.bool_)
    now = inside > outside
    for place in range(len(gains) - 1, -1, -1):
        kept[place] = now
        now = stays[place][0 if now else 1]
    return kept
