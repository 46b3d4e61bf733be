"""Writes the library file under the library's lock, never backwards, and sees when somebody else has written it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.library.disk import refusals_told
from storage.library.engine.checkpoint import Header, Stamp, is_whole, read_header, stamp_of, write_checkpoint
from storage.library.engine.memory import Lines, in_order
from storage.library.locking import locked
from storage.library.paths import LIBRARY_FILE, LOCK_FILE, PREVIOUS_FILE


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
        there = read_header(path) if keep else None
        if there is not None and there.library == snapshot.library and there.change >= snapshot.change:
            return stamp_of(path)
        return write_checkpoint(path, snapshot.header, snapshot.ordered(), home / PREVIOUS_FILE if keep else None)


def is_edited(home: Path, stamp: Stamp | None) -> bool:
    """Return whether the library file is another than the one with ``stamp``, and none that we write."""
    path = home / LIBRARY_FILE
    now = stamp_of(path)
    if now is None or now == stamp:
        return False
    return not is_whole(path)
