"""The reading half of the library's door: everything that is asked of it, answered from memory."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from storage.annotation import Annotation, Tag, Target
from storage.article import Article, ArticleRecord, ArticleRow, Flip
from storage.article_rows import ArticleRows
from storage.change import Origin
from storage.errors import NothingMatches
from storage.library.articles import no_article
from storage.library.blobs import Blobs
from storage.library.documents import ANNOTATIONS, ARTICLES, articles_of
from storage.library.engine.past import changes_after, given
from storage.library.engine.store import Store
from storage.library.paths import RAW_FOLDER, TEXTS_FOLDER
from storage.library.prefixes import one_of
from storage.library.records import read_annotation, rfc3339
from storage.library.shelf import Shelf
from storage.library.timeline import name_of
from storage.library.views import Views

if TYPE_CHECKING:
    from storage.rule import Rule
    from storage.statistics import Made


class LibraryReader:
    """What a library holds. :class:`~storage.library.Library` adds what can be changed."""

    def __init__(self, store: Store, creator: str) -> None:
        self._store = store
        self._creator = creator
        self._views = Views(store.memory)
        store.listener = self._views.forget
        self._raw = Blobs(store.home / RAW_FOLDER)
        self._texts = Blobs(store.home / TEXTS_FOLDER)
        self._shelf = Shelf(self._texts)

    @classmethod
    def open(
        cls, home: Path, *, create: bool = False, creator: str = "reader", origin: Origin = Origin.COMMAND
    ) -> Self:
        """Open the library in the folder ``home``, and put right what is damaged in it (:meth:`take_notices`).

        Args:
            home: Its folder.
            create: Make one if there is none.
            creator: Whose annotations are made.
            origin: What the history says of who changes it.

        Raises:
            LibraryMissing: there is none, and ``create`` is False.
            LibraryDamaged: it cannot be rebuilt from what is left of its files; nothing was changed.
            LibraryBusy: another process holds it for over five seconds.
            LibraryError: it cannot be read, or a newer paperknife wrote it.
        """
        return cls(Store(home, create=create, origin=name_of(origin)), creator)

    def close(self) -> None:
        """Write what the library file lacks and let the library go; what goes wrong is a notice."""
        self._store.close()
        self._shelf.clear()

    def take_notices(self) -> tuple[str, ...]:
        """Return what was found and done about the library's files, one line each; each is told once."""
        return self._store.notices.take()

    @property
    def read_only(self) -> bool:
        """Whether its folder cannot be written."""
        return self._store.read_only

    @property
    def sequence(self) -> int:
        """The number of the newest change that this process has seen."""
        return self._store.sequence

    def touched_after(self, sequence: int) -> frozenset[str] | None:
        """Return the articles that changes after ``sequence`` touched: their records, annotations or flips.

        None: the log does not reach back so far.
        """
        changes = changes_after(self._store, sequence)
        if changes is None:
            return None
        return articles_of(changes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def home(self) -> Path:
        """The folder of the library."""
        return self._store.home

    @property
    def id(self) -> str:
        """The library's own uuid."""
        return self._store.library

    @property
    def created(self) -> bool:
        """Whether this run made the library."""
        return self._store.created

    def rows(self) -> tuple[ArticleRow, ...]:
        """Return every article in the order added."""
        return tuple(self.listed())

    def listed(self) -> ArticleRows:
        """Return every article in the order added, each read when it is looked at, its marks as they are then.

        For whoever looks at few of them, and asks again when something has changed.
        """
        with self._reading() as views:
            return views.listed(self._store.reading)

    def annotated(self) -> ArticleRows:
        """Return the articles that have annotations, or had some since it was opened, as :meth:`listed` does."""
        with self._reading() as views:
            return views.listed(self._store.reading).only(views.memory.annotated())

    def ids(self) -> tuple[str, ...]:
        """Return the id of every article in the order added."""
        with self._reading() as views:
            return views.memory.articles()

    def row(self, article: str) -> ArticleRow:
        """Return one article's row.

        Raises:
            NothingMatches: it is not in the library.
        """
        with self._reading() as views:
            row = views.row(article)
        if row is None:
            raise no_article(article)
        return row

    def article(self, article: str, *, keep: bool = True) -> Article:
        """Return a whole article, the reader's flips in it.

        The last few are kept at hand; whoever goes through many says ``keep=False``, and those stay.

        Raises:
            NothingMatches: it is not in the library.
            LibraryDamaged: its text is gone or damaged.
        """
        record, flips = self._record(article)
        return self._shelf.article(record, flips, keep=keep)

    def revision(self, article: str, number: int) -> Article:
        """Return an article as it was in its former revision ``number``, the reader's flips in it.

        Raises:
            NothingMatches: it is not in the library, or has no such former revision.
            LibraryDamaged: the text of that revision is gone or damaged.
        """
        record, flips = self._record(article)
        return self._shelf.former(record, number, flips)

    def raw(self, article: str) -> bytes:
        """Return the bytes that an article was made from.

        Raises:
            NothingMatches: the article is not in the library, or came by an import, without its bytes.
            LibraryDamaged: they are damaged.
        """
        try:
            return self._raw.get(self._record(article)[0].source_sha256)
        except FileNotFoundError:
            raise NothingMatches("the bytes of this article are not here: it came from an export") from None

    def find(self, prefix: str) -> str:
        """Return the id of the one article whose id begins with ``prefix``.

        Raises:
            NothingMatches: no id does, or several do.
        """
        with self._reading() as views:
            ids = list(views.memory.lines[ARTICLES])
        return one_of("article", prefix, ids)

    def annotations(self, article: str | None = None) -> tuple[Annotation, ...]:
        """Return the annotations of one article or of all: by article as added, then in text order.

        Those on an article as a whole come before those in it.
        """
        with self._reading() as views:
            return views.all_annotations() if article is None else views.annotations(article)

    def flips(self, article: str) -> tuple[Flip, ...]:
        """Return the reader's flips in an article."""
        with self._reading() as views:
            return views.flips(article)

    def own(self, target: Target) -> Annotation | None:
        """Return this reader's annotation that stands on exactly ``target``; None when there is none.

        One that was made before the article changed stands where it is found now, and is not moved.

        Raises:
            LibraryDamaged: that is asked, and the article's text is gone or damaged.
        """
        from storage.anchoring import standing_on

        marks = (mark for mark in self.annotations(target.article) if mark.creator == self._creator)
        return standing_on(target, marks, lambda: self.article(target.article))

    def annotation(self, prefix: str) -> Annotation:
        """Return the one annotation whose id begins with ``prefix``.

        Raises:
            NothingMatches: no id does, or several do.
        """
        with self._reading() as views:
            found = one_of("mark", prefix, list(views.memory.lines[ANNOTATIONS]))
            (document,) = views.memory.some(ANNOTATIONS, (found,))
        return read_annotation(document)

    def counted(self) -> tuple[Made, ...]:
        """Return what is counted of every annotation, without reading the rest of it."""
        from storage.statistics import Made

        with self._reading() as views:
            return tuple(map(Made._make, views.memory.counted()))

    def read_moments(self) -> Mapping[str, str]:
        """Return when articles were set read last, RFC 3339 in UTC, by their ids, as far as the history reaches.

        It knows nothing of articles that came in as read, and of what it has let go of.

        Raises:
            LibraryDamaged: the log is damaged.
        """
        found = given(self._store, ARTICLES, b'"state": "read"')
        return {article: rfc3339(datetime.fromtimestamp(at / 1000, UTC)) for at, article in found}

    def tags(self) -> tuple[Tag, ...]:
        """Return the codebook, sorted by name without case, each tag with its count."""
        with self._reading() as views:
            return views.tags()

    def tag_weights(self) -> Mapping[str, float]:
        """Return how recent and frequent each tag is in this reader's marks (:mod:`storage.library.tag_recency`).

        By what tags are compared by; the greater the likelier it is given next.
        """
        with self._reading() as views:
            return dict(views.tag_recency.of(self._creator))

    def rules(self) -> tuple[Rule, ...]:
        """Return the reader's rules on lines of sources, in the order in which they were made."""
        with self._reading() as views:
            return views.rules()

    def poll(self) -> bool:
        """Take in what others have changed; whether anything has come since the last poll. Cheap: ask often.

        Raises:
            LibraryDamaged: a file is gone or damaged.
        """
        return self._store.poll()

    def catch_up(self) -> None:
        """Take in what others have changed, for the next :meth:`poll` to tell; in any thread.

        Raises:
            LibraryDamaged: a file is gone or damaged.
        """
        self._store.catch_up()

    def _record(self, article: str) -> tuple[ArticleRecord, tuple[Flip, ...]]:
        with self._reading() as views:
            record = views.record(article)
            if record is None:
                raise no_article(article)
            return record, views.flips(article)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Views]:
        with self._store.reading:
            yield self._views
