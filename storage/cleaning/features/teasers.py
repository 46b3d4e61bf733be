"""Lists of teasers: in a row, a paragraph each below a line of its own. Prose that leads away from the page."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from storage.cleaning.features.arrays import Column, column
from storage.cleaning.segments import Segment

_TEASER = 0.3
_LEAST_TEASERS, _TEASERS_APART, _WIDEST_TEASER = 3, 4, 250


def teasers(width: Column, prose: Column, weight: Column, segments: Sequence[Segment]) -> NDArray[np.bool_]:
    """Return which segments are entries of a list of teasers: in a row, a paragraph each below a line of its own.

    An article that counts its entries or has headings above them is none.
    """
    good = prose > 0
    entries = np.flatnonzero(good[1:] & ~good[:-1] & (weight[:-1] == 0) & (width[1:] <= _WIDEST_TEASER)) + 1
    entries = entries[~np.append(good, False)[entries + 1]]
    entries = entries[[not _counts(segments[place - 1]) for place in entries.tolist()]] if len(entries) else entries
    found = np.zeros(len(width), dtype=np.bool_)
    if len(entries) >= _LEAST_TEASERS:
        breaks = np.flatnonzero(np.diff(entries, prepend=-_TEASERS_APART - 1) > _TEASERS_APART)
        lengths = np.diff(breaks, append=len(entries))
        found[entries] = np.repeat(lengths, lengths) >= _LEAST_TEASERS
    return found


def _counts(segment: Segment) -> bool:
    return segment.kind.is_heading or (segment.marker or segment.text)[:1].isdigit()


def without_teasers(worth: Column, listed: NDArray[np.bool_]) -> Column:
    """Return the worths with those of a list of teasers lowered: together they would outweigh a short article."""
    return column(np.where(listed & (worth > 0), worth * _TEASER, worth)) if listed.any() else worth
