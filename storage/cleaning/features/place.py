"""The group ``place``: where on the page a segment stands, and where the best stretch of prose is."""

from __future__ import annotations

import numpy as np

from storage.cleaning.features.arrays import Column, above, column, share, since, until
from storage.cleaning.features.runs import best_run
from storage.cleaning.features.sight import Sight
from storage.cleaning.features.worth import below_heads

NAMES = (
    "segments on the page",
    "segments above",
    "segments below",
    "share of the page above",
    "prose on the page",
    "prose above",
    "prose below",
    "share of prose above",
    "share of the page's width that is prose",
    "own share of prose",
    "worth",
    "in the best run",
    "segments before the best run",
    "segments after the best run",
    "in the best run above the comments",
    "segments before the best run above the comments",
    "segments after the best run above the comments",
    "best run's share of prose",
    "share of the best run above",
    "segments since prose",
    "segments until prose",
    "worth of the best run above",
    "entry of a list of teasers",
)
_FAR = 30


def columns(seen: Sight) -> list[Column]:
    """Return the group's columns in the order of :data:`NAMES`."""
    places = np.arange(seen.size)
    prose = float(seen.prose.sum())
    over = above(seen.prose)
    start, end = seen.run
    first, last = best_run(below_heads(seen.worth, seen.best_above, seen.signs))
    inside = (places >= start) & (places < end)
    in_run = seen.prose * inside
    far = column(np.concatenate((start - places, places - end + 1, first - places, places - last + 1)))
    far = np.minimum(np.maximum(far, 0), _FAR).reshape(4, -1)
    return [
        np.full(seen.size, np.log1p(np.float32(seen.size))),
        np.log1p(column(places)),
        np.log1p(column(seen.size - 1 - places)),
        share(places.astype(np.float64), float(seen.size)),
        np.full(seen.size, np.log1p(prose), dtype=np.float32),
        np.log1p(column(over)),
        np.log1p(column(np.maximum(prose - over - seen.prose, 0))),
        share(over, prose),
        np.full(seen.size, prose / max(1.0, float(seen.width.sum())), dtype=np.float32),
        share(seen.prose, prose),
        seen.worth,
        column(inside),
        far[0],
        far[1],
        column((places >= first) & (places < last)),
        far[2],
        far[3],
        np.full(seen.size, in_run.sum() / max(1.0, prose), dtype=np.float32),
        share(above(in_run), float(in_run.sum())),
        since(seen.prose > 0, _FAR),
        until(seen.prose > 0, _FAR),
        np.log1p(seen.best_above),
        column(seen.listed),
    ]
