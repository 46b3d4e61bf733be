"""What keeps ``history.sqlite`` in order: looking for damage, saving what can be read, pruning, copying, erasing."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from storage.library.disk import FILE_MODE
from storage.library.engine.log import COLUMNS, Log, refusals_told, values_of
from storage.library.engine.rows import Row
from storage.library.engine.troubles import LogDamaged
from storage.text import sanitise_line

_STEP = 1024
"""Rows that are read at once where nothing is broken."""
_EMPTY_STEPS = 64
"""Steps without a row after which there are none left."""


def salvage(log: Log) -> tuple[Row, ...]:
    """Return every row that can still be read and is as it was written, oldest first."""
    rows: dict[int, Row] = {}
    at, step, empty = log.base + 1, _STEP, 0
    with contextlib.suppress(sqlite3.Error), log.connection() as db:
        (least,) = db.execute("SELECT min(seq) FROM change").fetchone()
        at = least if isinstance(least, int) else at
    while empty < _EMPTY_STEPS:
        try:
            found = log.select("WHERE seq >= ? AND seq < ? ORDER BY seq", at, at + step)
        except (sqlite3.Error, OverflowError):  # a broken page hides some rows: go on behind it
            if step > 1:
                step //= 2
                continue
            found = []
        for values in found:
            with contextlib.suppress(LogDamaged):
                row = log.row(values)
                rows[row.seq] = row
        empty = 0 if found else empty + 1
        at += step
        step = min(step * 2, _STEP)
    return tuple(rows[seq] for seq in sorted(rows))


def damage(log: Log) -> list[str]:
    """Return what is wrong with the file, each in half a sentence; nothing when it is sound."""
    wrong = []
    try:
        with log.connection() as db:
            (told,) = db.execute("PRAGMA quick_check(1)").fetchone()
            if told != "ok":
                wrong.append(sanitise_line(str(told)))
            expected = log.base + 1
            for values in db.execute(f"SELECT {COLUMNS} FROM change ORDER BY seq"):
                row = log.row(values)
                if row.seq != expected:
                    wrong.append(f"changes {expected} to {row.seq - 1} are missing")
                expected = row.seq + 1
    except (sqlite3.Error, LogDamaged) as error:
        wrong.append(sanitise_line(str(error)))
    return wrong


def move_out_of_wal(path: Path) -> None:
    """Move rows from the write-ahead log into the file as far as nobody is in the way.

    Through a connection of its own, so that another thread may go on meanwhile.
    """
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(path, timeout=0)) as other:
        other.execute("PRAGMA synchronous = FULL")
        other.execute("PRAGMA fullfsync = 1")
        other.execute("PRAGMA wal_checkpoint(PASSIVE)")


def size(log: Log) -> int:
    """Return how many bytes the rows take."""
    with log.connection() as db:
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        (free,) = db.execute("PRAGMA freelist_count").fetchone()
        (each,) = db.execute("PRAGMA page_size").fetchone()
    return int(pages - free) * int(each)


def prune(log: Log, through: int) -> None:
    """Take out the rows up to ``through``, which must end an action; they can no longer be undone.

    Raises:
        LibraryError: the disk refuses; nothing was taken out.
    """
    with log.connection() as db:
        with log.alone():
            db.execute("DELETE FROM change WHERE seq <= ?", (through,))
            db.execute("UPDATE store SET value = ? WHERE name = 'base'", (through,))
        log.base = through
        db.execute("PRAGMA incremental_vacuum(2000)").fetchall()


def copy(log: Log, path: Path) -> None:
    """Write a consistent copy, by SQLite's own backup: copying the file would drop its locks.

    Raises:
        LibraryError: it cannot be written.
    """
    with log.connection() as db, refusals_told(path), contextlib.closing(sqlite3.connect(path)) as target:
        db.backup(target)
    path.chmod(FILE_MODE)


def overwrite(log: Log, rows: Iterable[Row]) -> None:
    """Put rows in the place of those with their numbers and leave no trace of the old ones in the file.

    Raises:
        LibraryError: the disk refuses.
    """
    columns = COLUMNS.split(", ")
    assigned = ", ".join(f"{name} = ?" for name in columns[1:])
    with log.connection() as db:
        with log.alone():
            for row in rows:
                seq, *rest = values_of(row)
                db.execute(f"UPDATE change SET {assigned} WHERE seq = ?", (*rest, seq))
        db.execute("VACUUM")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
