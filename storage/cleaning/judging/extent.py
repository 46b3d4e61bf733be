"""Where the article stands on a page of plain text: the first stretch of segments whose worth is near the best.

Prose is worth most, short lines cost, marked furniture costs more. A paragraph alone among short lines is a teaser
more often than not. Below a head such as “Comments” or “Most popular”, with prose enough above it, all is worth less:
comments are fluent prose and may be longer than what they comment on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storage.article import Kind
from storage.cleaning.judging.furniture import Mark
from storage.cleaning.judging.looks import Look
from storage.cleaning.judging.pictures import has_credit
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


_NEAR_BEST = 0.7
"""The first run that is worth this share of the best one is the article: it comes first on its page."""
_LEAST = 3.0
_ENOUGH_ABOVE = 4.0
_BELOW_COMMENTS = 0.3
_BELOW_RELATED = 0.5
_BARRIER = 25.0
_LONE = 0.7


def extent(
    segments: Sequence[Segment], looks: Sequence[Look], marks: Sequence[Mark | None], captions: Sequence[str]
) -> Extent:
    """Return the stretch that is the article; empty where nothing on the page is worth anything."""
    runs = _maximal_runs(worths(segments, looks, marks, captions))
    best = max((run.worth for run in runs), default=0.0)
    for run in runs:
        if run.worth >= best * _NEAR_BEST and (run.worth >= _LEAST or run.worth == best):
            return Extent(run.start, run.end)
    return Extent(0, 0)


def worths(
    segments: Sequence[Segment], looks: Sequence[Look], marks: Sequence[Mark | None], captions: Sequence[str]
) -> list[float]:
    """Return what each segment says for being in the article, below zero against it."""
    seen = zip(segments, looks, marks, captions, strict=True)
    alone = [0.0 if has_credit(caption) else _worth(segment, look, mark) for segment, look, mark, caption in seen]
    among = [_among(alone, place) for place in range(len(alone))]
    return _below_heads(among, looks, marks)


_SHAPED = {Kind.TABLE: -0.5, Kind.RULE: 0.0}


def _worth(segment: Segment, look: Look, mark: Mark | None) -> float:
    if mark:
        return -mark.weight
    if segment.kind in _SHAPED:
        return _SHAPED[segment.kind]
    if look.item:
        return _line_worth(look) * 0.5
    return _line_worth(look)


def _line_worth(look: Look) -> float:
    if look.trails_off:
        return -0.5
    if look.width >= 140:
        whole = 3 + min(5.0, (look.width - 140) / 160)
        return whole if look.ends else whole * (0.5 if look.sentences else 0.2)
    if look.width >= 80:
        return 2 if look.ends else 0.3
    if look.width >= 40:
        return 1 if look.ends else -0.7
    return 0.2 if look.ends else -1


def _among(alone: Sequence[float], place: int) -> float:
    """A worth, less where no prose stands next to it."""
    worth = alone[place]
    if worth <= 1:
        return worth
    above = place > 0 and alone[place - 1] >= 1
    below = place + 1 < len(alone) and alone[place + 1] >= 1
    return worth if above or below else worth * _LONE


def _below_heads(worths: Sequence[float], looks: Sequence[Look], marks: Sequence[Mark | None]) -> list[float]:
    """Worths with those below a head lowered, where prose enough stands above the head."""
    lowered: list[float] = []
    above, factor = 0.0, 1.0
    commented = False
    for place, worth in enumerate(worths):
        mark = marks[place]
        if mark and above >= _ENOUGH_ABOVE and not commented and _opens_comments(marks, place):
            commented = True
            lowered.append(-_BARRIER)
            continue
        if mark and above >= _ENOUGH_ABOVE and mark.cue == Cue.SECTION_HEAD:
            factor = _BELOW_RELATED
        elif factor < 1 and worth >= 2 and place and worths[place - 1] >= 2:
            factor = 1.0
        value = worth * (_BELOW_COMMENTS if commented else factor) if worth > 0 else worth
        lowered.append(value)
        above += max(0.0, worth)
    return lowered


_SIGNED_NEXT = 14


def _opens_comments(marks: Sequence[Mark | None], place: int) -> bool:
    """Whether comments begin here: by a head, or by a line of who and when that another soon follows."""
    mark = marks[place]
    if mark is None or mark.cue == Cue.COMMENT_HEAD:
        return mark is not None
    if mark.cue not in _SIGNED:
        return False
    following = marks[place + 1 : place + 1 + _SIGNED_NEXT]
    return any(later is not None and later.cue in _SIGNED for later in following[1:])


_SIGNED = (Cue.COMMENT_STAMP,)


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
