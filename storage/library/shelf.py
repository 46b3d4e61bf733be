"""The articles read last, so that nothing is read from the disk or parsed twice while a reader is in one."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from storage.article import Article, ArticleRecord, Flip
from storage.errors import LibraryDamaged, NothingMatches
from storage.library.blobs import Blobs, lies
from storage.library.paths import TEXTS_FOLDER
from storage.library.texts import open_blocks
from storage.page import Page

_ROOM = 4


class Shelf:
    """Gives out articles and keeps the last few of them."""

    def __init__(self, texts: Blobs) -> None:
        self._texts = texts
        self._held: dict[str, Article] = {}

    def article(self, record: ArticleRecord, flips: tuple[Flip, ...], *, keep: bool = True) -> Article:
        """Return the article of a record; the same object while neither record nor flips have changed.

        ``keep=False`` leaves those that are kept where they are. Several threads may ask at once.

        Raises:
            LibraryDamaged: its text is gone or damaged.
        """
        held = self._held.get(record.id)
        if held is None or held.record.texts_sha256 != record.texts_sha256:
            held = Article(record, self._blocks(record, None if flips else record.paragraph_count), flips)
        elif held.record != record or held.flips != flips:
            held = Article(record, held.cleaned, flips)
        if keep:
            self._held.pop(record.id, None)
            self._held[record.id] = held
            for oldest in list(self._held)[:-_ROOM]:
                self._held.pop(oldest, None)
        return held

    def at_hand(self, record: ArticleRecord, flips: tuple[Flip, ...]) -> Article | None:
        """Return the article of a record if that takes no look at the disk, None otherwise."""
        held = self._held.get(record.id)
        if held is None or held.record.texts_sha256 != record.texts_sha256:
            return None
        return held if held.record == record and held.flips == flips else Article(record, held.cleaned, flips)

    def former(self, record: ArticleRecord, number: int, flips: tuple[Flip, ...]) -> Article:
        """Return an article as it was in its revision ``number``; what is said of it is what is said now.

        Raises:
            NothingMatches: it has no such former revision.
            LibraryDamaged: the text of that revision is gone or damaged.
        """
        for was in record.former:
            if was.number == number:
                record = record._replace(
                    revision=number, source_sha256=was.source_sha256, texts_sha256=was.texts_sha256, former=()
                )
                return Article(record, self._blocks(record), flips)
        had = f"it has had the revisions 1 to {record.revision}" if record.former else "its text has never changed"
        raise NothingMatches(f"“{record.shown_title}” has no former revision {number}: {had}")

    def clear(self) -> None:
        """Keep none."""
        self._held.clear()

    def _blocks(self, record: ArticleRecord, numbered: int | None = None) -> Page:
        with self._told(record):
            return open_blocks(self._texts.get(record.texts_sha256), numbered)

    @contextlib.contextmanager
    def _told(self, record: ArticleRecord) -> Iterator[None]:
        """Say which file it is that is gone or cannot be read."""
        place = lies(TEXTS_FOLDER, record.texts_sha256)
        try:
            yield
        except FileNotFoundError:
            raise LibraryDamaged(
                f"the text of “{record.shown_title}” is gone: {place} is missing; "
                "put back a copy of the file, add the page again, or have it made anew by “paperknife reclean”"
            ) from None
        except ValueError as error:
            raise LibraryDamaged(f"{place} cannot be read: {error}") from error
