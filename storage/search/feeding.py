"""Brings an index up to date: what has changed since it was fed last, or everything that differs."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic, sleep
from typing import Protocol

from storage.annotation import Annotation
from storage.article import Article, ArticleRow, Flip
from storage.errors import LibraryDamaged, NothingMatches
from storage.hashing import sha256
from storage.library.paths import LOG_FILE
from storage.search.place import Place
from storage.search.seal import IndexBusy, IndexGone
from storage.search.sought import SpreadSaid, shown_blocks
from storage.search.tables import Entry, Stamp
from storage.search.words import spread_all

_BATCH = 0.1
"""Seconds of reading and spreading texts after which what has been made is written."""
_BREATH = 0.005
"""Seconds between two batches, for whoever wants to read the index meanwhile."""
_TRIES = 5
_MANY = 500
"""Articles in one go from which on the index is put into its best shape afterwards."""


class Feedable(Protocol):
    """What is asked of a library."""

    @property
    def home(self) -> Path:
        """The folder of the library."""

    @property
    def id(self) -> str:
        """The library's own uuid."""

    def catch_up(self) -> None:
        """Take in what other processes have changed."""

    @property
    def sequence(self) -> int:
        """The number of the newest change that this process has seen."""

    def touched_after(self, sequence: int) -> frozenset[str] | None:
        """Return the articles that later changes touched; None where the log does not reach back."""

    def ids(self) -> Sequence[str]:
        """Return the id of every article in the order added."""

    def row(self, article: str) -> ArticleRow:
        """Return one article."""

    def article(self, article: str, *, keep: bool = True) -> Article:
        """Return a whole article; with ``keep=False`` those that are in use stay at hand."""

    def annotations(self, article: str | None = None) -> tuple[Annotation, ...]:
        """Return the annotations of an article."""

    def flips(self, article: str) -> tuple[Flip, ...]:
        """Return the reader's flips in an article."""

    def lost(self, article: str) -> frozenset[str]:
        """Return the ids of the annotations of an article whose passage is not in its text any more."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What an index does not know yet."""

    articles: tuple[str, ...]
    """Those that may have changed, or be gone."""
    marks: Mapping[str, str]
    """Which text of each article the index has."""
    stamp: Stamp
    """What the index is of when these are in."""


def what_waits(library: Feedable, place: Place) -> Waiting | None:
    """Return what the index does not know yet; None when it is up to date, or ahead of this process.

    Raises:
        IndexUnusableError: the index cannot be read.
    """
    library.catch_up()  # what another process has erased must not come back into the index
    now = Stamp(library.id, log_of(library.home), library.sequence)
    with place.reading() as tables:
        before = tables.stamp
        if before is None:
            place.distrust()
            raise IndexGone("another version of the program made it")
        touched = _touched(library, before, now)
        if touched is not None:
            touched |= _mended(library, tables.unreadable())
            if not touched:
                return None
        if tables.worn:
            place.distrust()
            raise IndexGone("it is worn")
        marks = tables.text_marks(touched)
    if touched is not None:
        return Waiting(tuple(sorted(touched)), marks, now)
    held = library.ids()
    gone = marks.keys() - set(held)
    return Waiting((*held, *sorted(gone)), marks, now)


def feed(
    library: Feedable,
    place: Place,
    stopped: Callable[[], bool] = lambda: False,
    tell: Callable[[int, int], None] = lambda done, among: None,
) -> bool:
    """Bring the index up to date; return False where another process is at it, or when it was ``stopped``.

    ``tell`` is called with how many articles are done, and how many there are.

    Raises:
        IndexUnusableError: the index can be neither read nor made anew.
        LibraryError: the library cannot be read.
    """
    with place.feeding() as alone:
        if not alone:
            return False

        def ends() -> bool:
            return stopped() or place.makes_way

        gone = 0
        while gone < _TRIES and not ends():
            try:
                waiting = what_waits(library, place)
                if waiting is None:
                    return True
                if not _write(library, place, waiting, ends, tell):
                    return False
            except IndexGone:
                gone += 1
                place.make_anew()
    if gone < _TRIES:
        return False
    raise IndexBusy("it goes as often as it is made")


def _write(
    library: Feedable,
    place: Place,
    waiting: Waiting,
    stopped: Callable[[], bool],
    tell: Callable[[int, int], None],
) -> bool:
    done = 0
    for batch in _batches(_made(library, waiting)):
        if stopped():
            return False
        with place.writing() as tables:
            for article, entry in batch:
                if entry is None:
                    tables.drop(article)
                else:
                    tables.put(entry)
        done += len(batch)
        tell(done, len(waiting.articles))
        sleep(_BREATH)
    with place.writing() as tables:
        tables.set_stamp(waiting.stamp)
    untidy = begin = done > _MANY
    while untidy and not stopped():
        with place.writing() as tables:
            untidy, begin = tables.tidy(begin=begin), False
        sleep(_BREATH)
    return True


def _batches(made: Iterator[tuple[str, Entry | None]]) -> Iterator[list[tuple[str, Entry | None]]]:
    batch: list[tuple[str, Entry | None]] = []
    since = monotonic()
    for one in made:
        batch.append(one)
        if monotonic() - since > _BATCH:
            yield batch
            batch, since = [], monotonic()
    if batch:
        yield batch


def _made(library: Feedable, waiting: Waiting) -> Iterator[tuple[str, Entry | None]]:
    for article in waiting.articles:
        try:
            yield article, entry_of(library, article, waiting.marks.get(article))
        except NothingMatches:
            yield article, None


def entry_of(library: Feedable, article: str, held: str | None) -> Entry:
    """Return what the index says of an article whose text it has under the mark ``held``, if any.

    Raises:
        NothingMatches: it is not in the library.
    """
    row = library.row(article)
    annotations = library.annotations(article)
    mark = text_mark(row, library.flips(article))
    said = SpreadSaid.of(row)
    entry = Entry(
        id=article,
        said=(
            said.title,
            said.about,
            spread_all(annotation.note for annotation in annotations),
            said.tags,
            spread_all(annotation.target.exact for annotation in annotations),
        ),
        text_mark=mark,
        text=None,
    )
    if mark == held:
        return entry
    try:
        text = spread_all(block.text for block in shown_blocks(library.article(article, keep=False)))
    except LibraryDamaged:
        return replace(entry, text_mark="")
    return replace(entry, text=text)


def text_mark(row: ArticleRow, flips: Iterable[Flip]) -> str:
    """Return a name for what is shown of an article's text: two alike show the same."""
    laid = sorted(f"{flip.paragraph} {int(flip.kept)}" for flip in flips)
    return f"{row.record.texts_sha256} {sha256(repr(laid).encode())[:16] if laid else ''}"


def log_of(home: Path) -> str:
    """Return which log a library's changes are counted in: another one may count anew."""
    try:
        return str((home / LOG_FILE).stat().st_ino)
    except OSError:
        return ""


def _touched(library: Feedable, before: Stamp, now: Stamp) -> frozenset[str] | None:
    """Return the articles to look at; None for all.

    Where another process has brought in more than this one has seen, there is nothing to do.
    """
    if before.sequence is None or now.sequence is None or (before.library, before.log) != (now.library, now.log):
        return None
    return library.touched_after(before.sequence) if before.sequence < now.sequence else frozenset()


def _mended(library: Feedable, unreadable: Iterable[str]) -> frozenset[str]:
    """Return the articles whose text could not be read when they came in, and can be now."""
    mended = set()
    for article in unreadable:
        with contextlib.suppress(LibraryDamaged, NothingMatches):
            mended.add(library.article(article, keep=False).id)
    return frozenset(mended)
