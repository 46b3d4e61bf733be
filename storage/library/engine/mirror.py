"""``recent.jsonl``: a second copy of the changes since the checkpoint, not synced.

Without it, damage to the write-ahead log of a library in use is silent: one flipped bit there hides every row behind
it. A line is believed only when it is whole and of this library. When the checkpoint has all changes, only a receipt
is left, which says up to which: older files in the place of ours are seen by it.
"""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from storage.library.disk import FILE_MODE
from storage.library.engine.rows import Row

_VALUES = 7
"""What stands in a line."""
_CRC = 9
"""Bytes of the checksum and the space behind it."""
_ROOM = 200
"""Bytes in which a receipt has room."""


class Copy(NamedTuple):
    """What a row of the log made of one document."""

    seq: int
    at: int
    """Milliseconds since 1970, UTC."""
    table: str
    id: str
    place: int
    after: bytes | None
    """The document as JSON; None: it is gone."""


def copy_of(row: Row) -> Copy:
    """Return what the mirror keeps of a row."""
    return Copy(row.seq, row.at, row.table, row.id, row.place, row.after)


class Mirror:
    """The file, opened when something is written."""

    def __init__(self, path: Path, library: str) -> None:
        self._path = path
        self._library = library
        self._number = -1

    def append(self, rows: Sequence[Row]) -> None:
        """Note rows that are in the log. What the disk refuses is not noted: the log has it."""
        lines = b"".join(_line(self._library, row) for row in rows)
        with contextlib.suppress(OSError):
            if self._number < 0:
                self._number = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
            os.write(self._number, lines)

    def empty(self, change: int | None = None) -> None:
        """Leave nothing in it: all of it is in the checkpoint, and nobody writes meanwhile.

        ``change`` is the last one, of which a receipt is then left.

        What follows is noted in the file that has the name then; somebody may have deleted the one that was open.
        """
        self.close()
        with contextlib.suppress(OSError):
            number = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
            try:
                os.ftruncate(number, 0)
                if change is not None:
                    os.write(number, receipt_of(self._library, change))
            finally:
                os.close(number)

    def close(self) -> None:
        """Let the file go."""
        if self._number >= 0:
            os.close(self._number)
            self._number = -1


def read_mirror(path: Path, library: str | None) -> tuple[list[Copy], str | None]:
    """Return what can be believed of the file, and the library that it is of.

    ``library`` is the one that is asked for; None takes that of the first sound line. A missing file holds nothing.
    """
    try:
        data = path.read_bytes()
    except OSError:
        return [], library
    copies = []
    for line in data.split(b"\n"):
        body = line[_CRC:]
        if not body or line[:_CRC] != _crc(body):
            continue
        values = json.loads(body)
        if not isinstance(values, list) or len(values) != _VALUES:
            continue  # of another version
        own, seq, at, table, key, place, after = values
        library = library or own
        if own == library:
            encoded = None if after is None else _after(body)
            copies.append(Copy(seq, at, table, key, place, encoded))
    return copies, library


def receipt_of(library: str, change: int) -> bytes:
    """Return what is in the file when the library file has everything up to ``change``, the last one."""
    body = json.dumps([library, change]).encode("ascii")
    return b"\n%b%b" % (_crc(body), body)


def has_receipt(path: Path, library: str, change: int) -> bool:
    """Return whether nothing but the receipt of a change is in the file."""
    try:
        with path.open("rb") as file:
            return file.read(_ROOM) == receipt_of(library, change)
    except OSError:
        return False


def receipted_change(path: Path, library: str) -> int:
    """Return the change up to which a library file once had everything, 0 where nothing tells."""
    with contextlib.suppress(OSError, ValueError):
        with path.open("rb") as file:
            line = file.read(_ROOM).split(b"\n")[1:2]
        if line and line[0][:_CRC] == _crc(line[0][_CRC:]):
            own, change = json.loads(line[0][_CRC:])  # ValueError: no receipt, but the copy of a change
            return int(change) if own == library else 0
    return 0


def by_number(copies: Iterable[Copy]) -> dict[int, Copy]:
    """Return copies by the number of their change."""
    return {copy.seq: copy for copy in copies}


def _line(library: str, row: Row) -> bytes:
    """Return a line that begins with its line break, so that one that was torn spoils only itself."""
    head = json.dumps([library, row.seq, row.at, row.table, row.id, row.place]).encode("ascii")
    body = b"%b, %b]" % (head[:-1], row.after or b"null")
    return b"\n%b%b" % (_crc(body), body)


def _after(body: bytes) -> bytes:
    """Return the document as it was written, the last of seven values."""
    decoder = json.JSONDecoder()
    text = body.decode("ascii")
    at = 1
    for _ in range(6):
        _, at = decoder.raw_decode(text, at)
        at += 2
    return text[at:-1].encode("ascii")


def _crc(body: bytes) -> bytes:
    return b"%08x " % zlib.crc32(body)
