"""Lists that the text announces: dates, results, tracks below a line that ends in a colon.

To a classifier ten short lines below the last paragraph are a menu; with a figure in each they are what was
announced.
"""

from __future__ import annotations

from collections.abc import Sequence

from storage.cleaning.judging.furniture import Sign
from storage.cleaning.judging.looks import Look
from storage.cleaning.judging.runs import says_nothing
from storage.cleaning.segments import Segment

_LEAST_ITEMS, _WIDEST = 5, 110
_FIGURES = frozenset("0123456789０１２３４５６７８９")


def with_announced(
    own: Sequence[bool], segments: Sequence[Segment], looks: Sequence[Look], signs: Sequence[Sign | None]
) -> list[bool]:
    """Return which segments are the article's: ``own``, and lists of figures announced right below it."""
    result = list(own)
    for place in range(1, len(segments)):
        if not looks[place].colon or not result[place - 1] or not says_nothing(segments[place], signs[place]):
            continue
        end = place + 1
        while end < len(segments) and _counts(segments[end], looks[end]) and says_nothing(segments[end], signs[end]):
            end += 1
        if end - place > _LEAST_ITEMS:
            result[place:end] = [True] * (end - place)
    return result


def _counts(segment: Segment, look: Look) -> bool:
    return look.width <= _WIDEST and not _FIGURES.isdisjoint(segment.text)
