"""``history.sqlite``: every change, before and after, durable before it is acknowledged.

A row is one change of one document; ``seq`` counts them without a gap and is the primary key, so that a writer who
has not seen the last one cannot append. Rows of one action share ``action``, the ``seq`` of its first. SQLite has no
checksums for its main file, so each row carries one. The file is never opened but through sqlite3: closing it would
drop the locks that SQLite holds for this process.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from storage.errors import LibraryError
from storage.library.engine.refusals import sqlite_refusals_told
from storage.library.engine.rows import Head, Row
from storage.library.engine.troubles import LogDamaged, Taken
from storage.text import sanitise_line

FORMAT = 1

PATIENCE = 5.0
"""Seconds that another process's commit is waited for."""

COLUMNS = "seq, action, at, origin, turn, target, label, tbl, doc, place, before, after, crc"
"""Of the table ``change``, in the order of the fields of :class:`Row`; then the checksum."""
_VALUES = "(?,?,?,?,?,?,?,?,?,?,?,?,?)"
INSERT = f"INSERT INTO change ({COLUMNS}) VALUES {_VALUES}"
_LATEST = 253_402_300_799_999
"""The last millisecond of the year 9999, in milliseconds since 1970: no calendar goes further."""
_MOST_AT_ONCE = 32
"""Rows that one statement appends; more are a transaction."""


class Log:
    """An open log. Calls of several threads must not overlap."""

    def __init__(self, path: Path, *, exclusive: bool = False, read_only: bool = False) -> None:
        """Open a log that is there.

        ``exclusive`` is for file systems on which processes cannot share memory; nobody else can open it meanwhile.
        ``read_only`` is for a copy that nobody else knows.

        Raises:
            FileNotFoundError: it is not there.
            LogDamaged: it is no log.
            LibraryBusy: another process holds it for too long.
            LibraryError: it cannot be opened, or a newer paperknife wrote it.
        """
        self.path = path
        if not path.exists():
            raise FileNotFoundError(path)
        with self._told():
            self._db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            with self._told():
                if exclusive:
                    self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
                if not read_only:
                    self._set_up()
                values = dict(self._db.execute("SELECT name, value FROM store"))
            self._inode = path.stat().st_ino
            self._check(values)
        except BaseException:
            self._db.close()
            raise
        self.library = str(values["library"])
        """The id of the library that this is the log of."""
        self.base = int(values["base"])
        """The number of the last change that is no longer in it."""

    def _set_up(self) -> None:
        (mode,) = self._db.execute("PRAGMA journal_mode = WAL").fetchone()
        # Neither is kept in the file, and some builds of SQLite begin with less.
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA fullfsync = 1")
        (synchronous,) = self._db.execute("PRAGMA synchronous").fetchone()
        if mode != "wal" or synchronous != 2:
            raise LibraryError(f"{sanitise_line(str(self.path))} cannot be made durable here: SQLite refuses")
        self._db.execute("PRAGMA wal_autocheckpoint = 16000")  # ours does it before, where no key waits
        self._db.execute("PRAGMA journal_size_limit = 4194304")
        self._db.execute("PRAGMA secure_delete = ON")

    def _check(self, values: dict[str, object]) -> None:
        form, base = values.get("format"), values.get("base")
        if isinstance(form, int) and form > FORMAT:
            raise LibraryError(
                f"{sanitise_line(str(self.path))} was written by a newer paperknife; update paperknife to open it"
            )
        if form != FORMAT or not isinstance(base, int) or not isinstance(values.get("library"), str):
            raise LogDamaged(f"{sanitise_line(str(self.path))} is no log of a library")

    def close(self) -> None:
        """Let the file go. The last process to do so moves all rows out of the write-ahead log."""
        with contextlib.suppress(sqlite3.Error):
            self._db.close()

    @property
    def replaced(self) -> bool:
        """Whether the file under this name is no longer the one that is open."""
        try:
            return self.path.stat().st_ino != self._inode
        except OSError:
            return True

    # --- appending ---------------------------------------------------------------------------------------------

    def append(self, rows: Sequence[Row]) -> None:
        """Add the rows of one action, all or none; they are on the disk when this returns.

        Raises:
            Taken: their numbers are taken.
            LibraryBusy: another process is writing for too long.
            LogDamaged: the file is damaged.
            LibraryError: the disk refuses; nothing was saved.
        """
        with self._told():
            try:
                if len(rows) <= _MOST_AT_ONCE:  # one statement is a transaction by itself
                    values = ",".join([_VALUES] * len(rows))
                    flat = [value for row in rows for value in values_of(row)]
                    self._db.execute(f"INSERT INTO change ({COLUMNS}) VALUES {values}", flat)
                    return
                with self.alone():
                    self._db.executemany(INSERT, map(values_of, rows))
            except sqlite3.IntegrityError as error:
                raise Taken from error

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the write lock: nobody appends meanwhile; what is appended inside is one transaction.

        Raises:
            LibraryBusy: another process holds it for too long.
            LibraryError: the disk refuses; nothing was saved.
        """
        with self._told():
            if self._db.in_transaction:
                yield
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                with contextlib.suppress(sqlite3.Error):
                    self._db.execute("ROLLBACK")
                raise

    # --- reading -----------------------------------------------------------------------------------------------

    def last(self) -> int:
        """Return the number of the newest change.

        Raises:
            LogDamaged: the file is damaged.
        """
        with self._told():
            (last,) = self._db.execute("SELECT max(seq) FROM change").fetchone()
        if last is None:
            return self.base
        if not isinstance(last, int):
            raise LogDamaged(f"{sanitise_line(str(self.path))} is damaged")
        return last

    def tail(self, after: int) -> tuple[list[Row], int]:
        """Return the rows after a change, oldest first, and the number of the newest, both of one moment.

        Raises:
            LogDamaged: one of them is damaged or missing.
        """
        with self._told():
            self._db.execute("BEGIN")
            try:
                rows = [self.row(found) for found in self.select("WHERE seq > ? ORDER BY seq", after)]
                last = self.last()
            finally:
                self._db.execute("COMMIT")
        if [row.seq for row in rows] != list(range(max(after, self.base) + 1, last + 1)):
            raise LogDamaged(f"{sanitise_line(str(self.path))} has gaps")
        return rows, last

    def rows_after(self, seq: int) -> list[Row]:
        """Return the rows after a change, oldest first; quick when there are none.

        Raises:
            LogDamaged: one of them is damaged.
        """
        with self._told():
            found = self.select("WHERE seq > ? ORDER BY seq", seq)
        return [self.row(values) for values in found]

    def rows_of(self, action: int) -> list[Row]:
        """Return the rows of an action, oldest first.

        Raises:
            LogDamaged: one of them is damaged.
        """
        with self._told():
            found = self.select("WHERE seq = ? OR (action = ? AND action <> seq) ORDER BY seq", action, action)
        return [self.row(values) for values in found]

    def rows_from(self, first: int, last: int) -> Iterator[Row]:
        """Yield the rows of the actions from ``first`` to ``last`` that can be undone, those of one action in order.

        Raises:
            LogDamaged: one of them is damaged.
        """
        query = (
            f"SELECT {COLUMNS} FROM change WHERE label IS NOT NULL AND seq BETWEEN ? AND ? UNION ALL "
            f"SELECT {COLUMNS} FROM change WHERE action BETWEEN ? AND ? AND action <> seq"
        )
        with self._told():
            yield from map(self.row, self._db.execute(query, (first, last, first, last)))

    def heads(self, before: int | None = None, most: int = 500) -> list[Head]:
        """Return what the newest actions that can be undone say of themselves, newest first.

        ``before`` leaves out those from this number on.
        """
        query = (
            "SELECT seq, at, origin, turn, target, label FROM change WHERE label IS NOT NULL AND seq < ? "
            "ORDER BY seq DESC LIMIT ?"
        )
        with self._told():
            found = self._db.execute(query, (2**62 if before is None else before, most)).fetchall()
        return [Head(*values) for values in found]

    def given(self, table: str, written: bytes) -> list[tuple[int, str]]:
        """Return when (milliseconds since 1970, UTC) documents of a table came to hold ``written``, oldest first.

        ``written`` is a field with its value as they stand in an encoded document. New documents are left out, and
        rows that are damaged so far that their moment is none: checking each would take reading all of it.
        """
        query = (
            "SELECT at, doc FROM change WHERE tbl = ? AND before IS NOT NULL AND after IS NOT NULL "
            "AND instr(after, ?) AND NOT instr(before, ?) AND at BETWEEN 0 AND ? ORDER BY seq"
        )
        with self._told():
            return self._db.execute(query, (table, written, written, _LATEST)).fetchall()

    # --- for those who keep the file in order --------------------------------------------------------------------

    @contextlib.contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """Give the connection, what SQLite refuses told in one line."""
        with self._told():
            yield self._db

    def select(self, where: str, *values: int) -> list[tuple[object, ...]]:
        """Return rows as SQLite has them, unchecked.

        Raises:
            sqlite3.Error: a page is broken.
        """
        return self._db.execute(f"SELECT {COLUMNS} FROM change {where}", values).fetchall()

    def row(self, values: tuple[object, ...]) -> Row:
        """Return a row, checked.

        Raises:
            LogDamaged: it is not as it was written.
        """
        row = Row(*values[:-1])  # type: ignore[arg-type]  # the checksum tells whether they are what they should be
        try:
            sound = row.checksum() == values[-1]
        except TypeError:
            sound = False
        if not sound:
            raise LogDamaged(f"{sanitise_line(str(self.path))}: change {sanitise_line(str(values[0]))} is damaged")
        return row

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        with sqlite_refusals_told(self.path):
            yield


def values_of(row: Row) -> tuple[object, ...]:
    """Return a row as the table has it, its checksum last."""
    return (
        row.seq,
        row.action,
        row.at,
        row.origin,
        row.turn,
        row.target,
        row.label,
        row.table,
        row.id,
        row.place,
        row.before,
        row.after,
        row.checksum(),
    )
