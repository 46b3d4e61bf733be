"""A page as the features see it: its segments, what was seen of each, and the columns that every group needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storage.article import Kind
from storage.cleaning.features.arrays import Column, column
from storage.cleaning.features.characters import Class, counts
from storage.cleaning.features.runs import best_run, worths
from storage.cleaning.judging.furniture import Mark
from storage.cleaning.judging.looks import Look
from storage.cleaning.segments import Segment

_WIDE, _WIDE_ENDING = 160, 70
_NO_PROSE = frozenset((Kind.TABLE, Kind.FIGURE, Kind.RULE, Kind.CODE))


@dataclass(frozen=True, slots=True)
class Sight:
    """One page, ready to be described; all sequences and columns are as long as its segments."""

    segments: Sequence[Segment]
    looks: Sequence[Look]
    marks: Sequence[Mark | None]
    characters: NDArray[np.int64]
    """Of each :class:`Class`, shape (segments, classes)."""
    width: Column
    """Terminal columns."""
    words: Column
    ends: Column
    item: Column
    weight: Column
    """Of the mark that a segment's own words gave it, 0 without."""
    prose: Column
    """Width of what reads as a paragraph and is marked as nothing else, else 0."""
    worth: Column
    """What each segment says for being in the article (:mod:`storage.cleaning.features.runs`)."""
    run: tuple[int, int]
    """The first place, and one past the last, of the stretch that is worth most."""

    @property
    def size(self) -> int:
        """How many segments there are."""
        return len(self.segments)


def sight(segments: Sequence[Segment], looks: Sequence[Look], marks: Sequence[Mark | None]) -> Sight:
    """Return a page's sight; it has one segment or more."""
    widths, words, sentences, endings, _, trailing, _, items, _, _, _ = zip(*looks, strict=True)
    width = np.array(widths, dtype=np.float32)
    ends = np.array(endings).astype(np.float32)
    weight = np.array([mark.weight if mark else 0.0 for mark in marks], dtype=np.float32)
    item = np.array(items).astype(np.float32)
    kinds = [segment.kind for segment in segments]
    shaped = np.array([kind in _NO_PROSE for kind in kinds])
    good = ((width >= _WIDE) | ((width >= _WIDE_ENDING) & (ends > 0))) & (weight == 0) & ~shaped
    worth = worths(width, ends, weight, item, kinds, sentences, trailing)
    return Sight(
        segments,
        looks,
        marks,
        counts([segment.text for segment in segments]),
        width,
        np.array(words, dtype=np.float32),
        ends,
        item,
        weight,
        column(width * good),
        worth,
        best_run(worth),
    )


def of_class(seen: Sight, *classes: Class) -> Column:
    """Return how many characters of these classes each segment has."""
    return column(seen.characters[:, list(classes)].sum(axis=1))
