"""An index in a file of the cache folder that several processes share.

The file is believed only while it is, by inode, size and times, the one that was last written under its lock: the
lock file says which that is. A file that was cut, garbled, replaced or half written is so found out without reading
it all, and is made anew. It has no journal beside it: what a crash leaves half written is not believed either.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from threading import RLock

from storage.library.disk import FILE_MODE, make_folder
from storage.library.paths import BACKUP_LOCK_FILE, CACHE_FOLDER, FEEDING_LOCK_FILE, INDEX_FILE, INDEX_LOCK_FILE
from storage.search.place import Place, transaction
from storage.search.seal import (
    PATIENCE,
    Hold,
    IndexBusy,
    IndexGone,
    IndexRefused,
    identity_of,
    is_held,
    locked,
    read_seal,
    write_seal,
)
from storage.search.tables import Tables


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
            refusals = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN}
            if code in refusals or "no such module" in str(error):
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
