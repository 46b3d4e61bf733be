"""Putting a library's files right: finds out what is wrong, keeps what is damaged aside, writes what can be rebuilt.

Order of a repair: copy the damaged file aside, note what is about to be done, so that it is told even if this process
does not come to tell it, write a good library file without touching the one before (else the
damaged file would become it), only then move a broken log away, then make a new one. Stopped anywhere, the next
opening begins again and comes to the same.
"""

from __future__ import annotations

from pathlib import Path

from storage.errors import LibraryDamaged
from storage.library.disk import refusals_told, stamp_of
from storage.library.engine.aside import aside_of, keep_copy, move_log
from storage.library.engine.checkpoint import Header, read_header
from storage.library.engine.checkpointing import Snapshot, write_checkpoint
from storage.library.engine.evidence import Evidence, words_of
from storage.library.engine.log_care import make_log
from storage.library.engine.memory import Memory
from storage.library.engine.mirror import Mirror, read_mirror
from storage.library.engine.notices import note_ahead
from storage.library.engine.opening import State, refuse
from storage.library.engine.recovery import Rescue, best, holds, told, unbroken
from storage.library.paths import LIBRARY_FILE, LOG_FILE, MIRROR_FILE, PREVIOUS_FILE
from storage.text import sanitise_line


def rescued(home: Path, found: Evidence) -> Rescue:
    """Return the best state of all that is left.

    Raises:
        LibraryDamaged: there is none.
    """
    bases = [base for base in found.bases if base.name]
    rescue = best([*bases, *(base for base in found.bases if not base.name)], found.copies, found.receipted)
    if rescue is None or found.library is None:
        raise refuse(home, words_of(found) or "nothing but fragments is left of it")
    holds_nothing = not rescue.copies and not any(rescue.base.lines.values())
    all_spoilt = not rescue.base.name or bool(found.file_trouble and found.log_trouble and not found.is_edit)
    left = (home / name for name in (LIBRARY_FILE, PREVIOUS_FILE))
    if holds_nothing and all_spoilt and any(path.exists() for path in left):
        raise refuse(home, words_of(found))
    return rescue


def mend(home: Path, found: Evidence, *, alone: bool) -> None:
    """Write good files in the place of damaged ones; the notice says what was done. Hold the library's lock.

    Raises:
        LibraryDamaged: nothing can be rebuilt, or another process has the damaged log open.
        LibraryError: the disk refuses; nothing is lost by it.
    """
    rescue = rescued(home, found)
    memory = rescue.memory()
    assert found.library is not None
    if found.log_trouble and not alone:
        raise LibraryDamaged(
            f"{LOG_FILE} {found.log_trouble} and is in use: close paperknife everywhere else, then open it again"
        )
    file, log = home / LIBRARY_FILE, home / LOG_FILE
    kept = unbroken(found.rows, rescue.newest)
    notice = _notice(home, found, rescue, memory)
    with refusals_told(home):
        if found.file_trouble and file.exists():
            notice += f"; the damaged file is kept as {keep_copy(file, 'damaged')}"
        aside = aside_of(log, "damaged") if found.log_trouble and log.exists() else None
        if aside is not None:
            notice += f"; the damaged log is kept as {aside.name}"
        if found.log_trouble:
            notice += "; some of what was done can no longer be undone" if kept else "; undo begins anew"
        if not found.is_unfinished:
            note_ahead(home, notice)
        header = Header(found.library, rescue.newest, memory.next_places, more=found.more)
        write_checkpoint(file, header, memory.lines, None)
        if found.log_trouble:
            if aside is not None:
                move_log(log, aside)
            make_log(log, found.library, kept[0].seq - 1 if kept else rescue.newest, kept)
        Mirror(home / MIRROR_FILE, found.library).empty(rescue.newest)


def in_memory(home: Path, found: Evidence) -> State:
    """Return the best state without writing anything: for a folder that cannot be written."""
    edited, stamp = found.edited, stamp_of(home / LIBRARY_FILE)
    if edited is not None and found.is_edit and not found.bases and not edited.problems:  # it came alone
        memory = Memory(edited.lines, edited.next_places)
        return State(edited.library, memory, edited.change, edited.change, stamp, None, edited.more)
    rescue = rescued(home, found)
    memory = rescue.memory()
    assert found.library is not None
    state = State(found.library, memory, rescue.newest, rescue.newest, stamp, None)
    if found.is_edit:
        shown = sanitise_line(str(home))
        state.notices.append(f"{shown}: {LIBRARY_FILE} was edited elsewhere, which is not taken over yet")
    elif found.file_trouble or found.log_trouble:
        state.notices.append(f"{_notice(home, found, rescue, memory)}; it is not repaired yet")
    return state


def renew_log(home: Path, snapshot: Snapshot) -> None:
    """Write what memory has and begin a new log in the place of one that is gone or damaged; the notice tells it.

    Call it alone and holding the library's lock.

    Raises:
        LibraryDamaged: another process has left something newer than the snapshot.
        LibraryError: the disk refuses.
    """
    log = home / LOG_FILE
    there = read_header(home / LIBRARY_FILE)
    copies, _ = read_mirror(home / MIRROR_FILE, snapshot.library)
    seen = [copy.seq for copy in copies] + ([there.change] if there and there.library == snapshot.library else [])
    if max(seen, default=0) > snapshot.change:
        raise LibraryDamaged(
            f"{LOG_FILE} is damaged, and another process has written: close paperknife, open it again"
        )
    with refusals_told(home):
        aside = aside_of(log, "damaged") if log.exists() else None
        kept = f"; the damaged log is kept as {aside.name}" if aside else ""
        trouble = "was damaged" if aside else "was gone"
        shown = sanitise_line(str(home))
        safe = f"all {holds(snapshot.lines)} are safe"
        note_ahead(home, f"{shown}: {LOG_FILE} {trouble}; {safe}{kept}; undo begins anew")
        write_checkpoint(home / LIBRARY_FILE, snapshot.header, snapshot.ordered(), None)
        if aside is not None:
            move_log(log, aside)
        make_log(log, snapshot.library, snapshot.change)
        Mirror(home / MIRROR_FILE, snapshot.library).empty(snapshot.change)


def set_aside(home: Path, trouble: str) -> None:
    """Keep a damaged library file under another name, while memory has all that was in it; the notice tells it.

    Raises:
        LibraryError: the disk refuses.
    """
    with refusals_told(home):
        kept = keep_copy(home / LIBRARY_FILE, "damaged")
        shown = sanitise_line(str(home))
        note_ahead(home, f"{shown}: {LIBRARY_FILE} {trouble}; written anew, the old file is kept as {kept}")


def _notice(home: Path, found: Evidence, rescue: Rescue, memory: Memory) -> str:
    return told(rescue, memory, f"{sanitise_line(str(home))}: {words_of(found) or 'the files disagree'}")
