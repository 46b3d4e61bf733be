"""Stretches of a page that are worth most as an article, and the first of them whose worth is near the best one's.

Prose is worth most, short lines cost, furniture with a sign costs more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storage.block import Kind
from storage.cleaning.features.arrays import Column, column, shifted
from storage.cleaning.judging.furniture import Sign
from storage.cleaning.reasons import Cue
from storage.cleaning.segments import Segment

_NEAR_BEST = 0.5
_ENOUGH_ABOVE = 4.0
"""What a stretch above a head such as “Comments” must be worth for the head to be one below an article."""
_BELOW_COMMENTS, _BELOW_RELATED = 0.3, 0.5
_BARRIER = 25.0
_SIGNED_NEXT = 14
_PARAGRAPH = 2.0
_LONE = 0.7
_ITEM = 0.5
_TEASER = 0.3
_LEAST_TEASERS, _TEASERS_APART, _WIDEST_TEASER = 3, 4, 250
_SHAPED = frozenset((Kind.TABLE, Kind.RULE))


def worths(
    width: Column,
    ends: Column,
    weight: Column,
    item: Column,
    kinds: Sequence[Kind],
    sentences: Column,
    trailing: Column,
) -> Column:
    """Return what each segment says for being in the article, below zero against it.

    Args:
        width: Terminal columns of each segment.
        ends: Whether it ends as a sentence does.
        weight: Of the sign that its own words gave it, 0 without.
        item: Whether it is an item of a list.
        kinds: Its form.
        sentences: How many end inside it.
        trailing: Whether it breaks off in dots.
    """
    many, trails = sentences > 0, trailing > 0
    shaped = np.array([kind in _SHAPED for kind in kinds])
    ending = ends > 0
    whole = 3 + np.minimum(5.0, (width - 140) / 160)
    worth = np.where(ending, 0.2, -1.0)
    worth = np.where(width >= 40, np.where(ending, 1.0, -0.7), worth)
    worth = np.where(width >= 80, np.where(ending, 2.0, 0.3), worth)
    worth = np.where(width >= 140, np.where(ending, whole, whole * np.where(many, 0.5, 0.2)), worth)
    worth[trails] = -0.5
    worth[shaped] = -0.3
    worth = column(np.where(weight > 0, -weight, worth) * np.where(item > 0, _ITEM, 1.0))
    lone = (worth > 1) & (shifted(worth, -1) < 1) & (shifted(worth, 1) < 1)
    return column(np.where(lone, worth * _LONE, worth))


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


def best_above(worth: Column) -> Column:
    """Return for each segment what the best stretch that ends above it is worth."""
    sums = np.concatenate((np.zeros(1), np.cumsum(worth, dtype=np.float64)))
    return column(np.maximum.accumulate(sums - np.minimum.accumulate(sums))[:-1])


def below_an_article(best: Column) -> NDArray[np.bool_]:
    """Return for each segment whether the best stretch above it, of :func:`best_above`, may be an article."""
    return best >= _ENOUGH_ABOVE


def below_heads(worth: Column, best: Column, signs: Sequence[Sign | None]) -> Column:
    """Return the worths with those below a head such as “Comments” lowered, where an article may stand above it.

    Comments are fluent prose and may be longer than what they comment on. ``best`` is of :func:`best_above`.
    """
    lowered = worth.copy()
    commented, factor = False, 1.0
    for place in np.flatnonzero(below_an_article(best)).tolist():
        sign = signs[place]
        if sign and not commented and _opens_comments(signs, place):
            commented = True
            lowered[place] = -_BARRIER
            continue
        if sign and sign.cue == Cue.SECTION_HEAD:
            factor = _BELOW_RELATED
        elif factor < 1 and worth[place] >= _PARAGRAPH and worth[place - 1] >= _PARAGRAPH:
            factor = 1.0
        if worth[place] > 0:
            lowered[place] *= _BELOW_COMMENTS if commented else factor
    return lowered


def _opens_comments(signs: Sequence[Sign | None], place: int) -> bool:
    """Whether comments begin here: by a head, or by a line of who and when that another soon follows."""
    sign = signs[place]
    if sign is None or sign.cue == Cue.COMMENT_HEAD:
        return sign is not None
    if sign.cue != Cue.COMMENT_STAMP:
        return False
    following = signs[place + 2 : place + 1 + _SIGNED_NEXT]
    return any(later is not None and later.cue == Cue.COMMENT_STAMP for later in following)


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
