"""The engine: all documents in memory, one commit an action, the file always whole and never behind.

A commit is a function over what the library holds *now*: under the lock the file is read again if another process
has changed it, then the function says what to change, then that is written, and only then memory is altered.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from storage.errors import LibraryDamaged, LibraryError, LibraryMissing
from storage.library.disk import make_folder, read_stamp, refusals_told, sweep
from storage.library.documents import TABLES, DocumentChange, Draft, Memory
from storage.library.library_file import FORMAT, Contents, read_library_file
from storage.library.locking import locked
from storage.library.paths import LIBRARY_FILE, LOCK_FILE, RAW_FOLDER, TEXTS_FOLDER
from storage.library.records import new_id
from storage.text import sanitise_line

if TYPE_CHECKING:
    from storage.library.tinyfile import TinyFile

T = TypeVar("T")


class Store:
    """The documents of one library; safe to read from one thread while another one commits."""

    def __init__(self, home: Path, *, create: bool) -> None:
        """Open the library in ``home``.

        Raises:
            LibraryMissing: there is none, and ``create`` is False.
            LibraryDamaged: its file cannot be read as what it should be.
            LibraryBusy: another process is making it.
            LibraryError: it cannot be read or made.
        """
        self.home = home
        self.created = False
        self._path = Path(os.path.realpath(home / LIBRARY_FILE))  # a link to the file stays a link
        self._reading = threading.RLock()
        self._writing = threading.RLock()
        self._file: TinyFile | None = None
        if create:
            self._make()
        self._take(self._read())

    @property
    def library(self) -> str:
        """The library's own id."""
        return self._contents.library

    @property
    def memory(self) -> Memory:
        """What the library holds: another object after another process has changed it.

        Readers hold :attr:`reading` meanwhile.
        """
        return self._memory

    @property
    def reading(self) -> threading.RLock:
        """The lock under which memory is read or altered; never held while the disk works."""
        return self._reading

    def refresh(self) -> bool:
        """Read the file again if another process has replaced it; whether one had.

        Returns at once with False while another thread commits.

        Raises:
            LibraryDamaged: the file is gone, or another library's, or cannot be read.
        """
        if not self._writing.acquire(blocking=False):
            return False
        try:
            return self._refresh()
        finally:
            self._writing.release()

    def commit(self, action: Callable[[Draft], T]) -> tuple[T, tuple[DocumentChange, ...]]:
        """Run ``action`` over the present state and make what it laid down durable.

        Raises:
            LibraryBusy: another process holds the library for too long.
            LibraryError: the disk refuses; nothing has changed.
        """
        with self._writing, refusals_told(self.home), locked(self.home / LOCK_FILE):
            self._refresh()
            draft = Draft(self._memory)
            outcome = action(draft)
            changes = draft.changes()
            if changes:
                self._write(changes)
        return outcome, changes

    def _write(self, changes: tuple[DocumentChange, ...]) -> None:
        contents = self._contents
        doc_ids = {name: dict(ids) for name, ids in contents.doc_ids.items()}
        next_ids = dict(contents.next_ids)
        came_back = set()
        for change in changes:
            if change.id not in doc_ids[change.table]:
                doc_ids[change.table][change.id] = next_ids[change.table]
                next_ids[change.table] += 1
            elif change.before is None:
                came_back.add(change.table)
        raw, stamp = self._tinyfile().commit(contents.raw, changes, doc_ids, next_ids)
        with self._reading:
            contents.raw, contents.stamp, contents.doc_ids, contents.next_ids = raw, stamp, doc_ids, next_ids
            self._memory.apply(changes)
            for table in came_back:
                self._memory.put_in_order(table, doc_ids[table])

    def _tinyfile(self) -> TinyFile:
        if self._file is None:
            from storage.library.tinyfile import TinyFile  # a library that is only read needs no TinyDB

            self._file = TinyFile(self._path)
            sweep(self._path)  # under the lock: no other process writes it
        return self._file

    def _refresh(self) -> bool:
        try:
            if read_stamp(self._path) == self._contents.stamp:
                return False
        except FileNotFoundError:
            raise LibraryDamaged(
                f"{sanitise_line(str(self._path))} is gone; put it back, or leave and begin a new library"
            ) from None
        except OSError as error:
            raise LibraryError(f"{sanitise_line(str(self._path))} cannot be read: {error.strerror}") from error
        fresh = self._read()
        if fresh.library != self._contents.library:
            raise LibraryDamaged(f"{sanitise_line(str(self._path))} is another library now; leave and open it again")
        self._remember_doc_ids(fresh)
        self._take(fresh)
        return True

    def _remember_doc_ids(self, fresh: Contents) -> None:
        """Keep the doc_ids of documents that were taken out, so that an undo gives them back their place."""
        for name in TABLES:
            present = fresh.doc_ids[name]
            taken = set(present.values())  # an edit with stock TinyDB may have used one again
            gone = {key: doc_id for key, doc_id in self._contents.doc_ids[name].items() if doc_id not in taken}
            fresh.doc_ids[name] = {**gone, **present}

    def _take(self, contents: Contents) -> None:
        memory = Memory(contents.tables)
        contents.tables = {}  # from here on memory has them
        with self._reading:
            self._contents, self._memory = contents, memory

    def _read(self) -> Contents:
        try:
            return read_library_file(self._path)
        except FileNotFoundError:
            raise self._missing() from None

    def _missing(self) -> LibraryError:
        place = sanitise_line(str(self.home))
        if self._left_behind():
            return LibraryDamaged(f"{place} holds articles but no {LIBRARY_FILE}; put back a sound copy of that file")
        return LibraryMissing(f"there is no library in {place}; add an article to begin one")

    def _left_behind(self) -> bool:
        return any((self.home / name).is_dir() for name in (RAW_FOLDER, TEXTS_FOLDER))

    def _make(self) -> None:
        with refusals_told(self.home):
            if self._path.exists():
                return
            make_folder(self.home)
            with locked(self.home / LOCK_FILE):
                if self._path.exists():
                    return
                if self._left_behind():
                    raise self._missing()
                store = {"format": FORMAT, "library": new_id(), "change": 0}
                self._tinyfile().make(store, TABLES)
        self.created = True
