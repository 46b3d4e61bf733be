"""Annotations as they lie on a page: which blocks and characters each covers, beside which others. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol, TypeAlias

from storage.annotation import AnchorStatus, Annotation, Scope, Target, tag_key

NOTE_INK = "note"
"""The ink of an annotation that has a note and no tag."""


class Found(Protocol):
    """Where a target was found; what ``storage.anchoring.anchor`` returns."""

    @property
    def status(self) -> AnchorStatus:
        """How surely."""

    @property
    def first(self) -> str | None:
        """Id of the first block."""

    @property
    def last(self) -> str | None:
        """Id of the last block."""

    @property
    def start(self) -> int | None:
        """First character of a span in its block."""

    @property
    def end(self) -> int | None:
        """One past the last character of a span."""


Place: TypeAlias = tuple[int, int, int | None, int | None]
"""The numbers of the first and the last block, and of the first character and one past the last of a span in one."""


class Mark(NamedTuple):
    """An annotation on the page."""

    annotation: Annotation
    first: int
    """Number of the first block it covers."""
    last: int
    """Number of the last block it covers."""
    start: int | None
    """First character of a span in its block; None when whole blocks are marked."""
    end: int | None
    """One past the last character of a span."""
    lane: int
    """Which of the bars in the gutter is its own, from 0."""
    ink: str
    """The ink of its bar."""

    @property
    def place(self) -> Place:
        """Where it lies."""
        return (self.first, self.last, self.start, self.end)

    @property
    def is_span(self) -> bool:
        """Whether it covers characters inside one block."""
        return self.start is not None


class Marks(NamedTuple):
    """All annotations of an article as they lie on its page."""

    by_block: Mapping[int, tuple[Mark, ...]] = MappingProxyType({})
    """Block number → the marks that cover it, by lane."""
    of_article: tuple[Annotation, ...] = ()
    """The annotations of the article as a whole."""
    orphans: tuple[Annotation, ...] = ()
    """Those whose passage was not found in the present text."""
    lanes: int = 0
    """How many bars stand side by side at most."""
    begun: tuple[int, ...] = ()
    """The blocks where a mark begins, in order."""

    @property
    def starts(self) -> tuple[int, ...]:
        """The block where each mark begins, in order; one as often as marks begin there."""
        return tuple(block for block in self.begun for mark in self.by_block[block] if mark.first == block)

    def beginning(self, block: int) -> list[Mark]:
        """Return the marks that begin at a block, in the order of the text."""
        marks = [mark for mark in self.by_block.get(block, ()) if mark.first == block]
        return sorted(marks, key=lambda mark: (mark.start or 0, -mark.last, mark.annotation.created))

    def all_at(self, block: int, place: Place, creator: str) -> tuple[Mark, ...]:
        """Return the marks that cover a block, the one that is best meant first.

        That is the one that lies on exactly ``place``, then the narrowest, this reader's before others', the latest
        before earlier ones.
        """

        def meant(mark: Mark) -> tuple[object, ...]:
            annotation = mark.annotation
            return (
                mark.place != place,
                annotation.creator != creator,
                not mark.is_span,
                mark.last - mark.first,
                _latest_first(annotation.modified),
            )

        return tuple(sorted(self.by_block.get(block, ()), key=meant))


def _latest_first(time: str) -> tuple[int, ...]:
    return tuple(-ord(char) for char in time)


def make_marks(
    annotations: Iterable[Annotation],
    index: Mapping[str, int],
    find: Callable[[Target], Found],
    inks: Mapping[str, str],
) -> Marks:
    """Lay annotations on a page.

    Args:
        annotations: Those of one article.
        index: Paragraph id → number of the block.
        find: Finds a target in the present text.
        inks: Tag key → ink.
    """
    of_article: list[Annotation] = []
    orphans: list[Annotation] = []
    found: list[tuple[int, int, int | None, int | None, Annotation]] = []
    for annotation in annotations:
        if annotation.target.scope is Scope.ARTICLE:
            of_article.append(annotation)
            continue
        place = find(annotation.target)
        first, last = index.get(place.first or ""), index.get(place.last or place.first or "")
        if place.status is AnchorStatus.ORPHAN or first is None or last is None:
            orphans.append(annotation)
        else:
            within = first == last
            found.append(
                (first, max(first, last), place.start if within else None, place.end if within else None, annotation)
            )
    found.sort(key=lambda entry: (entry[0], -entry[1], entry[4].created, entry[4].id))
    return _in_lanes(found, tuple(of_article), tuple(orphans), inks)


def _in_lanes(
    found: Sequence[tuple[int, int, int | None, int | None, Annotation]],
    of_article: tuple[Annotation, ...],
    orphans: tuple[Annotation, ...],
    inks: Mapping[str, str],
) -> Marks:
    by_block: dict[int, list[Mark]] = {}
    taken_to: list[int] = []
    """For each lane, the last block it is taken at."""
    for first, last, start, end, annotation in found:
        lane = next((lane for lane, taken in enumerate(taken_to) if taken < first), len(taken_to))
        taken_to[lane : lane + 1] = [last]
        mark = Mark(annotation, first, last, start, end, lane, ink_of(annotation, inks))
        for block in range(first, last + 1):
            by_block.setdefault(block, []).append(mark)
    return Marks(
        {block: tuple(sorted(marks, key=_lane)) for block, marks in by_block.items()},
        of_article,
        orphans,
        len(taken_to),
        tuple(sorted({first for first, *_rest in found})),
    )


def _lane(mark: Mark) -> int:
    return mark.lane


def ink_of(annotation: Annotation, inks: Mapping[str, str]) -> str:
    """Return the ink of an annotation: that of its first tag, or of notes."""
    return inks.get(tag_key(annotation.tags[0]), "dim") if annotation.tags else NOTE_INK
