"""A page while it is judged: what was read, what was seen, and the verdicts so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from storage.article import Kind, Reason, Role
from storage.cleaning.judging.extent import Extent
from storage.cleaning.judging.furniture import Mark
from storage.cleaning.judging.looks import Look
from storage.cleaning.segments import PageFacts, Segment


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a segment."""

    role: Role
    kept: bool
    reason: Reason | None = None
    kind: Kind | None = None
    """The form that judging found, where the source did not say: a heading told by its shape."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A page and what has been made out of it; a segment's first verdict stands."""

    segments: Sequence[Segment]
    looks: Sequence[Look]
    marks: Sequence[Mark | None]
    captions: Sequence[str]
    """What makes each segment a caption, worded; empty where nothing does."""
    extent: Extent
    facts: PageFacts
    voted: bool = False
    """Whether the source's structure says what the article is."""
    whole: bool = False
    """Whether this is no page but a text without anything around it."""
    verdicts: dict[int, Verdict] = field(default_factory=dict)

    def decide(
        self, place: int, role: Role, kept: bool, reason: Reason | None = None, kind: Kind | None = None
    ) -> None:
        """Give a segment its verdict unless it has one."""
        self.verdicts.setdefault(place, Verdict(role, kept, reason, kind))

    def open(self, place: int) -> bool:
        """Whether a segment has no verdict yet."""
        return place not in self.verdicts

    def inside(self, place: int) -> bool:
        """Whether a segment is taken for the article's own: voted for, or in the article's stretch."""
        return self.segments[place].vote is True if self.voted else place in self.extent
