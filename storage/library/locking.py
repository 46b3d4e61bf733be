"""One writer at a time: a lock that dies with its process."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from storage.errors import LibraryBusy
from storage.library.disk import FILE_MODE
from storage.text import sanitise_line

PATIENCE = 5.0
"""Seconds that a lock is waited for. Naps are counted and not the clock, as SQLite does it: while a machine stands
still whoever holds the lock cannot let it go either."""

_FIRST_NAP, _LONGEST_NAP = 0.001, 0.05


@contextlib.contextmanager
def locked(path: Path, patience: float | None = None) -> Iterator[None]:
    """Hold the exclusive lock on ``path``, which is made when missing and is never deleted.

    The file holds the process id of whoever took the lock last, for the message alone.

    Raises:
        LibraryBusy: another process has held it for ``patience`` seconds, by default :data:`PATIENCE`.
        OSError: the file cannot be opened for writing.
    """
    number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
    try:
        _take(number, path, PATIENCE if patience is None else patience)
        with contextlib.suppress(OSError):  # a full disk may refuse even this; the lock is held all the same
            os.ftruncate(number, 0)
            os.pwrite(number, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(number)  # lets the lock go


def _take(number: int, path: Path, patience: float, kind: int = fcntl.LOCK_EX) -> None:
    waited, nap = 0.0, _FIRST_NAP
    while True:
        try:
            fcntl.flock(number, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if waited >= patience:
                raise LibraryBusy(_busy(number, path)) from None
            time.sleep(nap)
            waited += nap
            nap = min(2 * nap, _LONGEST_NAP)
        else:
            return


def _busy(number: int, path: Path) -> str:
    holder = os.pread(number, 20, 0).decode("ascii", "replace").strip()
    who = f"process {holder}" if holder.isdigit() else "another process"
    return f"the library {sanitise_line(str(path.parent))} is being changed by {who}; try again when it is done"


_READS = range(123, 128)
"""The bytes of SQLite's shared memory that those lock who read the write-ahead log."""


def holder_of(path: Path, *, reads: bool = False) -> str:
    """Return who holds a lock of the kind that SQLite takes on ``path``: ``process 4711``, or ``another process``.

    ``reads`` asks for who reads the write-ahead log. The system tells; opening the file to ask for its locks would
    drop our own.
    """
    try:
        inode = path.stat().st_ino
        locks = Path("/proc/locks").read_text("ascii", "replace")
    except OSError:
        return "another process"
    for lock in locks.splitlines():
        fields = lock.split()
        if len(fields) < 7 or fields[5].rpartition(":")[2] != str(inode) or fields[4] == "-1":
            continue
        reading = fields[3] == "READ" and fields[6].isdigit() and int(fields[6]) in _READS
        if (reading and fields[4] != str(os.getpid())) if reads else fields[3] == "WRITE":
            return f"process {fields[4]}"
    return "another process"


class Presence:
    """Says that a library is open: held shared by each process that has it open, alone by the one that repairs it."""

    def __init__(self, path: Path) -> None:
        """Hold ``path``, which is made when missing, together with others.

        Raises:
            LibraryBusy: a repair goes on for longer than :data:`PATIENCE`.
            OSError: the file cannot be opened for writing.
        """
        self._path = path
        self._number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
        try:
            _take(self._number, path, PATIENCE, fcntl.LOCK_SH)
        except BaseException:
            os.close(self._number)
            raise

    @contextlib.contextmanager
    def alone(self) -> Iterator[bool]:
        """Try to be the only one meanwhile; give whether we are."""
        try:
            fcntl.flock(self._number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            alone = True
        except BlockingIOError:
            fcntl.flock(self._number, fcntl.LOCK_SH)  # asking for more has let go of what we had
            alone = False
        try:
            yield alone
        finally:
            fcntl.flock(self._number, fcntl.LOCK_SH)

    def close(self) -> None:
        """Let it go."""
        if self._number >= 0:
            os.close(self._number)
            self._number = -1
