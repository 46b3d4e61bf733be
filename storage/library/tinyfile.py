"""TinyDB over a storage that replaces its file as a whole: the one module that imports TinyDB."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document as Row

from storage.library.disk import Stamp, replace_file, sync_folder
from storage.library.documents import DocumentChange
from storage.library.library_file import STORE, Lines, RawTables, change_number, read_library_file


class AtomicStorage(Storage):
    """A storage of TinyDB whose file is the old one or the new one at every moment, never torn and never empty."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines = Lines()
        self._held: RawTables | None = None
        self._waiting: RawTables | None = None
        self._in_one_write = False
        self.stamp: Stamp | None = None
        """Of the file that was written last."""

    def hold(self, tables: RawTables) -> None:
        """Take ``tables`` as what the file holds: who holds the lock has just read it."""
        self._held = tables

    def read(self) -> RawTables | None:
        """Return the tables; TinyDB may put other tables into the mapping, but alters none in place."""
        if self._waiting is not None:
            return dict(self._waiting)
        if self._held is None:
            with contextlib.suppress(FileNotFoundError):
                self._held = read_library_file(self._path).raw
        return None if self._held is None else dict(self._held)

    def write(self, data: RawTables) -> None:
        """Replace the file by ``data``, durably; inside :meth:`one_write`, when that ends.

        Raises:
            OSError: it cannot be written; the file and what :meth:`read` returns stay as they were.
        """
        if self._in_one_write:
            self._waiting = data
            return
        self.stamp = replace_file(self._path, self._lines.encode(data))
        sync_folder(self._path.parent)
        self._held = data

    @contextlib.contextmanager
    def one_write(self) -> Iterator[None]:
        """Make all writes inside one write at the end, or none when something is raised."""
        self._in_one_write = True
        try:
            yield
            waiting = self._waiting
        finally:
            self._in_one_write = False
            self._waiting = None
        if waiting is not None:
            self.write(waiting)


class TinyFile:
    """The library file, changed through TinyDB's own calls, one write for each action."""

    def __init__(self, path: Path) -> None:
        self._db = TinyDB(path, storage=AtomicStorage)

    @property
    def _storage(self) -> AtomicStorage:
        storage = self._db.storage
        assert isinstance(storage, AtomicStorage)
        return storage

    def make(self, store: Mapping[str, Any], tables: Iterable[str]) -> None:
        """Write a new library file with empty ``tables``.

        Raises:
            OSError: it cannot be written.
        """
        with self._storage.one_write():
            self._storage.write({STORE: {"1": dict(store)}, **{name: {} for name in tables}})

    def commit(
        self,
        raw: RawTables,
        changes: Iterable[DocumentChange],
        doc_ids: Mapping[str, Mapping[str, int]],
        next_ids: Mapping[str, int],
    ) -> tuple[RawTables, Stamp]:
        """Write all of ``changes`` or none, and return what the file holds then, and its stamp.

        ``raw`` is what it holds now; who holds the lock has seen to it. ``doc_ids`` has every document that is named.

        Raises:
            OSError: it cannot be written; nothing has changed.
        """
        by_table: dict[str, list[DocumentChange]] = {}
        for change in changes:
            by_table.setdefault(change.table, []).append(change)
        storage = self._storage
        storage.hold(raw)
        with storage.one_write():
            for name, of_table in by_table.items():
                table, ids = self._db.table(name), doc_ids[name]
                table.remove(doc_ids=[ids[change.id] for change in of_table if change.before is not None])
                table.insert_multiple(
                    Row(change.after, ids[change.id]) for change in of_table if change.after is not None
                )
            self._count(next_ids)
        written, stamp = storage.read(), storage.stamp
        assert written is not None
        assert stamp is not None
        return written, stamp

    def _count(self, next_ids: Mapping[str, int]) -> None:
        """Count this change: no two files that this library has ever had begin alike."""
        store = self._db.table(STORE)
        noted = store.get(doc_id=1)
        assert isinstance(noted, Row)
        store.remove(doc_ids=[1])
        store.insert(Row({**noted, "change": change_number(noted) + 1, "next": dict(next_ids)}, 1))
