"""``library.json``: plain TinyDB, one document a line, the first line naming the last change and a checksum.

The name of the last change stands in the file itself, so that one rename makes a checkpoint, and what is newer in the
log is known. The file is ours only byte for byte: anything else was edited elsewhere, or is damaged.
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storage.errors import LibraryDamaged, LibraryError
from storage.library.collector import collector_paused
from storage.library.disk import FILE_MODE, TEMPORARY, sync_folder
from storage.library.engine.lines import encode_value, keys_of
from storage.library.engine.memory import Lines
from storage.text import sanitise_line

FORMAT = 2
"""What this version writes. It reads 1 too, which had no checksum and no log beside it, and nothing newer."""

STORE = "_store"
"""The table whose one document says what the file is."""

_AT_ONCE = 500
"""Lines that are joined and written at once; more would make a key wait for this thread."""

_BLOCK = 1 << 20

Stamp = tuple[int, int, int]
"""Inode, time of the last change in nanoseconds, size: what a look at a file tells without reading it."""


class NotOurs(LibraryDamaged):
    """The file is not as we wrote it: edited elsewhere, or damaged."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the first line says."""

    library: str
    change: int
    """The number of the last change that is in the file."""
    next_places: Mapping[str, int]
    """Table → a doc_id that no document has ever had."""
    size: int = 0
    """Bytes after the first line."""
    crc: int = 0
    """CRC-32 of the bytes after the first line."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """Fields that this version does not know."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a library file holds."""

    header: Header
    lines: Lines
    stamp: Stamp


def stamp_of(path: Path) -> Stamp | None:
    """Return what a look at a file tells; None when there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return _stamp(status)


def read_checkpoint(path: Path) -> Checkpoint:
    """Read a library file that is ours byte for byte.

    Raises:
        FileNotFoundError: there is none.
        NotOurs: it was edited elsewhere, or is damaged.
        LibraryError: it cannot be read, or a newer paperknife wrote it.
    """
    with _opened(path) as file, collector_paused():
        stamp = _stamp(os.fstat(file.fileno()))
        first = file.readline()
        header = _header(first, path)
        lines: Lines = {}
        crc = size = 0
        documents: dict[str, bytes] | None = None
        table = ""
        for line in file:
            crc = zlib.crc32(line, crc)
            size += len(line)
            if documents is None:
                begins = line.startswith(b'"') and b'": {' in line
                if not begins:
                    continue  # the end of the file
                table = json.loads(line[: line.index(b'": {') + 1])
                documents = lines[table] = {}
                if line.startswith(b"}", line.index(b'": {') + 4):
                    documents = None
            elif line[0] == 125:  # a closing brace ends the table
                documents = None
            else:
                line = line[:-2] if line[-2] == 44 else line[:-1]
                key, _ = _keys(table, line, path)
                if key in documents:
                    raise NotOurs(f"{_shown(path)}: the id {sanitise_line(key)} stands twice in its {table}")
                documents[key] = line
    if (size, crc) != (header.size, header.crc):
        raise NotOurs(f"{_shown(path)} is not as paperknife wrote it")
    return Checkpoint(header, lines, stamp)


def read_header(path: Path) -> Header | None:
    """Return what the first line of a library file says; None where it is none of ours."""
    try:
        with path.open("rb") as file:
            return _header(file.readline(), path)
    except (OSError, LibraryError):
        return None


def is_whole(path: Path) -> bool:
    """Return whether a library file is ours byte for byte, without taking its documents in."""
    try:
        with path.open("rb") as file:
            header = _header(file.readline(), path)
            size = crc = 0
            while block := file.read(_BLOCK):
                crc, size = zlib.crc32(block, crc), size + len(block)
    except (OSError, LibraryError):
        return False
    return (size, crc) == (header.size, header.crc)


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
            _write(file, _first(header, 0, 0))
            size = crc = 0
            for piece in _pieces(lines):
                _write(file, piece)
                size, crc = size + len(piece), zlib.crc32(piece, crc)
            file.seek(0)
            _write(file, _first(header, size, crc))
            os.fsync(file.fileno())
            stamp = _stamp(os.fstat(file.fileno()))
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
        path.replace(previous)


def _first(header: Header, size: int, crc: int) -> bytes:
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


def _header(first: bytes, path: Path) -> Header:
    begin, end = b'{"%b": {"1": ' % STORE.encode(), b"},\n"
    if not first.startswith(begin) or not first.endswith(end):
        raise NotOurs(f"{_shown(path)} is not as paperknife wrote it")
    try:
        store = json.loads(first[len(begin) : -len(end)])
        refuse_newer(store, path)
        return Header(
            str(store["library"]),
            int(store["change"]),
            {str(table): int(place) for table, place in store["next"].items()},
            int(store["bytes"]),
            int(store["crc"], 16),
            {name: value for name, value in store.items() if name not in KNOWN},
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotOurs(f"{_shown(path)} is not as paperknife wrote it") from None


KNOWN = frozenset({"format", "library", "change", "next", "bytes", "crc"})
"""What the first line says that this version knows."""


def refuse_newer(store: Any, path: Path) -> None:
    """Refuse what a newer paperknife has written.

    Raises:
        LibraryError: it has.
    """
    form = store.get("format") if isinstance(store, dict) else None
    if isinstance(form, int) and form > FORMAT:
        raise LibraryError(
            f"{_shown(path)} was written by a newer paperknife (format {form}, this one knows {FORMAT}); "
            "update paperknife to open it"
        )


def _keys(table: str, line: bytes, path: Path) -> tuple[str, str | None]:
    try:
        return keys_of(table, line)
    except ValueError as error:
        raise NotOurs(f"{_shown(path)}: {sanitise_line(str(error))}") from None


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Any]:
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise
    except OSError as error:
        raise LibraryError(f"{_shown(path)} cannot be read: {error.strerror}") from error
    with file:
        try:
            yield file
        except OSError as error:
            raise LibraryError(f"{_shown(path)} cannot be read: {error.strerror}") from error
        except (ValueError, IndexError, RecursionError) as error:
            raise NotOurs(f"{_shown(path)} is not as paperknife wrote it") from error


def _stamp(status: os.stat_result) -> Stamp:
    return (status.st_ino, status.st_mtime_ns, status.st_size)


def _shown(path: Path) -> str:
    return sanitise_line(str(path))
