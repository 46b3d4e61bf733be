"""Putting a library's files right: finds out what is wrong, keeps what is damaged aside, writes what can be rebuilt.

Order of a repair: copy the damaged file aside, write a good library file without touching the one before (else the
damaged file would become it), only then move a broken log away, then make a new one. Stopped anywhere, the next
opening begins again and comes to the same.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storage.errors import LibraryDamaged
from storage.library.disk import refusals_told, sync_folder
from storage.library.documents import ANNOTATIONS, TABLES
from storage.library.engine.checkpoint import (
    Checkpoint,
    Header,
    NotOurs,
    read_checkpoint,
    stamp_of,
)
from storage.library.engine.checkpointing import Snapshot, write_checkpoint
from storage.library.engine.foreign import Foreign, read_foreign
from storage.library.engine.log import Log
from storage.library.engine.log_care import make_log, salvage
from storage.library.engine.memory import Memory
from storage.library.engine.mirror import Copy, Mirror, by_number, copy_of, read_mirror
from storage.library.engine.opening import State, refuse
from storage.library.engine.recovery import Base, Rescue, best, told, unbroken
from storage.library.engine.rows import Row
from storage.library.engine.troubles import LogDamaged
from storage.library.paths import BACKUPS_FOLDER, LIBRARY_FILE, LOG_FILE, MIRROR_FILE, PREVIOUS_FILE
from storage.text import sanitise_line
from storage.wording import count_of


@dataclass(slots=True)
class Evidence:
    """What is left of a library."""

    library: str | None = None
    bases: list[Base] = field(default_factory=list)
    rows: tuple[Row, ...] = ()
    copies: dict[int, Copy] = field(default_factory=dict)
    file_trouble: str = ""
    """What is wrong with the library file, in words that follow its name; empty when it is sound."""
    log_trouble: str = ""
    edited: Foreign | None = None
    """The library file if somebody else wrote it whole."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """What else the library file says of itself."""

    @property
    def is_edit(self) -> bool:
        """Whether the library file is an edit by another hand: of this library, and not just emptied."""
        edited = self.edited
        if edited is None or edited.library != (self.library or edited.library):
            return False
        held = any(base.change for base in self.bases) or bool(self.copies)
        return any(edited.lines.values()) or bool(edited.problems) or not held


def gather(home: Path, log: Path | None = None) -> Evidence:
    """Look at every file that tells of the library; ``log`` is where a copy of its log is.

    Raises:
        LibraryError: one of them cannot be read, or a newer paperknife wrote it.
    """
    found = Evidence()
    current = _read_file(home, found)
    previous = _whole(home / PREVIOUS_FILE)
    for name, checkpoint in ((LIBRARY_FILE, current), (PREVIOUS_FILE, previous)):
        if checkpoint is not None:
            found.more = found.more or checkpoint.header.more
            found.library = found.library or checkpoint.header.library
            _add_base(found, name, checkpoint)
    if found.library is None and found.edited is not None:
        found.library = found.edited.library
    base = _read_log(log or home / LOG_FILE, found)
    mirrored, found.library = read_mirror(home / MIRROR_FILE, found.library)
    found.copies = {**by_number(mirrored), **by_number(map(copy_of, found.rows))}
    if base == 0:
        found.bases.append(Base("", 0, {name: {} for name in TABLES}, {}))
    elif not found.bases:
        for backup in sorted((home / BACKUPS_FOLDER).glob(f"*/{LIBRARY_FILE}"), reverse=True):
            checkpoint = _whole(backup)
            if checkpoint is not None and checkpoint.header.library == (found.library or checkpoint.header.library):
                found.library = checkpoint.header.library
                _add_base(found, f"{BACKUPS_FOLDER}/{sanitise_line(backup.parent.name)}", checkpoint)
                break
    newest = max([each.change for each in found.bases] + list(found.copies), default=0)
    last = found.rows[-1].seq if found.rows else base
    if not found.log_trouble and last is not None and last < newest:
        found.log_trouble = "lacks its newest changes"
    return found


def rescued(home: Path, found: Evidence) -> Rescue:
    """Return the best state of all that is left.

    Raises:
        LibraryDamaged: there is none.
    """
    bases = [base for base in found.bases if base.name]
    rescue = best([*bases, *(base for base in found.bases if not base.name)], found.copies)
    if rescue is None or found.library is None:
        raise refuse(home, _words(found) or "nothing but fragments is left of it")
    nothing = not rescue.base.name and not rescue.copies
    if nothing and any((home / name).exists() for name in (LIBRARY_FILE, PREVIOUS_FILE)):
        raise refuse(home, _words(found))
    return rescue


def mend(home: Path, found: Evidence, *, alone: bool) -> list[str]:
    """Write good files in the place of damaged ones; return what was done, each in one line. Hold the library's lock.

    Raises:
        LibraryDamaged: nothing can be rebuilt, or another process has the damaged log open.
        LibraryError: the disk refuses; nothing is lost by it.
    """
    rescue = rescued(home, found)
    memory = rescue.memory()
    assert found.library is not None
    unfinished = found.file_trouble == "" and rescue.newest == 0 and found.log_trouble == _IS_MISSING
    if found.log_trouble and not alone:
        raise LibraryDamaged(
            f"{LOG_FILE} {found.log_trouble} and is in use: close paperknife everywhere else, then open it again"
        )
    notices = [] if unfinished else [_notice(home, found, rescue, memory)]
    with refusals_told(home):
        if found.file_trouble or found.log_trouble:
            if found.file_trouble and (home / LIBRARY_FILE).exists():
                notices[0] += f"; the damaged file is kept as {keep_aside(home / LIBRARY_FILE, 'damaged', copy=True)}"
            header = Header(found.library, rescue.newest, memory.next_places, more=found.more)
            write_checkpoint(home / LIBRARY_FILE, header, memory.lines, None)
        if found.log_trouble:
            kept = unbroken(found.rows, rescue.newest)
            if (home / LOG_FILE).exists():
                notices[0] += f"; the damaged log is kept as {keep_aside(home / LOG_FILE, 'damaged', copy=False)}"
            make_log(home / LOG_FILE, found.library, kept[0].seq - 1 if kept else rescue.newest, kept)
            if not unfinished:
                undo = "some of what was done before can no longer be undone" if kept else "undo begins anew"
                notices[0] += f"; {undo}"
        mirror = Mirror(home / MIRROR_FILE, found.library)
        mirror.empty()
    return notices


def in_memory(home: Path, found: Evidence) -> State:
    """Return the best state without writing anything: for a folder that cannot be written."""
    rescue = rescued(home, found)
    memory = rescue.memory()
    assert found.library is not None
    state = State(found.library, memory, rescue.newest, rescue.newest, stamp_of(home / LIBRARY_FILE), None)
    if found.file_trouble or found.log_trouble:
        state.notices.append(
            f"{_notice(home, found, rescue, memory)}; it cannot be repaired: the folder is read-only"
        )
    return state


def renew_log(home: Path, snapshot: Snapshot) -> str:
    """Write what memory has and begin a new log in the place of one that is gone or damaged; return what was done.

    Call it alone and holding the library's lock.

    Raises:
        LibraryError: the disk refuses.
    """
    with refusals_told(home):
        write_checkpoint(home / LIBRARY_FILE, snapshot.header, snapshot.ordered(), None)
        kept = ""
        if (home / LOG_FILE).exists():
            kept = f"; the damaged log is kept as {keep_aside(home / LOG_FILE, 'damaged', copy=False)}"
        make_log(home / LOG_FILE, snapshot.library, snapshot.change)
        Mirror(home / MIRROR_FILE, snapshot.library).empty()
    trouble = "was damaged" if kept else "was gone"
    notes = count_of(len(snapshot.lines[ANNOTATIONS]), "note")
    return f"{sanitise_line(str(home))}: {LOG_FILE} {trouble}; all {notes} are safe{kept}; undo begins anew"


def set_aside(home: Path, trouble: str) -> str:
    """Keep a damaged library file under another name, while memory has all that was in it; return what was done.

    Raises:
        LibraryError: the disk refuses.
    """
    with refusals_told(home):
        kept = keep_aside(home / LIBRARY_FILE, "damaged", copy=True)
    return f"{sanitise_line(str(home))}: {LIBRARY_FILE} {trouble}; written anew, the old file is kept as {kept}"


def keep_aside(path: Path, why: str, *, copy: bool) -> str:
    """Keep a file under another name, a log with what belongs to it; return the name.

    Raises:
        OSError: the disk refuses.
    """
    aside = f"{path.name}.{why}.{time.strftime('%Y%m%dT%H%M%S')}"
    number = 1
    while path.with_name(aside if number == 1 else f"{aside}-{number}").exists():
        number += 1
    target = path.with_name(aside if number == 1 else f"{aside}-{number}")
    if copy:
        shutil.copy2(path, target)
    else:
        for suffix in ("-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                Path(f"{path}{suffix}").replace(f"{target}{suffix}")
        path.replace(target)
        sync_folder(path.parent)
    return target.name


_IS_MISSING = "is missing"


def _read_file(home: Path, found: Evidence) -> Checkpoint | None:
    path = home / LIBRARY_FILE
    try:
        return read_checkpoint(path)
    except FileNotFoundError:
        found.file_trouble = _IS_MISSING
    except NotOurs:
        found.file_trouble = "was empty" if not path.stat().st_size else "was damaged"
        with contextlib.suppress(NotOurs):
            found.edited = read_foreign(path)
    return None


def _whole(path: Path) -> Checkpoint | None:
    with contextlib.suppress(FileNotFoundError, NotOurs):
        return read_checkpoint(path)
    return None


def _add_base(found: Evidence, name: str, checkpoint: Checkpoint) -> None:
    header = checkpoint.header
    if header.library == found.library:
        found.bases.append(Base(name, header.change, checkpoint.lines, header.next_places))


def _read_log(path: Path, found: Evidence) -> int | None:
    """Note what can be read of the log; return the change after which it begins, None if that cannot be known."""
    try:
        log = Log(path, read_only=True)
    except FileNotFoundError:
        found.log_trouble = _IS_MISSING
        return None
    except LogDamaged:
        found.log_trouble = "was damaged"
        return None
    with contextlib.closing(log):
        if log.library != (found.library or log.library):
            found.log_trouble = "belongs to another library"
            return None
        found.library = log.library
        found.rows = salvage(log)
        if [row.seq for row in found.rows] != list(range(log.base + 1, log.base + 1 + len(found.rows))):
            found.log_trouble = "was damaged"
        else:
            with contextlib.suppress(LogDamaged):
                if log.last() == (found.rows[-1].seq if found.rows else log.base):
                    return log.base
            found.log_trouble = "was damaged"
        return log.base


def _words(found: Evidence) -> str:
    troubles = ((LIBRARY_FILE, found.file_trouble), (LOG_FILE, found.log_trouble))
    return " and ".join(f"{name} {trouble}" for name, trouble in troubles if trouble)


def _notice(home: Path, found: Evidence, rescue: Rescue, memory: Memory) -> str:
    return told(rescue, memory, f"{sanitise_line(str(home))}: {_words(found) or 'the files disagree'}")
