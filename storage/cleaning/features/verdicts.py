"""The group ``verdicts``: what a first stage of the model makes of the whole page, as evidence for a second.

A line among lines that are likely the article's is likelier one itself; which container holds most of the likely text
is known only after every segment has been looked at once.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from storage.cleaning.features.arrays import Column, above, column, share, shifted, window
from storage.cleaning.features.runs import best_run

_STEPS = (-3, -2, -1, 1, 2, 3)
_REACHES = ((1, 1), (3, 3), (10, 10), (0, 5), (5, 0), (0, 15), (15, 0))
NAMES = (
    "first verdict",
    *(f"verdict {step:+d}" for step in _STEPS),
    *(f"verdict within {before}+{after}" for before, after in _REACHES),
    "share of the likely text above",
    "share of the likely text below",
    "own share of the likely text",
    "likely text on the page",
    "likely text above",
    "likely text below",
    "in the likeliest run",
    "segments before the likeliest run",
    "segments after the likeliest run",
    "likeliest run's share of the likely text",
    "verdict of the container",
    "container's share of the likely text",
    "verdict of the path",
    "path's share of the likely text",
)
_FAR = 30
_LIMIT = 5.3
"""Log-odds beyond this say nothing more."""
_DOUBT = 0.4


def columns(
    scores: NDArray[np.float32],
    words: Column,
    containers: NDArray[np.int32] | None = None,
    paths: NDArray[np.int32] | None = None,
) -> list[Column]:
    """Return the group's columns in the order of :data:`NAMES`.

    Args:
        scores: Log-odds of each segment being the article's, from the first stage.
        words: How many words each segment has.
        containers: The number of the element that holds each; None where the source has none.
        paths: The number of the way of tags and classes to each; None where the source has none.
    """
    odds = np.clip(scores, -_LIMIT, _LIMIT)
    likely = column(1 / (1 + np.exp(-odds)))
    size = len(likely)
    places = np.arange(size)
    mass = likely * np.maximum(words, 1)
    whole = max(1.0, float(mass.sum()))
    over = above(mass)
    below = np.maximum(whole - over - mass, 0)
    start, end = best_run(column((likely - _DOUBT) * np.log1p(words)))
    return [
        odds,
        *(shifted(odds, step, -_LIMIT) for step in _STEPS),
        *(window(likely, before, after) for before, after in _REACHES),
        share(over, whole),
        share(below, whole),
        share(mass, whole),
        np.full(size, np.log1p(whole), dtype=np.float32),
        np.log1p(column(over)),
        np.log1p(column(below)),
        column((places >= start) & (places < end)),
        column(np.clip(start - places, 0, _FAR)),
        column(np.clip(places - end + 1, 0, _FAR)),
        np.full(size, float(mass[start:end].sum()) / whole, dtype=np.float32),
        *_grouped(containers, mass, words, whole),
        *_grouped(paths, mass, words, whole),
    ]


def _grouped(groups: NDArray[np.int32] | None, mass: Column, words: Column, whole: float) -> tuple[Column, Column]:
    """Return of each segment's group the mean verdict a word and the share of the page's likely text."""
    if groups is None:
        nothing = np.zeros_like(mass)
        return nothing, nothing
    held = np.bincount(groups, weights=mass)
    width = np.bincount(groups, weights=np.maximum(words, 1))
    return column((held / np.maximum(width, 1))[groups]), column((held / whole)[groups])
