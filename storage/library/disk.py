"""Whole files on the disk: a file is replaced at once or not at all, and a look tells whether somebody did so."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path

from storage.errors import LibraryError, LibraryUnwritable
from storage.text import sanitise_line

FOLDER_MODE = 0o700
FILE_MODE = 0o600
TEMPORARY = ".paperknife-tmp-"
"""What the name of a file that is being written begins with; one that a crash left is harmless."""

_FULL = "the disk is full; make room and try again"
_FORBIDDEN = "the folder cannot be written to; see its permissions"
_REFUSALS = {
    errno.ENOSPC: _FULL,
    errno.EFBIG: _FULL,
    errno.EDQUOT: "your quota of the disk is used up; make room and try again",
    errno.EIO: "the disk failed; see whether it is sound, and try again",
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: _FORBIDDEN,
}
_PROBE = 1 << 16
"""Bytes that tell whether there is room: more than SQLite asks for at once."""

Stamp = tuple[int, int, int]
"""Inode, time of the last change in nanoseconds, size: what a look at a file tells without reading it."""


def replace_file(path: Path, data: bytes) -> None:
    """Write ``data`` as the new content of ``path``, durable but for its name.

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
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def sweep(path: Path) -> None:
    """Delete what crashes left half written of ``path``, which nobody writes now."""
    for left in path.parent.glob(f"{TEMPORARY}{path.name}-*"):
        with contextlib.suppress(OSError):
            left.unlink()


def stamp_of(path: Path) -> Stamp | None:
    """Return what a look at a file tells; None when there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return stamp_in(status)


def stamp_in(status: os.stat_result) -> Stamp:
    """Return the stamp that a look at an open file tells."""
    return (status.st_ino, status.st_mtime_ns, status.st_size)


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
        LibraryUnwritable: instead of any :class:`OSError`.
    """
    try:
        yield
    except OSError as error:
        raise LibraryUnwritable(f"nothing was saved in {sanitise_line(str(home))}: {refusal_of(error)}") from error


def refusal_of(error: OSError) -> str:
    """Return why the disk did not save something, and what to do."""
    return _REFUSALS.get(error.errno or 0) or (error.strerror or type(error).__name__).lower()


def refusal_now(folder: Path, beyond: int) -> OSError | None:
    """Return what the disk says to a few bytes written into ``folder`` now; None where it takes them.

    ``beyond`` is the size of the file that could not grow: a limit that stopped it stops these bytes, too. They go
    into a file without a name.
    """
    import tempfile

    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            os.pwrite(probe.fileno(), bytes(_PROBE), beyond)
            os.fsync(probe.fileno())
    except OSError as error:
        return error
    return None


@contextlib.contextmanager
def private_folder(home: Path) -> Iterator[Path]:
    """Give a folder of our own for copies of what lies in the library at ``home``; it goes in the end.

    Raises:
        LibraryError: there is no place for temporary files.
    """
    import tempfile  # for what is seldom done

    try:
        temporary = tempfile.TemporaryDirectory(prefix="paperknife-")
    except OSError as error:
        shown = sanitise_line(str(home))
        raise LibraryError(f"{shown} cannot be read: there is no folder for temporary files; set TMPDIR") from error
    with temporary as folder:
        yield Path(folder)
