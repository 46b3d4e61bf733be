"""What SQLite refuses, told in one line that says what to do."""

from __future__ import annotations

import contextlib
import errno
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from storage.errors import LibraryBusy, LibraryUnwritable
from storage.library.disk import TEMPORARY, refusal_now, refusal_of, stamp_of
from storage.library.engine.troubles import LogDamaged
from storage.library.locking import holder_of
from storage.text import sanitise_line

BROKEN = (sqlite3.Error, UnicodeDecodeError)
"""What reading a damaged file raises: ``sqlite3`` fails over its own message where that quotes what is no UTF-8."""


@contextlib.contextmanager
def sqlite_refusals_told(path: Path) -> Iterator[None]:
    """Tell in one line what SQLite refuses to do with the log at ``path``.

    Raises:
        LibraryError: or one of its kinds, instead of any of :data:`BROKEN` but a taken number.
    """
    folder = path.parent
    place = sanitise_line(str(folder.parent if folder.name.startswith(TEMPORARY) else folder))
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.OperationalError as error:
        words = str(error)
        if "locked" in words or "busy" in words:
            raise LibraryBusy(
                f"the library {place} is being changed by {holder_of(Path(f'{path}-shm'))}; try again when it is done"
            ) from error
        why = _why(words, path)
        if why is not None:
            raise LibraryUnwritable(f"nothing was saved in {place}: {refusal_of(why)}") from error
        raise LogDamaged(f"{sanitise_line(str(path))} cannot be read: {sanitise_line(words)}") from error
    except BROKEN as error:
        raise LogDamaged(f"{sanitise_line(str(path))} is damaged: {sanitise_line(str(error))}") from error


def _why(words: str, path: Path) -> OSError | None:
    """Return what the operating system said where SQLite's words stand for that; None where they tell something else.

    "disk I/O error" stands for a failing disk, a quota and a limit alike: what the system says now tells which.
    """
    if "full" in words:
        return OSError(errno.ENOSPC, words)
    if "readonly" in words or "unable to open" in words:
        return OSError(errno.EACCES, words)
    if "disk I/O" not in words:
        return None
    sizes = (stamp[2] for file in (path, Path(f"{path}-wal")) if (stamp := stamp_of(file)) is not None)
    return refusal_now(path.parent, max(sizes, default=0)) or OSError(errno.EIO, words)
