"""``library.json``: plain TinyDB, one document a line, the first line naming the last change and a checksum.

The name of the last change stands in the file itself, so that one rename makes a checkpoint, and what is newer in the
log is known. The file is ours only byte for byte: anything else was edited elsewhere, or is damaged.
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, NamedTuple

from storage.collector import collector_paused
from storage.errors import LibraryDamaged, LibraryError
from storage.library.disk import Stamp, stamp_in
from storage.library.documents import ANNOTATIONS
from storage.library.engine.lines import LONELY, heads_of, id_of, keys_of
from storage.library.engine.memory import Index, Lines
from storage.text import sanitise_line

FORMAT = 2
"""What this version writes. It reads 1 too, which had no checksum and no log beside it, and nothing newer."""

STORE = "_store"
"""The table whose one document says what the file is."""

_BLOCK = 1 << 20
_LINES = 1 << 16
"""Bytes of lines that are read at once: more would be memory that the machine has to give first."""

_SUM = b', "crc": "'
"""What stands between what the first line says and the checksum at its end."""

_OPENS = b'": {'
_BRACE, _COMMA = b"},"


class NotOurs(LibraryDamaged):
    """The file is not as we wrote it: edited elsewhere, or damaged."""


class Header(NamedTuple):
    """What the first line says."""

    library: str
    change: int
    """The number of the last change that is in the file."""
    next_places: Mapping[str, int]
    """Table → a doc_id that no document has ever had."""
    size: int = 0
    """Bytes after the first line."""
    crc: int = 0
    """CRC-32 of the bytes after the first line, then of that line up to the checksum itself."""
    more: Mapping[str, Any] = MappingProxyType({})
    """Fields that this version does not know."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Checkpoint:
    """What a library file holds."""

    header: Header
    lines: Lines
    index: Index
    """Which documents belong to each article."""
    stamp: Stamp


def read_checkpoint(path: Path) -> Checkpoint:
    """Read a library file that is ours byte for byte.

    Raises:
        FileNotFoundError: there is none.
        NotOurs: it was edited elsewhere, or is damaged.
        LibraryError: it cannot be read, or a newer paperknife wrote it.
    """
    with _opened(path) as file, collector_paused():
        stamp = stamp_in(os.fstat(file.fileno()))
        first = file.readline()
        header = _header(first, path)
        lines: Lines = {}
        index: Index = {}
        rest = _Rest(file)
        lasting = iter(rest)
        for line in lasting:
            if line.startswith(b'"'):
                end = line.rindex(_OPENS)
                table = json.loads(line[: end + 1])
                lines[table] = {}
                if not line.startswith(b"}", end + len(_OPENS)):
                    lines[table], index[table] = _read_table(lasting, table)
    if (rest.size, checksum(first, rest.crc)) != (header.size, header.crc):
        raise NotOurs(f"{_shown(path)} is not as paperknife wrote it")
    return Checkpoint(header, lines, index, stamp)


class _Rest:
    """The lines of a file after the first, with the size and the CRC-32 of those that were given out."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = self.crc = 0

    def __iter__(self) -> Iterator[bytes]:
        while lines := self._file.readlines(_LINES):
            block = b"".join(lines)
            self.size, self.crc = self.size + len(block), zlib.crc32(block, self.crc)
            yield from lines


def _read_table(file: Iterable[bytes], table: str) -> tuple[dict[str, bytes], dict[str, dict[str, bytes]]]:
    """Return the lines of a table by id, and the ids by article.

    All in one loop, for this is what opening a big library takes.

    Raises:
        ValueError: a line is no document of this table, or an id stands twice.
    """
    documents: dict[str, bytes] = {}
    index: dict[str, dict[str, bytes]] = {}
    seen: dict[bytes, bytes] = {}
    """What lines say of tags and note: few different ones in many lines."""
    count = 0
    is_annotation, is_lonely, of_last = table == ANNOTATIONS, table in LONELY, b""
    ids: dict[str, bytes] = {}
    for line in file:
        if line[0] == _BRACE:
            break
        count += 1
        line = line[:-2] if line[-2] == _COMMA else line[:-1]
        if is_annotation and (found := heads_of(line)):
            own, of, written = found.groups()
            key = own.decode("ascii")
            if of != of_last:  # what belongs to one article often stands together
                of_last, ids = of, index.setdefault(of.decode("ascii"), {})
            ids[key] = seen.setdefault(written, written)
        elif is_lonely and (known := id_of(line)):
            key = known[1].decode("ascii")
        else:
            key, article = keys_of(table, line)
            if article:
                index.setdefault(article, {})[key] = b""
        documents[key] = line
    if count != len(documents):
        raise ValueError(f"an id stands twice in its {table}")
    return documents, index


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
            first = file.readline()
            header = _header(first, path)
            size = crc = 0
            while block := file.read(_BLOCK):
                crc, size = zlib.crc32(block, crc), size + len(block)
    except (OSError, LibraryError):
        return False
    return (size, checksum(first, crc)) == (header.size, header.crc)


def checksum(first: bytes, crc: int) -> int:
    """Return the checksum of a file of which ``first`` is the first line and ``crc`` the CRC-32 of the rest."""
    return zlib.crc32(first[: first.rindex(_SUM)], crc)


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
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
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


def _shown(path: Path) -> str:
    return sanitise_line(str(path))
