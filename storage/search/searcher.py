"""Searches a library with an index that is kept up behind the reader's back."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from threading import Condition, Thread
from time import monotonic, sleep

from storage.errors import LibraryDamaged, NothingMatches, PaperknifeError
from storage.library.paths import CACHE_FOLDER, INDEX_FILE
from storage.query import Query
from storage.search.answer import Answer
from storage.search.feeding import Feedable, feed
from storage.search.file_place import FilePlace
from storage.search.memory_place import MemoryPlace
from storage.search.neighbours import articles_like
from storage.search.place import Place
from storage.search.ranking import ranked
from storage.search.seal import IndexBusy, IndexGone, IndexUnusableError
from storage.search.sought import Sought

_LOOK_AGAIN = 0.05
"""Seconds after which it is looked whether another process is done with the index."""
_FOR_OTHERS = 5.0
"""Seconds without any progress that a search waits for another process before it reads every text itself."""
_TRIES = 3


class Searcher:
    """Finds what a query asks for. A search begins with what has changed since the last one.

    The index lies in the cache folder; where it cannot, in memory; where SQLite has no full-text search, every text
    is read for every search. The hits are the same.
    """

    def __init__(self, library: Feedable) -> None:
        self._library = library
        self._place: Place | None = FilePlace(library.home, library.id)
        """Where the index is; None where there can be none."""
        self._changed = Condition()
        self._thread: Thread | None = None
        self._wanted = False
        self._stopped = False
        self._error: PaperknifeError | None = None
        self._progress = (0, 0)
        self._moved = 0.0

    def close(self) -> None:
        """End what is going on behind the reader's back, and let the index go."""
        with self._changed:
            self._stopped = True
            thread = self._thread
        if thread is not None:
            thread.join()
        if self._place is not None:
            self._place.close()

    # keeping the index up

    @property
    def progress(self) -> tuple[int, int]:
        """How many articles have been taken in, and of how many; two zeros when nothing is to be done."""
        return self._progress

    def keep_up(self) -> None:
        """Have what has changed taken in if there is an index to keep up; return at once."""
        if (self._library.home / CACHE_FOLDER / INDEX_FILE).exists():
            self.feed()

    def feed(self) -> None:
        """Have what has changed taken in, and return at once."""
        with self._changed:
            if self._stopped or self._place is None:
                return
            self._wanted = True
            if self._thread is None:
                self._error = None
                self._moved = monotonic()
                self._thread = Thread(target=self._work, name="search index", daemon=True)
                self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait until the index is up to date, but no longer than this; return whether it is."""
        with self._changed:
            return self._changed.wait_for(lambda: self._thread is None, seconds)

    def _work(self) -> None:
        while True:
            with self._changed:
                if not self._wanted or self._stopped or self._place is None:
                    self._thread, self._progress = None, (0, 0)
                    self._changed.notify_all()
                    return
                self._wanted, place = False, self._place
            try:
                again = not self._fed(place)
            except BaseException:
                with self._changed:
                    self._thread = None
                    self._changed.notify_all()
                raise
            if again:
                self._wanted = True
                sleep(_LOOK_AGAIN)

    def _fed(self, place: Place) -> bool:
        """Bring the index up to date; False where that has to be tried again."""
        try:
            return feed(self._library, place, lambda: self._stopped, self._tell)
        except IndexBusy:
            return False
        except PaperknifeError as error:
            self._error = error
            return True
        except IndexUnusableError:
            self._place = _elsewhere(self._library, place)
            return False

    def _tell(self, done: int, among: int) -> None:
        self._progress = (done, among)
        self._moved = monotonic()

    # searching

    def find(self, query: Query, patience: float) -> Answer:
        """Return what ``query`` finds, waiting at most ``patience`` seconds for the index to be up to date.

        When it is not by then the answer is not whole: what is in the index so far is found.

        Raises:
            LibraryError: the library cannot be read.
        """
        sought = Sought.of(query)
        for _ in range(_TRIES):
            self.feed()
            whole = self.wait(patience)
            if self._error is not None:
                raise self._error
            place = self._place
            if place is None:
                break
            try:
                with place.reading() as tables:
                    articles, unreadable = ranked(tables, sought), tables.unreadable()
            except IndexGone:
                if not whole:
                    return Answer(self._library, sought, (), whole=False)
                continue
            except IndexUnusableError:
                break
            troubles = self._troubles(unreadable)
            return Answer(self._library, sought, articles, sure=sought.is_one_word, whole=whole, troubles=troubles)
        return self.scan(query)

    def find_all(self, query: Query, tell: Callable[[int, int], None] = lambda done, among: None) -> Answer:
        """Return all that ``query`` finds, however long the index takes; ``tell`` how far it is meanwhile.

        Raises:
            LibraryError: the library cannot be read.
        """
        self.feed()
        while not self.wait(_LOOK_AGAIN):
            tell(*self._progress)
            if monotonic() - self._moved > _FOR_OTHERS:
                return self.scan(query)
        answer = self.find(query, _FOR_OTHERS)
        return answer if answer.whole else self.scan(query)

    def holding(self, words: Sequence[str], most: int, stopped: Callable[[], bool] = lambda: False) -> list[str]:
        """Return the articles that may hold a passage like ``words``, which are spread and not empty.

        Without an index, or when another process is at it for too long, these are all.

        Raises:
            LibraryError: the library cannot be read.
        """
        self.feed()
        while not self.wait(_LOOK_AGAIN) and monotonic() - self._moved <= _FOR_OTHERS:
            if stopped():
                return []
        if self._error is not None:
            raise self._error
        place = self._place
        if place is not None:
            with contextlib.suppress(IndexUnusableError), place.reading() as tables:
                return articles_like(tables, words, most)
        return list(self._library.ids())

    def scan(self, query: Query) -> Answer:
        """Return what ``query`` finds when every article is looked into, in the order added."""
        return Answer(self._library, Sought.of(query), self._library.ids())

    def _troubles(self, unreadable: list[str]) -> list[str]:
        """Return one line for the articles whose text is not in the index, for it cannot be read."""
        for article in unreadable:
            try:
                self._library.article(article, keep=False)
            except LibraryDamaged as error:
                more = len(unreadable) - 1
                return [f"{error} (and {more:,} more)" if more else str(error)]
            except NothingMatches:
                continue
        return []


def _elsewhere(library: Feedable, place: Place) -> Place | None:
    """Return the next best place for an index, None where every text has to be read for every search."""
    if isinstance(place, MemoryPlace):
        return None
    try:
        return MemoryPlace(library.id, place)
    except IndexUnusableError:
        return None
    finally:
        place.close()
