"""The lock file of the index: who may use it, and which file it is; and why an index cannot be used."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from time import monotonic, sleep

from storage.library.disk import FILE_MODE

PATIENCE = 2.0
"""Seconds that a lock is waited for; it is held for a fraction of one."""
_AGAIN = 0.01


class Hold(Enum):
    """How a lock is held."""

    SHARED = fcntl.LOCK_SH
    ALONE = fcntl.LOCK_EX


class IndexUnusableError(Exception):
    """The index cannot be used as it is; what is to be done says the kind of error."""


class IndexGone(IndexUnusableError):
    """It is missing, damaged, or of another library or version: make it anew."""


class IndexBusy(IndexUnusableError):
    """Another process holds it for longer than we wait."""


class IndexRefused(IndexUnusableError):
    """The disk or the folder's permissions refuse: keep the index in memory."""


@contextlib.contextmanager
def locked(path: Path, how: Hold, patience: float | None = None) -> Iterator[int]:
    """Hold the lock file at ``path`` and give its descriptor.

    Raises:
        IndexBusy: another process holds it for longer than ``patience`` seconds.
        IndexGone: its folder is not there.
        IndexRefused: it cannot be opened or locked.
    """
    until = monotonic() + (PATIENCE if patience is None else patience)
    while True:
        number = _open_lock(path)
        try:
            while True:
                try:
                    fcntl.flock(number, how.value | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if monotonic() >= until:
                        raise IndexBusy("another process holds it") from None
                    sleep(_AGAIN)
                except OSError as error:
                    raise IndexRefused(f"no locks can be had here: {error}") from error
            if _is_still(path, number):
                yield number
                return
        finally:
            os.close(number)


def is_held(path: Path) -> bool:
    """Return whether a process holds the lock file at ``path`` alone just now."""
    try:
        number = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(number, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(number)
    return False


def _open_lock(path: Path) -> int:
    flags = os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        return os.open(path, flags | os.O_RDWR | os.O_CREAT, FILE_MODE)
    except FileNotFoundError as error:
        raise IndexGone(str(error)) from error
    except OSError as refused:
        try:
            return os.open(path, flags | os.O_RDONLY)
        except FileNotFoundError as error:
            raise IndexRefused(str(refused)) from error
        except OSError as error:
            raise IndexRefused(str(error)) from error


def _is_still(path: Path, number: int) -> bool:
    """Whether the lock file has not been deleted or replaced while it was waited for."""
    try:
        return os.fstat(number).st_ino == path.lstat().st_ino
    except OSError:
        return False


def identity_of(status: os.stat_result) -> bytes:
    """Return what tells whether a file is the one that it was."""
    return f"{status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}\n".encode()


def read_seal(number: int) -> bytes:
    """Return the identity of the index file that was written last."""
    return os.pread(number, 200, 0)


def write_seal(number: int, path: Path) -> None:
    """Say in the lock file which file the index is."""
    try:
        identity = identity_of(path.lstat())
        os.ftruncate(number, 0)
        os.pwrite(number, identity, 0)
    except OSError as error:
        raise IndexRefused(str(error)) from error
