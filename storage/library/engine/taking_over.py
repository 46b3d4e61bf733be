"""Edits that somebody made to the library file with stock TinyDB or an editor enter the library as one action."""

from __future__ import annotations

from pathlib import Path

from storage.library.disk import refusals_told
from storage.library.engine.aside import aside_of, keep_copy, move_log
from storage.library.engine.checkpoint import Header
from storage.library.engine.checkpointing import write_checkpoint
from storage.library.engine.evidence import Evidence
from storage.library.engine.foreign import Foreign
from storage.library.engine.log import Log
from storage.library.engine.log_care import make_log
from storage.library.engine.memory import Lines, Memory
from storage.library.engine.mending import mend, rescued
from storage.library.engine.mirror import Mirror
from storage.library.engine.notices import note_ahead
from storage.library.engine.opening import State, read_state, refuse
from storage.library.engine.recovery import best
from storage.library.engine.takeover import TakeOver, compare
from storage.library.paths import LIBRARY_FILE, LOG_FILE, MIRROR_FILE
from storage.text import sanitise_line
from storage.wording import count_of


def adopt(home: Path, found: Evidence) -> None:
    """Begin a log for a library file that came alone: from an older paperknife, or copied without the rest.

    Raises:
        LibraryDamaged: something in it is not understood; nothing was changed.
        LibraryError: the disk refuses.
    """
    edited = found.edited
    assert edited is not None
    if edited.problems:
        raise refuse(home, f"{LIBRARY_FILE} {edited.problems[0]}")
    with refusals_told(home):
        memory = Memory(edited.lines, edited.next_places)
        header = Header(edited.library, edited.change, memory.next_places, more=edited.more)
        write_checkpoint(home / LIBRARY_FILE, header, memory.lines, None)
        if (home / LOG_FILE).exists():
            move_log(home / LOG_FILE, aside_of(home / LOG_FILE, "damaged"))
        make_log(home / LOG_FILE, edited.library, edited.change)
        Mirror(home / MIRROR_FILE, edited.library).empty()


def edits_of(home: Path, found: Evidence, present: Lines) -> TakeOver:
    """Return what was edited in the library file, compared with what the library holds at ``present``.

    Where both sides changed a document, or the file holds what is not understood, the file is kept aside. The notice
    tells it.

    Raises:
        LibraryError: the disk refuses to keep it.
    """
    edited = found.edited
    assert edited is not None
    before = best(found.bases, {seq: copy for seq, copy in found.copies.items() if seq <= edited.change})
    base = Memory({}) if before is None else before.memory()
    result = compare(base.lines, edited.lines, present)
    if edited.problems:  # what is not understood may be what seems to be deleted
        kept = tuple(edit for edit in result.edits if edit.after is not None)
        result = TakeOver(kept, result.conflicts)
    if not result.edits and not result.conflicts and not edited.problems:
        return result
    notice = f"{sanitise_line(str(home))}: {LIBRARY_FILE} was edited elsewhere; "
    entered = f"{count_of(len(result.edits), 'document')} taken over, undo takes that back"
    notice += entered if result.edits else "nothing was taken over"
    if result.conflicts:
        notice += f"; {count_of(len(result.conflicts), 'document')} had changed here as well and stayed"
    if edited.problems:
        notice += f"; {_not_understood(edited)}"
    with refusals_told(home):
        if result.conflicts or edited.problems:
            notice += f"; the edited file is kept as {keep_copy(home / LIBRARY_FILE, 'edited')}"
        note_ahead(home, notice)
    return result


def edited_state(home: Path, found: Evidence, *, alone: bool, exclusive: bool) -> State:
    """Return the state beside an edited library file, with the edits that are to enter it.

    A damaged log is put right first.

    Raises:
        LibraryError: it cannot be read or put right.
    """
    rescue = rescued(home, found)
    memory = rescue.memory()
    edits = edits_of(home, found, memory.lines)
    if found.log_trouble:
        mend(home, found, alone=alone)
        state = read_state(home, exclusive=exclusive, open_log=True)
    else:
        assert found.library is not None
        assert found.edited is not None
        log = Log(home / LOG_FILE, exclusive=exclusive)
        state = State(found.library, memory, rescue.newest, -1, None, log, found.edited.more)
    state.edits = edits
    return state


def _not_understood(edited: Foreign) -> str:
    more = f" and {len(edited.problems) - 1} more" if len(edited.problems) > 1 else ""
    return f"{edited.problems[0]}{more}, which is not taken over"
