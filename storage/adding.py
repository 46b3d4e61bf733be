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


@dataclass(frozen=True, slots=True)
class Known:
    """An input that the library holds already."""

    raw: RawDocument
    row: ArticleRow
    tags: tuple[str, ...]
    """Tags that are given to it all the same."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Inputs in the order they came: cleaned, known, or come to nothing."""

    items: tuple[NewArticle | Known | Outcome, ...]

    @property
    def articles(self) -> int:
        """How many articles wait to be written."""
        return sum(isinstance(item, NewArticle) for item in self.items)

    def write(self, library: Library) -> tuple[Outcome, ...]:
        """Add the articles in one action and return what became of each input.

        Raises:
            LibraryError: the library cannot be written.
            UsageError: one of the tags is no tag.
        """
        new = [item for item in self.items if isinstance(item, NewArticle)]
        added = iter(library.add(new) if new else ())
        outcomes: list[Outcome] = []
        for item in self.items:
            if isinstance(item, NewArticle):
                came = next(added)
                outcomes.append(_came(Status(came.status), item.raw, came.row))
            elif isinstance(item, Known):
                if item.tags:
                    from storage.anchoring import describe_article

                    library.mark(describe_article(item.row), add=item.tags)
                outcomes.append(_came(Status.DUPLICATE, item.raw, item.row))
            else:
                outcomes.append(item)
        return tuple(outcomes)


def add(library: Library, inputs: Iterable[Input], *, site: str = "", tags: Sequence[str] = ()) -> Iterator[Outcome]:
    """Clean inputs and add them, a few at a time; yield their outcomes in the order of the inputs.

    An input that fails never stops the rest. What the library holds already is neither cleaned nor written again;
    ``tags`` are given to it all the same.

    Raises:
        LibraryError: the library cannot be written; what was yielded before is in it.
        UsageError: one of ``tags`` is no tag.
    """
    for batch in batches(library, inputs, site=site, tags=tags):
        yield from batch.write(library)


def batches(
    library: Library,
    inputs: Iterable[Input],
    *,
    site: str = "",
    tags: Sequence[str] = (),
    at_once: int = _MOST_IN_ONE_WRITE,
    wait: float = _LONGEST_WAIT,
) -> Iterator[Batch]:
    """Clean inputs, and yield them when they should be written; may go on in a thread of its own.

    That is when ``at_once`` articles wait, or one has waited ``wait`` seconds, or nothing needs to be written.
    """
    items: list[NewArticle | Known | Outcome] = []
    articles = 0
    since = time.monotonic()
    for given in inputs:
        item = _taken(library, given, site, tuple(tags))
        items.append(item)
        articles += isinstance(item, NewArticle)
        if not articles or articles >= at_once or time.monotonic() - since >= wait:
            yield Batch(tuple(items))
            items.clear()
            articles, since = 0, time.monotonic()
    if items:
        yield Batch(tuple(items))


def refused(inputs: Iterable[Input]) -> Iterator[Outcome]:
    """Yield the outcomes of inputs of which none is a document, without a library."""
    for given in inputs:
        if not isinstance(given, RawDocument):
            yield _no_document(given)


def add_seeds(library: Library) -> tuple[Outcome, ...]:
    """Add the sample articles, as any other article is added; undo does not begin with taking them away."""
    outcomes = tuple(add(library, _seeds()))
    library.forget_history()
    return outcomes


def _seeds() -> Iterator[RawDocument]:
    from importlib.resources import files

    for seed in sorted(files("seeds").iterdir(), key=lambda seed: seed.name):
        if seed.name.endswith((".txt", ".md", ".html")):
            yield RawDocument(seed.read_bytes(), origin=f"seed:{seed.name}", name=seed.name)


def _taken(library: Library, given: Input, site: str, tags: tuple[str, ...]) -> NewArticle | Known | Outcome:
    """Clean an input if it has to be."""
    if not isinstance(given, RawDocument):
        return _no_document(given)
    if (row := library.holding(given.data)) is not None:
        return Known(given, row, tags)
    from storage.cleaning import clean  # a library that is only opened again cleans nothing

    try:
        return NewArticle(given, clean(given), site, tags)
    except CleaningError as error:
        return Outcome(Status.FAILED, shown(given.origin), error=f"{shown(given.origin)}: {error}")


def _came(status: Status, raw: RawDocument, row: ArticleRow) -> Outcome:
    record = row.record
    return Outcome(status, shown(raw.origin), row.id, record.title, record.shown_title, record.paragraph_count)


def _no_document(given: LeftOut | IntakeError) -> Outcome:
    if isinstance(given, LeftOut):
        return Outcome(Status.LEFT_OUT, given.origin, error=given.why)
    return Outcome(Status.FAILED, given.origin, error=str(given))
