"""Where an index lies: a file in the cache folder that several processes share, or the memory of this one.

The file is believed only while it is, by inode, size and times, the one that was last written under its lock: the
lock file says which that is. A file that was cut, garbled, replaced or half written is so found out without reading
it all, and is made anew. It has no journal beside it: what a crash leaves half written is not believed either.
"""

from __future__ import annotations

import contextlib
import os
import stat
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from storage.library.disk import FILE_MODE, make_folder
from storage.library.paths import BACKUP_LOCK_FILE, CACHE_FOLDER, FEEDING_LOCK_FILE, INDEX_FILE, INDEX_LOCK_FILE
from storage.search.seal import (
    PATIENCE,
    Hold,
    IndexBusy,
    IndexGone,
    IndexRefused,
    IndexUnusableError,
    identity_of,
    is_held,
    locked,
    read_seal,
    write_seal,
)
from storage.search.tables import Tables

if TYPE_CHECKING:
    import sqlite3

_REFUSALS = {8, 10, 13, 14}
"""SQLite's numbers for read-only, input or output failed, disk full, cannot be opened."""


class Place(ABC):
    """An index that can be read and written. One thread at a time is in either."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[Tables]:
        """Give the tables to read.

        Raises:
            IndexUnusableError: they cannot be.
        """

    @abstractmethod
    def writing(self) -> AbstractContextManager[Tables]:
        """Give the tables to write; what was written is there as a whole or not at all.

        Raises:
            IndexUnusableError: they cannot be.
        """

    @abstractmethod
    def distrust(self) -> None:
        """Take what is there for gone, so that :meth:`make_anew` makes another."""

    @abstractmethod
    def make_anew(self) -> None:
        """Begin with an empty index where there is none to be trusted.

        Raises:
            IndexUnusableError: it cannot be made.
        """

    @property
    def makes_way(self) -> bool:
        """Whether somebody erases an article from every file, and nothing must be fed meanwhile."""
        return False

    @abstractmethod
    def feeding(self) -> AbstractContextManager[bool]:
        """Claim to be the only one that brings the index up to date; False where another process does."""

    @abstractmethod
    def close(self) -> None:
        """Let it go."""


class MemoryPlace(Place):
    """An index in memory, for a folder that cannot be written to or a full disk."""

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


class FilePlace(Place):
    """``cache/index.sqlite``: never a file of the library itself, and of no worth to it."""

    def __init__(self, home: Path, library: str) -> None:
        self._folder = home / CACHE_FOLDER
        self._path = self._folder / INDEX_FILE
        self._library = library
        self._lock = RLock()
        self._tables: Tables | None = None
        self._of: int | None = None
        """The inode of the file behind the connection."""
        self._trusted = b""
        """The identity of the file as it was opened last."""
        self._distrusted = b""

    @contextlib.contextmanager
    def reading(self) -> Iterator[Tables]:
        """Give the tables to read."""
        with self._lock, locked(self._folder / INDEX_LOCK_FILE, Hold.SHARED) as seal, self._told():
            yield self._open(seal)

    @contextlib.contextmanager
    def writing(self) -> Iterator[Tables]:
        """Give the tables to write, and seal the file afterwards."""
        with self._lock, locked(self._folder / INDEX_LOCK_FILE, Hold.ALONE) as seal, self._told():
            tables = self._open(seal)
            with transaction(tables.connection):
                yield tables
            write_seal(seal, self._path)

    def make_anew(self) -> None:
        """Put an empty index in the place of what is there, unless another process has just done so."""
        self._make_folder()
        with self._lock, locked(self._folder / INDEX_LOCK_FILE, Hold.ALONE) as seal, self._told():
            with contextlib.suppress(IndexGone):
                self._open(seal)
                return
            self.close()
            try:
                for left in self._folder.glob(f"{INDEX_FILE}*"):
                    left.unlink()
                os.close(os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_RDWR, FILE_MODE))
            except OSError as error:
                raise IndexRefused(str(error)) from error
            tables = self._connect()
            tables.create(self._library)
            write_seal(seal, self._path)

    @property
    def makes_way(self) -> bool:
        """Whether somebody erases an article from every file: who does holds the lock of the backups."""
        return is_held(self._folder.parent / BACKUP_LOCK_FILE)

    @contextlib.contextmanager
    def feeding(self) -> Iterator[bool]:
        """Claim to be the only one that feeds."""
        if self.makes_way:
            yield False
            return
        self._make_folder()
        with contextlib.ExitStack() as held:
            try:
                held.enter_context(locked(self._folder / FEEDING_LOCK_FILE, Hold.ALONE, patience=0))
            except IndexBusy:
                yield False
            else:
                yield True

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            if self._tables is not None:
                self._tables.connection.close()
            self._tables = self._of = None

    def distrust(self) -> None:
        """Take the file as it is for damaged, whatever the lock file says."""
        self._distrusted = self._trusted

    def _open(self, seal: int) -> Tables:
        """Return the tables of the file, if it is the one that was sealed and ours."""
        try:
            status = self._path.lstat()
        except OSError as error:
            raise IndexGone(str(error)) from error
        if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1:
            raise IndexGone("it is another file by a link")
        identity = identity_of(status)
        if identity == self._distrusted or read_seal(seal) != identity:
            raise IndexGone("it is not as it was left")
        self._trusted = identity
        if self._tables is None or self._of != status.st_ino:
            self.close()
            tables = self._connect()
            self._of = status.st_ino
        else:
            tables = self._tables
        stamp = tables.stamp
        if stamp is None or stamp.library != self._library:
            raise IndexGone("it is of another library or version")
        return tables

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Say of an error of SQLite what is to be done about it."""
        import sqlite3

        try:
            yield
        except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
            raise  # it is the program's, not the file's
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:  # the second: of its own message
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                raise IndexBusy(str(error)) from error
            if code in _REFUSALS or "no such module" in str(error):
                raise IndexRefused(str(error)) from error
            self.distrust()
            raise IndexGone(str(error)) from error

    def _make_folder(self) -> None:
        try:
            make_folder(self._folder)
        except OSError as error:
            raise IndexRefused(str(error)) from error

    def _connect(self) -> Tables:
        import sqlite3

        quoted = self._path.absolute().as_uri()
        connection = sqlite3.connect(
            f"{quoted}?mode=rw", uri=True, isolation_level=None, timeout=PATIENCE, check_same_thread=False
        )
        # No journal on the disk, nothing of a transaction in the file before its end, all of it synced then.
        for pragma in ("journal_mode=MEMORY", "synchronous=NORMAL", "cache_spill=OFF", "mmap_size=0"):
            connection.execute(f"PRAGMA {pragma}").fetchall()
        self._tables = Tables(connection)
        self._of = self._path.lstat().st_ino
        return self._tables


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit what is done inside, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
