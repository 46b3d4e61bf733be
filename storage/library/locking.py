"""One writer at a time: a lock that dies with its process."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from storage.errors import LibraryBusy
from storage.text import sanitise_line

PATIENCE = 5.0
"""Seconds that a lock is waited for."""

_FIRST_NAP, _LONGEST_NAP = 0.001, 0.05


@contextlib.contextmanager
def locked(path: Path, patience: float | None = None) -> Iterator[None]:
    """Hold the exclusive lock on ``path``, which is made when missing and is never deleted.

    The file holds the process id of whoever took the lock last, for the message alone.

    Raises:
        LibraryBusy: another process has held it for ``patience`` seconds, by default :data:`PATIENCE`.
        OSError: the file cannot be opened for writing.
    """
    number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _take(number, path, PATIENCE if patience is None else patience)
        with contextlib.suppress(OSError):  # a full disk may refuse even this; the lock is held all the same
            os.ftruncate(number, 0)
            os.pwrite(number, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(number)  # lets the lock go


def _take(number: int, path: Path, patience: float) -> None:
    given_up, nap = time.monotonic() + patience, _FIRST_NAP
    while True:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= given_up:
                raise LibraryBusy(_busy(number, path)) from None
            time.sleep(nap)
            nap = min(2 * nap, _LONGEST_NAP)
        else:
            return


def _busy(number: int, path: Path) -> str:
    holder = os.pread(number, 20, 0).decode("ascii", "replace").strip()
    who = f"process {holder}" if holder.isdigit() else "another process"
    return f"the library {sanitise_line(str(path.parent))} is being changed by {who}; try again when it is done"
