"""Reads one file, and never waits for a FIFO, a device or an endless one."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from storage.article import RawDocument
from storage.errors import IntakeError
from storage.intake.limits import LARGEST, too_large
from storage.sighting import is_settled, sighting_in
from storage.text import sanitise_line

_NOT_FILES = (
    (stat.S_ISFIFO, "a FIFO is not read; pass it on standard input, as - < FIFO"),
    (stat.S_ISSOCK, "a socket is not read"),
    (stat.S_ISCHR, "a device is not read"),
    (stat.S_ISBLK, "a device is not read"),
)

_TROUBLES = {
    errno.ENOENT: "there is no such file",
    errno.ENOTDIR: "there is no such file",
    errno.EACCES: "it may not be read; check its permissions",
    errno.EPERM: "it may not be read; check its permissions",
    errno.EISDIR: "it is a folder; name a file in it",
    errno.ELOOP: "a symbolic link that leads back to itself",
    errno.ENAMETOOLONG: "the name is too long for any file",
}


def shown(path: str | Path) -> str:
    """Return a path as it may be shown: one harmless line, bytes that are no UTF-8 as U+FFFD."""
    return sanitise_line(os.fspath(path)) or repr(os.fspath(path))


def trouble(path: Path, error: OSError) -> IntakeError:
    """Word what the system says of ``path`` as one line."""
    if error.errno == errno.ENOENT and path.is_symlink():
        return IntakeError(shown(path), "a symbolic link that leads nowhere")
    why = _TROUBLES.get(error.errno or 0) or sanitise_line(error.strerror or str(error)).lower()
    return IntakeError(shown(path), why)


def read_file(path: Path) -> RawDocument:
    """Read a regular file, also through a symbolic link.

    Raises:
        IntakeError: it is missing, no regular file, not ours to read, empty or over :data:`LARGEST` bytes.
    """
    try:
        _refuse_what_is_no_file(path, path.stat())
        # Not blocking and looked at again once open: the name may have become a FIFO in between.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as source:
            before = os.fstat(descriptor)
            _refuse_what_is_no_file(path, before)
            settled = is_settled(sighting_in(before))
            data = source.read(LARGEST + 1) or b""
            seen = sighting_in(os.fstat(descriptor))
    except OSError as error:
        raise trouble(path, error) from error
    if len(data) > LARGEST:
        raise IntakeError(shown(path), too_large())
    if not data:
        raise IntakeError(shown(path), "the file is empty")
    same = seen if settled and seen == sighting_in(before) and seen.size == len(data) else None
    return RawDocument(data, origin=shown(path), name=shown(path.name), path=place_of(path), seen=same)


def place_of(path: Path) -> str:
    """Return what a file is known by from anywhere: absolute, the links of its folder resolved, its own name kept.

    Bytes that are no UTF-8 are written as ``\\xNN``. A link that is turned to a newer file stays the same place.
    """
    return os.fsencode(path.parent.resolve() / path.name).decode("utf-8", "backslashreplace")


def _refuse_what_is_no_file(path: Path, status: os.stat_result) -> None:
    for is_so, why in _NOT_FILES:
        if is_so(status.st_mode):
            raise IntakeError(shown(path), why)
    if not stat.S_ISREG(status.st_mode):
        raise IntakeError(shown(path), "it is no file")
    if status.st_size > LARGEST:
        raise IntakeError(shown(path), too_large(status.st_size))
