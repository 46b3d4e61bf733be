"""Writes the library file under the library's lock, never backwards, and sees when somebody else has written it."""

from __future__ import annotations

import contextlib
import errno
import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.library.disk import (
    FILE_MODE,
    TEMPORARY,
    Stamp,
    refusals_told,
    replace_file,
    stamp_in,
    stamp_of,
    sync_folder,
)
from storage.library.engine.checkpoint import (
    FORMAT,
    STORE,
    Header,
    checksum,
    is_whole,
    read_header,
)
from storage.library.engine.lines import encode_value
from storage.library.engine.memory import Lines, in_order
from storage.library.locking import locked
from storage.library.paths import LIBRARY_FILE, LOCK_FILE, PREVIOUS_FILE

_SYNCED = 2 << 20
"""Bytes after which the file is synced: a commit meanwhile has to wait until what is not yet is on the disk."""
_AT_ONCE = 500
"""Lines that are joined and written at once; more would make a key wait for this thread."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A state that nobody alters any more."""

    library: str
    change: int
    next_places: Mapping[str, int]
    lines: Lines
    unsorted: frozenset[str]
    """Tables that are not in the order of their doc_ids."""
    more: Mapping[str, Any]
    """What else the library file says of itself."""

    @property
    def header(self) -> Header:
        """What the first line of the file is to say."""
        return Header(self.library, self.change, self.next_places, more=self.more)

    def ordered(self) -> Lines:
        """Return the lines in order."""
        return {
            table: in_order(documents) if table in self.unsorted else documents
            for table, documents in self.lines.items()
        }


def write(home: Path, snapshot: Snapshot, *, keep: bool) -> Stamp | None:
    """Write the library file unless it holds as much already, and return its stamp.

    ``keep`` says whether the present file is sound and becomes the one before.

    Raises:
        LibraryBusy: another process writes it for too long.
        LibraryError: the disk refuses; the old file stays.
    """
    path = home / LIBRARY_FILE
    with refusals_told(home), locked(home / LOCK_FILE):
        there = read_header(path) if keep or is_whole(path) else None
        if there is not None and there.library == snapshot.library and there.change >= snapshot.change:
            return stamp_of(path)
        return write_checkpoint(path, snapshot.header, snapshot.ordered(), home / PREVIOUS_FILE if keep else None)


def write_both(home: Path, snapshot: Snapshot) -> Stamp:
    """Write the library file and the one before it, both from one state. Hold the library's lock.

    Raises:
        LibraryError: the disk refuses; what could not be written stays as it was.
    """
    with refusals_told(home):
        lines = snapshot.ordered()
        stamp = write_checkpoint(home / LIBRARY_FILE, snapshot.header, lines, None)
        write_checkpoint(home / PREVIOUS_FILE, snapshot.header, lines, None)
    return stamp


def is_edited(home: Path, stamp: Stamp | None) -> bool:
    """Return whether the library file is another than the one with ``stamp``, and none that we write."""
    path = home / LIBRARY_FILE
    now = stamp_of(path)
    if now is None or now == stamp:
        return False
    return not is_whole(path)


def write_checkpoint(path: Path, header: Header, lines: Lines, previous: Path | None) -> Stamp:
    """Replace the library file; the one before becomes ``previous`` unless that is None.

    Call it holding the library's lock. ``header``'s size and checksum are worked out here.

    Raises:
        OSError: the disk refuses; the old file and ``previous`` stay as they were.
    """
    path = Path(os.path.realpath(path))  # a link to the file stays a link
    temporary = path.with_name(f"{TEMPORARY}{path.name}")
    number = os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, FILE_MODE)
    try:
        with os.fdopen(number, "w+b", buffering=0) as file:
            _write(file, _first_line(header, 0, 0))
            size = crc = 0
            for piece in _pieces(lines):
                _write(file, piece)
                size, crc = size + len(piece), zlib.crc32(piece, crc)
                if size // _SYNCED > (size - len(piece)) // _SYNCED:
                    os.fsync(file.fileno())
            file.seek(0)
            _write(file, _first_line(header, size, checksum(_first_line(header, size, 0), crc)))
            os.fsync(file.fileno())
            stamp = stamp_in(os.fstat(file.fileno()))
        if previous is not None:
            _keep(path, previous)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)
    return stamp


def _write(file: Any, data: bytes) -> None:
    view = memoryview(data)
    while view:  # a full disk may take a part first
        view = view[file.write(view) :]


def _keep(path: Path, previous: Path) -> None:
    """Give the present file the name ``previous`` as well; where there are no links, move it there."""
    if not path.exists():
        return
    link = previous.with_name(f"{TEMPORARY}{previous.name}")
    with contextlib.suppress(FileNotFoundError):
        link.unlink()
    try:
        os.link(path, link)
        link.replace(previous)
    except OSError:
        with contextlib.suppress(OSError):
            link.unlink()
        try:
            path.replace(previous)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            replace_file(previous, path.read_bytes())  # library.json is a link to another disk


def _first_line(header: Header, size: int, crc: int) -> bytes:
    """Return the first line; its length does not depend on size and checksum, which are known last.

    JSON knows no leading zeros, so numbers of fixed width are strings.
    """
    store = {
        **header.more,
        "format": FORMAT,
        "library": header.library,
        "change": header.change,
        "next": dict(header.next_places),
        "bytes": f"{size:015d}",
        "crc": f"{crc:08x}",
    }
    return b'{"%b": {"1": %b},\n' % (STORE.encode(), encode_value(store))


def _pieces(lines: Lines) -> Iterator[bytes]:
    names = list(lines)
    for table in names:
        documents = list(lines[table].values())
        end = b"}\n" if table == names[-1] else b"},\n"
        yield encode_value(table) + b": {"
        for at in range(0, len(documents), _AT_ONCE):
            yield (b",\n" if at else b"\n") + b",\n".join(documents[at : at + _AT_ONCE])
        yield (b"\n" if documents else b"") + end
    yield b"}\n"
