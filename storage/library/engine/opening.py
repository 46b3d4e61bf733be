"""Opening a library: what its files hold now, and a new one where there is none."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.errors import LibraryDamaged, LibraryError, LibraryMissing
from storage.library.disk import Stamp, make_folder, private_folder, refusals_told, stamp_of
from storage.library.documents import TABLES
from storage.library.engine.checkpoint import Header, read_checkpoint
from storage.library.engine.memory import Lines, Memory
from storage.library.engine.mirror import Mirror, copy_of, has_receipt, read_mirror, receipted_change
from storage.library.engine.troubles import LogDamaged
from storage.library.locking import locked
from storage.library.paths import (
    BACKUPS_FOLDER,
    LIBRARY_FILE,
    LOCK_FILE,
    LOG_FILE,
    MIRROR_FILE,
    PREVIOUS_FILE,
    RAW_FOLDER,
    TEXTS_FOLDER,
)
from storage.library.records import new_id
from storage.text import sanitise_line

if TYPE_CHECKING:
    from storage.library.engine.log import Log
    from storage.library.engine.rows import Row
    from storage.library.engine.takeover import TakeOver


@dataclass(slots=True, eq=False, repr=False)
class State:
    """What the files of a library hold."""

    library: str
    memory: Memory
    sequence: int
    """The number of the newest change that is in :attr:`memory`."""
    checkpointed: int
    """The number of the last change that is in the library file."""
    stamp: Stamp | None
    """Of the library file."""
    log: Log | None
    """None: not opened, for nothing in it is newer than the library file."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """What else the library file says of itself."""
    notices: list[str] = field(default_factory=list)
    """What the reader must know of it, each in one line."""
    edits: TakeOver | None = None
    """What somebody else has edited in the library file and is not in :attr:`memory` yet."""


def read_state(home: Path, *, log: Path | None = None, exclusive: bool = False, open_log: bool = False) -> State:
    """Read a sound library.

    Args:
        home: Its folder.
        log: Where a copy of its log is, for a folder in which none can be opened.
        exclusive: Whether nobody else may open the log meanwhile.
        open_log: Open the log even where it holds nothing newer.

    Raises:
        FileNotFoundError: a file is missing.
        LibraryDamaged: one is damaged or was edited elsewhere.
        LibraryError: one cannot be opened.
    """
    copies, _ = read_mirror(home / MIRROR_FILE, None)  # before the log, which is never behind it
    found = read_checkpoint(home / LIBRARY_FILE)
    header = found.header
    memory = Memory(found.lines, header.next_places, found.index)
    state = State(header.library, memory, header.change, header.change, found.stamp, None, header.more)
    if not open_log and is_settled(home, header.library, header.change):
        return state
    from storage.library.engine.log import Log  # 9 ms that a run which only reads does not need
    from storage.library.engine.recovery import Base, Rescue, lay, told

    once = receipted_change(home / MIRROR_FILE, header.library)
    state.log = Log(log or home / LOG_FILE, exclusive=exclusive, read_only=log is not None)
    try:
        rows = _newer(state.log, header, max([once, *(copy.seq for copy in copies)]))
    except BaseException:
        state.log.close()
        raise
    for row in rows:
        lay(memory, row)
    state.sequence = rows[-1].seq if rows else header.change
    # Somebody has put an older file in the place of ours, unless a process that lives wrote a newer one meanwhile.
    if header.change < once and stamp_of(home / LIBRARY_FILE) == found.stamp:
        later = Rescue(Base(LIBRARY_FILE, header.change, {}, {}), tuple(map(copy_of, rows)), state.sequence, 0)
        what = f"{sanitise_line(str(home))}: {LIBRARY_FILE} is older than {LOG_FILE}"
        state.notices.append(told(later, memory, what))
    return state


def _newer(log: Log, header: Header, known: int) -> Sequence[Row]:
    """Return what a log has that a library file lacks; ``known`` is the newest change that the mirror tells of.

    Raises:
        LogDamaged: it is of another library, or lacks something.
    """
    rows, last = log.tail(header.change)
    if log.library != header.library:
        raise LogDamaged(f"{LOG_FILE} belongs to another library")
    if not log.base <= header.change <= last:
        raise LogDamaged(f"{LOG_FILE} is older than {LIBRARY_FILE}")
    if known > last:
        raise LogDamaged(f"{LOG_FILE} lacks its newest changes")
    return rows


def is_settled(home: Path, library: str, change: int) -> bool:
    """Return whether the log cannot hold anything newer than the library file, of which ``change`` is the last.

    The last process to close a library leaves only a receipt in the mirror, and SQLite then takes its write-ahead log
    away. An older library file that somebody has put back is not the one that the receipt is of.
    """
    log = stamp_of(home / LOG_FILE)
    return (
        has_receipt(home / MIRROR_FILE, library, change)
        and log is not None
        and log[2] > 0
        and not wal_of(home / LOG_FILE).exists()
    )


def wal_of(log: Path) -> Path:
    """Return where SQLite has the newest rows of a log."""
    return Path(f"{log}-wal")


def is_there(home: Path) -> bool:
    """Return whether anything in a folder tells of a library."""
    names = (LIBRARY_FILE, PREVIOUS_FILE, LOG_FILE, MIRROR_FILE, RAW_FOLDER, TEXTS_FOLDER, BACKUPS_FOLDER)
    return any((home / name).exists() for name in names)


def missing(home: Path) -> LibraryMissing:
    """Return the error for a folder without a library."""
    return LibraryMissing(f"there is no library in {sanitise_line(str(home))}; “paperknife add PATH…” makes one")


def begin(home: Path) -> bool:
    """Make a new library unless another process has just done so; whether we did.

    The library file comes first: one without changes and without a log is a new library that a crash cut short.

    Raises:
        LibraryDamaged: something is left of one.
        LibraryError: the disk refuses.
    """
    from storage.library.engine.checkpointing import write_checkpoint
    from storage.library.engine.log_care import make_log

    with refusals_told(home):
        make_folder(home)
        with locked(home / LOCK_FILE):
            if is_there(home):
                return False
            library = new_id()
            lines: Lines = {name: {} for name in TABLES}
            write_checkpoint(home / LIBRARY_FILE, Header(library, 0, dict.fromkeys(TABLES, 1)), lines, None)
            make_log(home / LOG_FILE, library, 0)
            Mirror(home / MIRROR_FILE, library).empty(0)
    return True


def refuse(home: Path, why: str) -> LibraryDamaged:
    """Return the error for files of which no library can be made."""
    return LibraryDamaged(
        f"the library in {sanitise_line(str(home))} cannot be opened: {why}; nothing was changed: "
        "put back a sound copy of its files or restore a backup"
    )


@contextlib.contextmanager
def copied_log(home: Path) -> Iterator[Path]:
    """Give a private copy of the log: SQLite opens none in a folder that cannot be written, or shows too little.

    Raises:
        LibraryError: it cannot be copied.
    """
    with private_folder(home) as folder:
        try:
            copy_log(home / LOG_FILE, folder / LOG_FILE)
        except OSError as error:
            raise LibraryError(f"{sanitise_line(str(home))} cannot be read: {error.strerror}") from error
        yield folder / LOG_FILE


def copy_log(log: Path, target: Path) -> None:
    """Copy a log that this process has not open, and what SQLite keeps beside it, byte by byte; or nothing.

    Raises:
        OSError: it cannot be read, or the disk refuses.
    """
    import shutil  # for this alone, which is seldom

    for source, copy in ((log, target), (wal_of(log), wal_of(target))):
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(source, copy)


def is_writable(home: Path) -> bool:
    """Return whether files can be made in a folder."""
    return os.access(home, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids)
