"""What is done to a library without opening it first: looking, repairing, putting a backup in its place.

Nothing is imported until it is asked for: a run that only reads pays for none of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from storage.library.report import Report

if TYPE_CHECKING:
    from storage.library.backups import Listed
    from storage.library.restoring import Restored


def check(home: Path) -> Report:
    """Look at every file of the library in ``home``; nothing is changed, no lock taken, nobody disturbed.

    Not for a process that has the library open on a network file system: it would let go of its own lock.

    Raises:
        LibraryMissing: there is none.
        LibraryBusy: another process alone may read its log.
        LibraryError: a file cannot be read, or a newer paperknife wrote it.
    """
    from storage.library import checking

    return checking.check(home)


def repair(home: Path) -> Report:
    """Put right what is damaged in the library in ``home``; the report tells what was done, and what is left.

    Raises:
        LibraryMissing: there is none.
        LibraryDamaged: it cannot be opened, or only while nobody else has it open.
        LibraryError: a file cannot be read or written.
    """
    from storage.library import repairing

    return repairing.repair(home)


def list_backups(home: Path) -> Iterator[Listed]:
    """Yield the dated backups of the library in ``home``, newest first."""
    from storage.library import backups

    return backups.listed(home)


def find_backup(home: Path, words: str) -> Path:
    """Return the backup that a reader means: by its path, its name or the beginning of that.

    Raises:
        NothingMatches: there is none, or there are several.
    """
    from storage.library import backups

    return backups.find(home, words)


def put_in_place(home: Path, source: Path) -> Restored:
    """Put a backup's files where a library cannot be opened, or where there is none; what is there is set aside.

    Raises:
        LibraryDamaged: ``source`` is no backup, or a damaged one, or another process has the library open.
        LibraryError: the disk refuses.
    """
    from storage.library import restoring

    return restoring.put_in_place(home, source)
