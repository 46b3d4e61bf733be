"""A private copy of what tells of a library, taken without disturbing anybody: no lock, no file, no change."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from storage.errors import LibraryBusy, LibraryError
from storage.library.disk import private_folder
from storage.library.engine.opening import copy_log
from storage.library.engine.refusals import BROKEN
from storage.library.paths import BACKUPS_FOLDER, LIBRARY_FILE, LOG_FILE, MIRROR_FILE, PREVIOUS_FILE
from storage.text import sanitise_line

_PATIENCE = 5.0


@contextlib.contextmanager
def private_copy(home: Path) -> Iterator[Path]:
    """Give a folder with copies that may be looked at at leisure, the log the newest of them.

    Raises:
        LibraryBusy: another process alone may read the log.
        LibraryError: the library cannot be read, or there is no room for a copy.
    """
    with private_folder(home) as folder:
        try:
            for name in (MIRROR_FILE, LIBRARY_FILE, PREVIOUS_FILE):  # the log is never behind one of these
                with contextlib.suppress(FileNotFoundError):
                    shutil.copyfile(home / name, folder / name)
            _copy_log(home / LOG_FILE, folder / LOG_FILE)
            (folder / BACKUPS_FOLDER).symlink_to(home / BACKUPS_FOLDER)
        except OSError as error:
            raise LibraryError(f"{sanitise_line(str(home))} cannot be read: {error.strerror}") from error
        yield folder


def quick_check(log: Path) -> str:
    """Return what SQLite finds wrong with a log that nobody uses; ``ok`` when it is sound."""
    try:
        with contextlib.closing(sqlite3.connect(f"{log.absolute().as_uri()}?immutable=1", uri=True)) as db:
            return str(db.execute("PRAGMA quick_check(1)").fetchone()[0])
    except BROKEN as error:
        return str(error)


def _copy_log(log: Path, target: Path) -> None:
    """Copy a log through SQLite: opening and closing its file drops the locks that this process may hold on it.

    One that is damaged beyond that leaves a copy that is no log.
    """
    wal, shm = Path(f"{log}-wal"), Path(f"{log}-shm")
    if not log.exists():
        return
    if wal.exists() and not shm.exists():  # nobody has it open; SQLite would begin with making what is missing
        copy_log(log, target)
        return
    how = "mode=ro" if wal.exists() else "immutable=1"
    try:
        with (
            contextlib.closing(
                sqlite3.connect(f"{log.absolute().as_uri()}?{how}", uri=True, timeout=_PATIENCE)
            ) as source,
            contextlib.closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise LibraryBusy(
                f"{sanitise_line(str(log))} is in use by a process that shares it with no other"
            ) from error
        target.unlink(missing_ok=True)
        copy_log(log, target)
    except BROKEN:
        target.write_bytes(b"damaged")
