"""Stretches of a page that are worth most as an article, and the first of them whose worth is near the best one's.

Prose is worth most, short lines cost, marked furniture costs more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from storage.article import Kind
from storage.cleaning.features.arrays import Column, column, shifted
from storage.cleaning.judging.furniture import Mark
from storage.cleaning.reasons import Cue

_NEAR_BEST = 0.7
_ENOUGH_ABOVE = 3.0
_BELOW_COMMENTS, _BELOW_RELATED = 0.3, 0.5
_BARRIER = 25.0
_SIGNED_NEXT = 14
_PARAGRAPH = 2.0
_LONE = 0.7
_ITEM = 0.5
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
        weight: Of the mark that its own words gave it, 0 without.
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


def below_heads(worth: Column, marks: Sequence[Mark | None]) -> Column:
    """Return the worths with those below a head such as “Comments” lowered, where prose enough stands above it.

    Comments are fluent prose and may be longer than what they comment on.
    """
    lowered = worth.copy()
    enough = np.cumsum(np.maximum(worth, 0)) - np.maximum(worth, 0) >= _ENOUGH_ABOVE
    commented, factor = False, 1.0
    for place in np.flatnonzero(enough).tolist():
        mark = marks[place]
        if mark and not commented and _opens_comments(marks, place):
            commented = True
            lowered[place] = -_BARRIER
            continue
        if mark and mark.cue == Cue.SECTION_HEAD:
            factor = _BELOW_RELATED
        elif factor < 1 and worth[place] >= _PARAGRAPH and worth[place - 1] >= _PARAGRAPH:
            factor = 1.0
        if worth[place] > 0:
            lowered[place] *= _BELOW_COMMENTS if commented else factor
    return lowered


def _opens_comments(marks: Sequence[Mark | None], place: int) -> bool:
    """Whether comments begin here: by a head, or by a line of who and when that another soon follows."""
    mark = marks[place]
    if mark is None or mark.cue == Cue.COMMENT_HEAD:
        return mark is not None
    if mark.cue != Cue.COMMENT_STAMP:
        return False
    following = marks[place + 2 : place + 1 + _SIGNED_NEXT]
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
