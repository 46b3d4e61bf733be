"""Adding: what intake read is cleaned and put into the library in batches, with an outcome for each input.

The one place where intake, cleaning and library meet; the command line and the app both add through it.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain
from pathlib import Path

from storage.annotation import AnchorStatus, Scope
from storage.article import ArticleRow, CleanedArticle, RawDocument
from storage.crew import clean_all
from storage.errors import CleaningError, IntakeError, LibraryDamaged, NothingMatches
from storage.hashing import sha256
from storage.intake import LeftOut, shown
from storage.library import Group, Library, NewArticle
from storage.one_cleaned import clean_one
from storage.sighting import Sighting
from storage.wording import count_of

Input = RawDocument | NewArticle | LeftOut | IntakeError
"""What intake read, some of it cleaned already."""

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
    change: str = ""
    """Of an article that was updated, in words: how much is as before, and what became of its annotations."""


@dataclass(frozen=True, slots=True)
class Known:
    """An input that the library holds already."""

    origin: str
    """Where it came from this time; its bytes need not wait with it."""
    row: ArticleRow
    tags: tuple[str, ...]
    """Tags that are given to it all the same."""
    seen: Sighting | None = None
    """As what its file was seen, where it came from one."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Inputs in the order they came: cleaned, known, or come to nothing."""

    items: tuple[NewArticle | Known | Outcome, ...]

    @property
    def articles(self) -> int:
        """How many articles wait to be written."""
        return sum(isinstance(item, NewArticle) for item in self.items)

    def write(self, library: Library, group: Group | None = None) -> tuple[Outcome, ...]:
        """Add the articles in one action, or as part of ``group``, and return what became of each input.

        Raises:
            LibraryError: the library cannot be written.
            UsageError: one of the tags is no tag.
        """
        with nullcontext() if group is None else library.as_one(group):
            return self._written(library)

    def _written(self, library: Library) -> tuple[Outcome, ...]:
        new = [item for item in self.items if isinstance(item, NewArticle)]
        added = iter(library.add(new) if new else ())
        outcomes: list[Outcome] = []
        for item in self.items:
            if isinstance(item, NewArticle):
                came = next(added)
                outcomes.append(_came(Status(came.status), item.raw.origin, came.row))
            elif isinstance(item, Known):
                if item.tags:
                    from storage.anchoring import describe_article

                    library.mark(describe_article(item.row), add=item.tags)
                outcomes.append(_came(Status.DUPLICATE, item.origin, item.row))
            else:
                outcomes.append(item)
        library.remember_files(self._seen())
        return tuple(outcomes)

    def _seen(self) -> Iterator[tuple[Sighting, str]]:
        """Yield the files that the articles came from as they were seen, with the hashes of their bytes."""
        for item in self.items:
            if isinstance(item, NewArticle) and item.raw.seen is not None:
                yield item.raw.seen, sha256(item.raw.data)
            elif isinstance(item, Known) and item.seen is not None:
                yield item.seen, item.row.record.source_sha256


def add(
    library: Library,
    inputs: Iterable[Input],
    *,
    site: str = "",
    tags: Sequence[str] = (),
    group: Group | None = None,
) -> Iterator[Outcome]:
    """Clean inputs and add them, a few at a time; yield their outcomes in the order of the inputs.

    An input that fails never stops the rest. What the library holds already is neither cleaned nor written again;
    ``tags`` are given to it all the same. ``group`` is what undo takes back at once (:func:`group_of`).

    Raises:
        LibraryError: the library cannot be written; what was yielded before is in it.
        UsageError: one of ``tags`` is no tag.
    """
    for batch in batches(library, inputs, site=site, tags=tags):
        for outcome in batch.write(library, group):
            updated = outcome.status is Status.UPDATED
            yield replace(outcome, change=change_of(library, outcome.id)) if updated else outcome


def group_of(paths: Sequence[str]) -> Group | None:
    """Return what is undone at once of what ``paths`` name; None for a single file, which is called by its title."""
    if len(paths) == 1 and not Path(paths[0]).is_dir():
        return None
    first = shown(Path(paths[0]).name or paths[0])
    return Group(f"add {first}" if len(paths) == 1 else f"add {first} and {len(paths) - 1} more")


def batches(
    library: Library,
    inputs: Iterable[Input],
    *,
    site: str = "",
    tags: Sequence[str] = (),
    at_once: int = _MOST_IN_ONE_WRITE,
    wait: float = _LONGEST_WAIT,
) -> Iterator[Batch]:
    """Clean inputs on all cores, and yield them when they should be written; may go on in a thread of its own.

    That is when ``at_once`` articles wait, or one has waited ``wait`` seconds, or nothing needs to be written.
    """
    items: list[NewArticle | Known | Outcome] = []
    articles = 0
    since = time.monotonic()
    with closing(clean_all(_looked_up(library, inputs, tuple(tags)))) as cleaned:
        for taken, outcome in cleaned:
            items.append(taken if isinstance(taken, Known) else _come(taken, outcome, site, tuple(tags)))
            articles += isinstance(items[-1], NewArticle)
            if not articles or articles >= at_once or time.monotonic() - since >= wait:
                yield Batch(tuple(items))
                items.clear()
                articles, since = 0, time.monotonic()
    if items:
        yield Batch(tuple(items))


def until_an_article(
    inputs: Iterable[Input], *, site: str = "", tags: Sequence[str] = ()
) -> Generator[Outcome, None, Iterator[Input] | None]:
    """Yield the outcomes of inputs up to the first that is an article; return what is left, that one first, or None.

    No library needs to be made for inputs of which none can be taken in.
    """
    waiting = iter(inputs)
    for given in waiting:
        item = _come(given, clean_one(given) if isinstance(given, RawDocument) else None, site, tuple(tags))
        if isinstance(item, NewArticle):
            return chain([item], waiting)
        yield item
    return None


def change_of(library: Library, article: str) -> str:
    """Return in words how an article differs from its revision before; empty where a text cannot be read."""
    from storage.anchoring import Finder
    from storage.library.likeness import Wording, compare

    try:
        present = library.article(article)
        former = library.revision(article, present.record.revision - 1)
        annotations = library.annotations(article)
    except (LibraryDamaged, NothingMatches):
        return ""
    title = present.record.title
    likeness = compare(Wording(title, former.cleaned), Wording(title, present.cleaned))
    words = f"{likeness.alike:,} of {count_of(likeness.present, 'paragraph')} as before"
    targets = [mark.target for mark in annotations if mark.target.scope is not Scope.ARTICLE]
    if not targets:
        return words
    finder = Finder(present)
    orphans = sum(finder.anchor(target).status is AnchorStatus.ORPHAN for target in targets)
    counted = count_of(len(targets), "mark")
    if not orphans:
        return f"{words}, {counted} found again"
    return f"{words}, {len(targets) - orphans:,} of {counted} found again, {orphans:,} orphaned"


def add_seeds(library: Library) -> tuple[Outcome, ...]:
    """Add the sample articles, as any other article is added; undo does not begin with taking them away."""
    with library.not_undoable():
        return tuple(add(library, _seeds()))


def _seeds() -> Iterator[RawDocument]:
    from importlib.resources import files

    for seed in sorted(files("seeds").iterdir(), key=lambda seed: seed.name):
        if seed.name.endswith((".txt", ".md", ".html")):
            yield RawDocument(seed.read_bytes(), origin=f"seed:{seed.name}", name=seed.name)


def _looked_up(
    library: Library, inputs: Iterable[Input], tags: tuple[str, ...]
) -> Iterator[tuple[Input | Known, RawDocument | None]]:
    """Yield each input with the document that has to be cleaned for it; None for what is known or cleaned already."""
    for given in inputs:
        raw = given.raw if isinstance(given, NewArticle) else given
        if isinstance(raw, RawDocument) and (row := library.holding(raw.data)) is not None:
            yield Known(raw.origin, row, tags, raw.seen), None
        else:
            yield given, given if isinstance(given, RawDocument) else None


def _come(
    given: Input, cleaned: CleanedArticle | CleaningError | None, site: str, tags: tuple[str, ...]
) -> NewArticle | Outcome:
    """Return what an input has come to when ``cleaned`` was made of it."""
    match given:
        case NewArticle():
            return given
        case LeftOut():
            return Outcome(Status.LEFT_OUT, given.origin, error=given.why)
        case IntakeError():
            return Outcome(Status.FAILED, given.origin, error=str(given))
    if isinstance(cleaned, CleanedArticle):
        return NewArticle(given, cleaned, site, tags)
    return Outcome(Status.FAILED, shown(given.origin), error=f"{shown(given.origin)}: {cleaned}")


def _came(status: Status, origin: str, row: ArticleRow) -> Outcome:
    record = row.record
    return Outcome(status, shown(origin), row.id, record.title, record.shown_title, record.paragraph_count)
