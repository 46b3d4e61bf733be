"""An index in the memory of this process, for a folder that cannot be written to or a full disk."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from threading import RLock

from storage.search.place import Place, transaction
from storage.search.seal import IndexRefused, IndexUnusableError
from storage.search.tables import Tables


class MemoryPlace(Place):
    """An index in memory; gone when the process ends."""

    def __init__(self, library: str, copied: Place) -> None:
        """Begin with what there is in ``copied``, if it can be read."""
        import sqlite3

        self._library = library
        self._lock = RLock()
        self._connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._tables = Tables(self._connection)
        try:
            with copied.reading() as tables:
                tables.connection.backup(self._connection)
        except IndexUnusableError:
            self.make_anew()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Tables]:
        """Give the tables to read."""
        with self._lock:
            yield self._tables

    @contextlib.contextmanager
    def writing(self) -> Iterator[Tables]:
        """Give the tables to write."""
        with self._lock, transaction(self._connection):
            yield self._tables

    def distrust(self) -> None:
        """Nothing is asked of what is there: it is thrown away in any case."""

    def make_anew(self) -> None:
        """Begin with an empty index."""
        import sqlite3

        with self._lock:
            self._connection.close()
            self._connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
            self._tables = Tables(self._connection)
            try:
                self._tables.create(self._library)
            except sqlite3.OperationalError as error:  # this SQLite was built without full-text search
                raise IndexRefused(str(error)) from error

    @contextlib.contextmanager
    def feeding(self) -> Iterator[bool]:
        """Claim to be the only one that feeds: nobody else can."""
        yield True

    def close(self) -> None:
        """Let the memory go."""
        with self._lock:
            self._connection.close()
