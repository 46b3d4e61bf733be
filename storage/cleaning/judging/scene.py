"""A page while it is judged: what was read, what was seen, which segments are its article, the verdicts so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from storage.block import Kind, Reason, Role
from storage.cleaning.judging.furniture import Sign
from storage.cleaning.judging.looks import Look
from storage.cleaning.segments import PageFacts, Segment


class Verdict(NamedTuple):
    """What becomes of a segment."""

    role: Role
    kept: bool
    reason: Reason | None = None
    kind: Kind | None = None
    """The form that judging found, where the source did not say: a heading told by its shape."""


@dataclass(frozen=True, slots=True)
class Extent:
    """From the article's first segment to its last; what stands between need not be its own."""

    start: int
    """Place of its first segment."""
    end: int
    """One past its last; an article of nothing starts and ends at 0."""


@dataclass(frozen=True)
class Scene:
    """A page and what has been made out of it; a segment's first verdict stands."""

    segments: Sequence[Segment]
    looks: Sequence[Look]
    signs: Sequence[Sign | None]
    captions: Sequence[str]
    """What makes each segment a caption, worded; empty where nothing does."""
    own: Sequence[bool]
    """Which segments are the article's, as the classifier has it."""
    facts: PageFacts
    marked_up: bool = False
    """Whether markup said what the segments are: a refrain is then no copy, a heading is named as one."""
    whole: bool = False
    """Whether this is no page but a text without anything around it."""
    verdicts: dict[int, Verdict] = field(default_factory=dict)

    @cached_property
    def extent(self) -> Extent:
        """From the first segment of the article's own to the last."""
        places = [place for place, own in enumerate(self.own) if own]
        return Extent(places[0], places[-1] + 1) if places else Extent(0, 0)

    def decide(
        self, place: int, role: Role, kept: bool, reason: Reason | None = None, kind: Kind | None = None
    ) -> None:
        """Give a segment its verdict unless it has one."""
        if place not in self.verdicts:
            self.verdicts[place] = Verdict(role, kept, reason, kind)

    def open(self, place: int) -> bool:
        """Whether a segment has no verdict yet."""
        return place not in self.verdicts

    def inside(self, place: int) -> bool:
        """Whether a segment is taken for the article's own."""
        return self.own[place]
