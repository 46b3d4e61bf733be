"""Whole files on the disk: a file is replaced at once or not at all, and is there when the call returns."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from storage.errors import LibraryError
from storage.text import sanitise_line

FOLDER_MODE = 0o700
FILE_MODE = 0o600
TEMPORARY = ".paperknife-tmp-"
"""What the name of a file that is being written begins with; one that a crash left is harmless."""

Stamp: TypeAlias = tuple[int, int, int, bytes]
"""Inode, time of the last change in nanoseconds, size and first bytes: two alike are the same file unchanged.

The first bytes count, since an inode is used again and two writes may fall into one tick of the clock.
"""

_HEAD = 256


def stamp_of(status: os.stat_result, head: bytes) -> Stamp:
    """Return what tells whether a file has changed; ``head`` is what it begins with."""
    return (status.st_ino, status.st_mtime_ns, status.st_size, head[:_HEAD])


def read_stamp(path: Path) -> Stamp:
    """Return the stamp of a file as it is now.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb", buffering=0) as file:
        return stamp_of(os.fstat(file.fileno()), file.read(_HEAD))


def replace_file(path: Path, data: bytes) -> Stamp:
    """Write ``data`` as the new content of ``path`` and return its stamp; durable but for its name.

    The old content is whole until the new one takes its place. :func:`sync_folder` makes the name durable.

    Raises:
        OSError: it cannot be written; the old content stays and no temporary file is left.
    """
    temporary = path.with_name(f"{TEMPORARY}{path.name}-{os.urandom(6).hex()}")
    number = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            stamp = stamp_of(os.fstat(file.fileno()), data)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return stamp


def sweep(path: Path) -> None:
    """Delete what crashes left half written of ``path``, which nobody writes now."""
    for left in path.parent.glob(f"{TEMPORARY}{path.name}-*"):
        with contextlib.suppress(OSError):
            left.unlink()


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable.

    Raises:
        OSError: the folder cannot be opened or synced.
    """
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and its parents, the new ones for their owner alone, their names durable.

    Raises:
        OSError: one of them cannot be made.
    """
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for made in reversed(missing):
        made.mkdir(mode=FOLDER_MODE, exist_ok=True)
        sync_folder(made.parent)


@contextlib.contextmanager
def refusals_told(home: Path) -> Iterator[None]:
    """Tell in one line what the disk refuses to save in the library at ``home``.

    Raises:
        LibraryError: instead of any :class:`OSError`.
    """
    try:
        yield
    except OSError as error:
        raise LibraryError(f"nothing was saved in {sanitise_line(str(home))}: {_why(error)}") from error


def _why(error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return "the disk is full; make room and try again"
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return "the folder cannot be written to; see its permissions"
    return (error.strerror or type(error).__name__).lower()
