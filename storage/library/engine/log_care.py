"""What keeps ``history.sqlite`` in order: making one, looking for damage, salvaging, pruning, erasing."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from storage.errors import LibraryBusy
from storage.library.disk import FILE_MODE, sync_folder
from storage.library.engine.log import COLUMNS, FORMAT, INSERT, PATIENCE, Log, values_of
from storage.library.engine.refusals import BROKEN, sqlite_refusals_told
from storage.library.engine.rows import Row
from storage.library.engine.troubles import LogDamaged
from storage.library.locking import holder_of
from storage.text import sanitise_line

_SCHEMA = """
PRAGMA auto_vacuum = INCREMENTAL;
PRAGMA journal_mode = DELETE;
PRAGMA synchronous = EXTRA;
BEGIN;
CREATE TABLE store (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE change (
    seq INTEGER PRIMARY KEY, action INTEGER NOT NULL, at INTEGER NOT NULL, origin TEXT NOT NULL,
    turn TEXT NOT NULL, target INTEGER, label TEXT,
    tbl TEXT NOT NULL, doc TEXT NOT NULL, place INTEGER NOT NULL, before BLOB, after BLOB, crc INTEGER NOT NULL
);
CREATE INDEX later ON change (action) WHERE action <> seq;
CREATE INDEX headings ON change (seq) WHERE label IS NOT NULL;
"""

_NAP = 0.02
_STEP = 1024
"""Rows that are read at once where nothing is broken."""
_MOST_BROKEN = 50_000
"""Readings in a row that fail before the rest is given up: a second's work, and more rows than a page can hide."""


def make_log(path: Path, library: str, base: int, rows: Sequence[Row] = ()) -> None:
    """Make a new log that begins after change ``base``, whole under its name or not at all.

    Raises:
        LibraryError: the disk refuses.
    """
    new = path.with_name(f"{path.name}.new")
    for left in (new, Path(f"{new}-journal"), Path(f"{new}-wal"), Path(f"{new}-shm")):
        left.unlink(missing_ok=True)
    new.touch(FILE_MODE)
    db = sqlite3.connect(new, isolation_level=None)
    try:
        with sqlite_refusals_told(path):
            db.executescript(_SCHEMA)
            settings = {"format": FORMAT, "library": library, "base": base}
            db.executemany("INSERT INTO store VALUES (?, ?)", settings.items())
            db.executemany(INSERT, map(values_of, rows))
            db.execute("COMMIT")
            db.execute("PRAGMA journal_mode = WAL")
    finally:
        db.close()
    for suffix in ("-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)  # a new log must not find an old one's
    new.replace(path)
    sync_folder(path.parent)


def salvage(log: Log) -> tuple[Row, ...]:
    """Return every row that can still be read and is as it was written, oldest first."""
    rows: dict[int, Row] = {}
    at, most, broken = 1, _STEP, 0
    while broken < _MOST_BROKEN:
        try:
            found = log.select("WHERE seq >= ? ORDER BY seq LIMIT ?", at, most)
        except BROKEN:  # a broken page hides some rows: go on behind it
            if most > 1:
                most //= 2
                continue
            at = max(at + 1, log.base + 1)
            broken += 1
            continue
        if not found:
            break
        sound = {}
        for values in found:
            with contextlib.suppress(LogDamaged):
                row = log.row(values)
                sound[row.seq] = row
        rows |= sound
        broken = 0 if sound else broken + 1
        at = max(sound, default=at) + 1  # a row with a garbled number would lead far past the others
        most = min(most * 2, _STEP)
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
    except (*BROKEN, LogDamaged) as error:
        wrong.append(sanitise_line(str(error)))
    return wrong


def move_out_of_wal(path: Path) -> None:
    """Move rows from the write-ahead log into the file as far as nobody is in the way.

    Through a connection of its own, so that another thread may go on meanwhile.
    """
    with contextlib.suppress(*BROKEN), contextlib.closing(sqlite3.connect(path, timeout=0)) as other:
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


def prune(log: Log, through: int, pages: int = 2000) -> None:
    """Take out the rows up to ``through``, which must end an action; they can no longer be undone.

    At most ``pages`` of the file are given back to the disk.

    Raises:
        LibraryError: the disk refuses; nothing was taken out.
    """
    with log.connection() as db:
        with log.alone():
            db.execute("DELETE FROM change WHERE seq <= ?", (through,))
            db.execute("UPDATE store SET value = ? WHERE name = 'base'", (through,))
        log.base = through
        db.executescript(f"PRAGMA incremental_vacuum({pages})")  # execute would take one step of it: one page


def copy(log: Log, path: Path) -> None:
    """Write a consistent copy, by SQLite's own backup: copying the file would drop its locks.

    Raises:
        LibraryError: it cannot be written.
    """
    with log.connection() as db, sqlite_refusals_told(path), contextlib.closing(sqlite3.connect(path)) as target:
        db.backup(target)
    path.chmod(FILE_MODE)


def overwrite(log: Log, rows: Iterable[Row]) -> None:
    """Put rows in the place of those with their numbers; :func:`wipe` then leaves no trace of the old ones.

    Raises:
        LibraryError: the disk refuses.
    """
    columns = COLUMNS.split(", ")
    assigned = ", ".join(f"{name} = ?" for name in columns[1:])
    with log.connection() as db, log.alone():
        for row in rows:
            seq, *rest = values_of(row)
            db.execute(f"UPDATE change SET {assigned} WHERE seq = ?", (*rest, seq))


def wipe(log: Log) -> None:
    """Leave no trace in the file, nor in the write-ahead log, of what the rows no longer hold.

    Raises:
        LibraryBusy: another process reads the log for too long.
        LibraryError: the disk refuses.
    """
    with log.connection() as db:
        db.execute("VACUUM")
        until = time.monotonic() + PATIENCE
        while True:  # of another one that moves rows out of it just now SQLite does not wait for the end
            (busy, _, _) = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if not busy or time.monotonic() > until:
                break
            time.sleep(_NAP)
    if busy:
        raise LibraryBusy(
            f"{sanitise_line(str(log.path))}-wal is being read by {holder_of(Path(f'{log.path}-shm'), reads=True)}"
        )
