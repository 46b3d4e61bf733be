"""What SQLite refuses, told in one line that says what to do."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from storage.errors import LibraryBusy, LibraryUnwritable
from storage.library.engine.troubles import LogDamaged
from storage.library.locking import holder_of
from storage.text import sanitise_line


@contextlib.contextmanager
def sqlite_refusals_told(path: Path) -> Iterator[None]:
    """Tell in one line what SQLite refuses to do with the log at ``path``.

    Raises:
        LibraryError: or one of its kinds, instead of any :class:`sqlite3.Error` but a taken number.
    """
    place = sanitise_line(str(path.parent))
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
        if "full" in words or "disk I/O" in words:
            raise LibraryUnwritable(
                f"nothing was saved in {place}: the disk is full; make room and try again"
            ) from error
        if "readonly" in words or "unable to open" in words:
            raise LibraryUnwritable(
                f"nothing was saved in {place}: the folder cannot be written to; see its permissions"
            ) from error
        raise LogDamaged(f"{sanitise_line(str(path))} cannot be read: {sanitise_line(words)}") from error
    except sqlite3.DatabaseError as error:
        raise LogDamaged(f"{sanitise_line(str(path))} is damaged: {sanitise_line(str(error))}") from error
