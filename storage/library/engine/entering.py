"""Opens a library in whatever state its files are: sound, damaged, edited elsewhere, read-only, on a network."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.errors import LibraryBusy, LibraryDamaged, LibraryUnwritable
from storage.library.disk import refusals_told
from storage.library.engine.checkpoint import read_header
from storage.library.engine.mounts import network_file_system
from storage.library.engine.opening import (
    State,
    begin,
    copied_log,
    is_settled,
    is_there,
    is_writable,
    missing,
    read_state,
)
from storage.library.locking import Presence, locked
from storage.library.paths import LIBRARY_FILE, LOCK_FILE, PRESENCE_FILE
from storage.text import sanitise_line


@dataclass(slots=True, eq=False, repr=False)
class Entered:
    """An open library."""

    state: State
    presence: Presence | None
    """None: the folder cannot be written, so that nobody needs to know that we read in it."""
    created: bool
    exclusive: bool
    """Whether nobody else may open it meanwhile."""


def enter(home: Path, *, create: bool) -> Entered:
    """Open the library in ``home``, put right what is damaged, make one if there is none and ``create`` says so.

    Raises:
        LibraryMissing: there is none, and ``create`` is False.
        LibraryDamaged: it cannot be rebuilt from what is left.
        LibraryBusy: another process repairs it, or has it open where only one may.
        LibraryError: it cannot be opened or made.
    """
    created = False
    if not is_there(home):
        if not create:
            raise missing(home)
        created = begin(home)
    if not is_writable(home):
        said = f"{sanitise_line(str(home))} cannot be written"
        return Entered(_read_only(home, said), None, False, exclusive=False)
    system = network_file_system(home)
    with refusals_told(home):
        presence = Presence(home / PRESENCE_FILE)
    try:
        with _one_host(home, system):
            state = _state(home, presence, exclusive=system is not None)
    except LibraryUnwritable as error:  # a full disk: a repair needs room, and so does SQLite to open a log
        presence.close()
        return Entered(_read_only(home, str(error)), None, False, exclusive=False)
    except BaseException:
        presence.close()
        raise
    if system is not None:
        state.notices.append(
            f"{sanitise_line(str(home))} is on a network file system ({system}): open it on one machine at a time"
        )
    return Entered(state, presence, created, exclusive=system is not None)


def _state(home: Path, presence: Presence, *, exclusive: bool) -> State:
    with contextlib.suppress(FileNotFoundError, LibraryDamaged):
        return read_state(home, exclusive=exclusive, open_log=exclusive)
    with refusals_told(home), locked(home / LOCK_FILE):  # no other process is half-way through something
        with contextlib.suppress(FileNotFoundError, LibraryDamaged):
            return read_state(home, exclusive=exclusive, open_log=exclusive)
        return _repaired(home, presence, exclusive=exclusive)


def _repaired(home: Path, presence: Presence, *, exclusive: bool) -> State:
    from storage.library.engine.evidence import gather
    from storage.library.engine.mending import mend
    from storage.library.engine.taking_over import adopt, edited_state

    with presence.alone() as alone:
        found = gather(home)
        if found.is_edit:
            if not found.bases:
                adopt(home, found)
            else:
                return edited_state(home, found, alone=alone, exclusive=exclusive)
        else:
            mend(home, found, alone=alone)
    return read_state(home, exclusive=exclusive, open_log=True)


def _read_only(home: Path, why: str) -> State:
    """Read a library that cannot be written; nothing is changed, not even a lock taken. ``why`` is told."""
    said = f"the library is open for reading only: {why}"
    header = read_header(home / LIBRARY_FILE)
    if header is not None and is_settled(home, header.library, header.change):
        with contextlib.suppress(FileNotFoundError, LibraryDamaged):
            state = read_state(home)
            state.notices.append(said)
            return state
    with copied_log(home) as log:
        try:
            state = read_state(home, log=log, open_log=True)
            if state.log is not None:
                state.log.close()
                state.log = None
        except (FileNotFoundError, LibraryDamaged):
            from storage.library.engine.evidence import gather
            from storage.library.engine.mending import in_memory

            state = in_memory(home, gather(home, log))
    state.notices.append(said)
    return state


@contextlib.contextmanager
def _one_host(home: Path, system: str | None) -> Iterator[None]:
    """Say what a busy log means where only one process may have it."""
    try:
        yield
    except LibraryBusy as error:
        if system is None:
            raise
        raise LibraryBusy(
            f"the library {sanitise_line(str(home))} is open elsewhere, and on a network file system ({system}) only "
            "one paperknife may have it; close the other one"
        ) from error


def require_writable(home: Path, entered: Entered) -> None:
    """Refuse a change of a library that is open for reading only.

    Raises:
        LibraryUnwritable: it is.
    """
    if entered.presence is None:
        shown = sanitise_line(str(home))
        raise LibraryUnwritable(
            f"nothing was saved in {shown}: the library was opened for reading only; see the permissions of its "
            "folder and the room on its disk, then open it again"
        )
