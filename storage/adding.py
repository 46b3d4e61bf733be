"""Adding: what intake read is cleaned and put into the library in batches, with an outcome for each input.

The one place where intake, cleaning and library meet; the command line and the app both add through it.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from storage.article import ArticleRow, RawDocument
from storage.errors import CleaningError, IntakeError
from storage.intake import LeftOut, shown
from storage.library import Library, NewArticle

Input = RawDocument | LeftOut | IntakeError

_MOST_IN_ONE_WRITE = 50
_LONGEST_WAIT = 1.0
"""Seconds after which what has been cleaned is written, so that an interrupted batch loses little."""


class Status(StrEnum):
    """What became of an input."""

    ADDED = "added"
    DUPLICATE = "duplicate"
    UPDATED = "updated"
    FAILED = "failed"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input."""

    status: Status
    origin: str
    """Where it came from, harmless to show."""
    id: str = ""
    """The article's id; empty when there is none."""
    title: str = ""
    shown_title: str = ""
    """The title, or what stands for it where there is none."""
    paragraph_count: int = 0
    error: str = ""
    """Why it failed, beginning with its origin, or why it was left out: one line."""


def add(library: Library, inputs: Iterable[Input], *, site: str = "", tags: Sequence[str] = ()) -> Iterator[Outcome]:
    """Clean inputs and add them, a few at a time; yield their outcomes in the order of the inputs.

    An input that fails never stops the rest. What the library holds already is neither cleaned nor written again;
    ``tags`` are given to it all the same.

    Raises:
        LibraryError: the library cannot be written; what was yielded before is in it.
        UsageError: one of ``tags`` is no tag.
    """
    batch = _Batch(library, site, tuple(tags))
    for given in inputs:
        batch.take(given)
        if batch.is_due:
            yield from batch.write()
    yield from batch.write()


def refused(inputs: Iterable[Input]) -> Iterator[Outcome]:
    """Yield the outcomes of inputs of which none is a document, without a library."""
    for given in inputs:
        if not isinstance(given, RawDocument):
            yield _no_document(given)


def add_seeds(library: Library) -> tuple[Outcome, ...]:
    """Add the sample articles, as any other article is added."""
    return tuple(add(library, _seeds()))


def _seeds() -> Iterator[RawDocument]:
    from importlib.resources import files

    for seed in sorted(files("seeds").iterdir(), key=lambda seed: seed.name):
        if seed.name.endswith((".txt", ".md", ".html")):
            yield RawDocument(seed.read_bytes(), origin=f"seed:{seed.name}", name=seed.name)


class _Batch:
    """Inputs that wait for the next write, and the outcomes of those that need none, in the order they came."""

    def __init__(self, library: Library, site: str, tags: tuple[str, ...]) -> None:
        self._library = library
        self._site = site
        self._tags = tags
        self._waiting: list[NewArticle | Outcome] = []
        self._articles = 0
        self._since = time.monotonic()

    @property
    def is_due(self) -> bool:
        """Whether what waits should be written: it is much, or has waited long, or nothing in it needs a write."""
        waited = time.monotonic() - self._since
        return not self._articles or self._articles >= _MOST_IN_ONE_WRITE or waited >= _LONGEST_WAIT

    def take(self, given: Input) -> None:
        """Clean an input if it has to be, and let it wait."""
        if not isinstance(given, RawDocument):
            self._waiting.append(_no_document(given))
        elif (row := self._library.holding(given.data)) is not None:
            self._waiting.append(self._duplicate(given, row))
        else:
            self._waiting.append(self._cleaned(given))

    def _cleaned(self, raw: RawDocument) -> NewArticle | Outcome:
        from storage.cleaning import clean  # a library that is only opened again cleans nothing

        try:
            cleaned = clean(raw)
        except CleaningError as error:
            return Outcome(Status.FAILED, shown(raw.origin), error=f"{shown(raw.origin)}: {error}")
        self._articles += 1
        return NewArticle(raw, cleaned, self._site, self._tags)

    def _duplicate(self, raw: RawDocument, row: ArticleRow) -> Outcome:
        if self._tags:
            from storage.anchoring import describe_article

            self._library.mark(describe_article(row), add=self._tags)
        return _came(Status.DUPLICATE, raw, row)

    def write(self) -> Iterator[Outcome]:
        """Add what waits in one action and yield all outcomes."""
        waiting, self._waiting = self._waiting, []
        self._articles, self._since = 0, time.monotonic()
        new = [item for item in waiting if isinstance(item, NewArticle)]
        added = iter(self._library.add(new) if new else ())
        for item in waiting:
            if isinstance(item, Outcome):
                yield item
            else:
                came = next(added)
                yield _came(Status(came.status), item.raw, came.row)


def _came(status: Status, raw: RawDocument, row: ArticleRow) -> Outcome:
    record = row.record
    return Outcome(status, shown(raw.origin), row.id, record.title, record.shown_title, record.paragraph_count)


def _no_document(given: LeftOut | IntakeError) -> Outcome:
    if isinstance(given, LeftOut):
        return Outcome(Status.LEFT_OUT, given.origin, error=given.why)
    return Outcome(Status.FAILED, given.origin, error=str(given))
