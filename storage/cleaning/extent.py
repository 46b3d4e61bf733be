"""Where the article stands on a page of plain text: the stretch of segments whose worth adds up to most.

Prose is worth most, short lines cost, marked furniture costs more; a head such as “Comments” or “Most popular” ends
the article when enough prose stands above it. Linear in the number of segments (Kadane's maximal sum).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storage.article import Kind
from storage.cleaning.furniture import Mark
from storage.cleaning.looks import Look
from storage.cleaning.reasons import Cue
from storage.cleaning.segments import Segment


@dataclass(frozen=True, slots=True)
class Extent:
    """The article's stretch of segments."""

    start: int
    """Place of its first segment."""
    end: int
    """One past its last."""

    def __contains__(self, place: object) -> bool:
        """Whether a place is inside."""
        return isinstance(place, int) and self.start <= place < self.end


_HEADS = frozenset({Cue.COMMENT_HEAD.value, Cue.SECTION_HEAD.value, Cue.RETURN_TO_TOP.value})


def extent(segments: Sequence[Segment], looks: Sequence[Look], marks: Sequence[Mark | None]) -> Extent:
    """Return the stretch that is the article; empty where nothing on the page is worth anything."""
    return _best_run(worths(segments, looks, marks))


def worths(segments: Sequence[Segment], looks: Sequence[Look], marks: Sequence[Mark | None]) -> list[float]:
    """Return what each segment says for being in the article, below zero against it."""
    return [_worth(segment, look, mark) for segment, look, mark in zip(segments, looks, marks, strict=True)]


def _worth(segment: Segment, look: Look, mark: Mark | None) -> float:
    if mark:
        return -mark.weight
    if segment.kind is Kind.TABLE:
        return -0.5
    if look.item:
        return _line_worth(look) * 0.5
    return _line_worth(look)


def _line_worth(look: Look) -> float:
    if look.width >= 300:
        return 4 if look.ends else 2
    if look.width >= 140:
        return 3 if look.ends else 1
    if look.width >= 80:
        return 2 if look.ends else 0.3
    if look.width >= 40:
        return 1 if look.ends else -0.7
    return 0.2 if look.ends else -1


def _best_run(worths: Sequence[float]) -> Extent:
    best = total = 0.0
    start = 0
    found = Extent(0, 0)
    for place, worth in enumerate(worths):
        if total <= 0:
            total, start = 0.0, place
        total += worth
        if total > best:
            best, found = total, Extent(start, place + 1)
    return found
