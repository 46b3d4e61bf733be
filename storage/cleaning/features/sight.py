"""A page as the features see it: its segments, what was seen of each, and the columns that every group needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storage.block import Kind
from storage.cleaning.features.arrays import Column, column
from storage.cleaning.features.characters import counts
from storage.cleaning.features.runs import best_above, best_run
from storage.cleaning.features.teasers import teasers, without_teasers
from storage.cleaning.features.worth import worths
from storage.cleaning.judging.furniture import Sign
from storage.cleaning.judging.looks import Look
from storage.cleaning.segments import Segment

_WIDE, _WIDE_ENDING = 160, 70
_NO_PROSE = frozenset((Kind.TABLE, Kind.FIGURE, Kind.RULE, Kind.CODE))


@dataclass(frozen=True, slots=True)
class Sight:
    """One page, ready to be described; all sequences and columns are as long as its segments."""

    segments: Sequence[Segment]
    looks: Sequence[Look]
    signs: Sequence[Sign | None]
    characters: NDArray[np.int64]
    """Of each :class:`Class`, shape (classes, segments)."""
    width: Column
    """Terminal columns."""
    words: Column
    sentences: Column
    flags: NDArray[np.float32]
    """What a look says yes or no to, from its ``ends`` to its ``stamp``, shape (6, segments)."""
    ends: Column
    item: Column
    weight: Column
    """Of the sign that a segment's own words gave it, 0 without."""
    prose: Column
    """Width of what reads as a paragraph and shows no sign of anything else, else 0."""
    listed: NDArray[np.bool_]
    """Whether each segment is an entry of a list of teasers."""
    worth: Column
    """What each segment says for being in the article (:mod:`storage.cleaning.features.worth`)."""
    best_above: Column
    """What the best stretch above each segment is worth."""
    run: tuple[int, int]
    """The first place, and one past the last, of the stretch that is worth most."""

    @property
    def size(self) -> int:
        """How many segments there are."""
        return len(self.segments)


def sight(segments: Sequence[Segment], looks: Sequence[Look], signs: Sequence[Sign | None]) -> Sight:
    """Return a page's sight; it has one segment or more."""
    *numbers, endings, asks, trailing, colons, items, stamps, _, _ = zip(*looks, strict=True)
    width, words, sentences = np.array(numbers, dtype=np.float32)
    said = bytes((*endings, *asks, *trailing, *colons, *items, *stamps))
    flags = np.frombuffer(said, dtype=np.uint8).astype(np.float32).reshape(6, -1)
    ends, trails, item = flags[0], flags[2], flags[4]
    weight = np.array([sign.weight if sign else 0.0 for sign in signs], dtype=np.float32)
    kinds = [segment.kind for segment in segments]
    shaped = np.array([kind in _NO_PROSE for kind in kinds])
    good = ((width >= _WIDE) | ((width >= _WIDE_ENDING) & (ends > 0))) & (weight == 0) & ~shaped
    prose = column(width * good)
    listed = teasers(width, prose, weight, segments)
    worth = without_teasers(worths(width, ends, weight, item, kinds, sentences, trails), listed)
    return Sight(
        segments,
        looks,
        signs,
        counts([segment.text for segment in segments]),
        width,
        words,
        sentences,
        flags,
        ends,
        item,
        weight,
        prose,
        listed,
        worth,
        best_above(worth),
        best_run(worth),
    )
