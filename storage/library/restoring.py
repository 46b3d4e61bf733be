"""A backup comes back: as one action that undo takes back, or in the place of files that cannot be opened."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from storage.errors import LibraryDamaged, LibraryError, UsageError
from storage.library.backups import no_backup_meanwhile
from storage.library.blobs import Blobs
from storage.library.disk import TEMPORARY, make_folder, refusals_told, replace_file, sync_folder
from storage.library.documents import ANNOTATIONS, ARTICLES, TABLES, Draft
from storage.library.engine.aside import aside_of, keep_copy, move_log
from storage.library.engine.checkpoint import NotOurs, read_checkpoint
from storage.library.engine.checkpointing import Snapshot, write_checkpoint
from storage.library.engine.lines import decode, place_of
from storage.library.engine.memory import Memory
from storage.library.engine.mirror import Mirror
from storage.library.engine.opening import copied_log, read_state
from storage.library.engine.store import Store
from storage.library.locking import Presence, locked
from storage.library.named import files_of
from storage.library.packing import unpack
from storage.library.paths import (
    LIBRARY_FILE,
    LOCK_FILE,
    LOG_FILE,
    MIRROR_FILE,
    PRESENCE_FILE,
    PREVIOUS_FILE,
    STATE_FILE,
)
from storage.library.records import read_article
from storage.text import sanitise_line

T = TypeVar("T")
Act = Callable[[Callable[[Draft], T], Callable[[T], str]], T]
"""Commits an action over a draft under the label that is worked out of its outcome."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore has changed."""

    made: str
    """When the backup was made, local time, to the minute."""
    articles: int
    """Articles that came back, went or were put as they had been."""
    annotations: int
    missing: tuple[str, ...] = ()
    """Titles of articles whose text is neither in the backup nor here."""


@dataclass(frozen=True, slots=True)
class _Backup:
    folder: Path
    library: str
    memory: Memory
    sequence: int
    made: str


def restore(store: Store, source: Path, act: Act[tuple[int, int]]) -> Restored:
    """Put the library into the state of a backup: one action, which undo takes back.

    What came into the library since goes. Texts and raw bytes that are missing or damaged here are brought in first.

    Raises:
        UsageError: ``source`` is the library itself.
        LibraryDamaged: ``source`` is no backup, or a damaged one.
        LibraryError: it is one of another library, or the disk refuses; nothing has changed.
    """
    with refusals_told(store.home), no_backup_meanwhile(store.home), _opened(source, store.home) as backup:
        if backup.library != store.library:
            raise LibraryError(
                f"{sanitise_line(str(source))} is a backup of another library, and no two are mixed: open it with "
                "--library, or import an export of it"
            )
        missing = _bring_blobs(store.home, backup)
        articles, annotations = act(
            lambda draft: _lay(draft, backup.memory), lambda _: f"restore backup of {backup.made}"
        )
        return Restored(backup.made, articles, annotations, missing)


def put_in_place(home: Path, source: Path) -> Restored:
    """Put a backup's files into a folder whose library cannot be opened, or that holds none.

    The files that are there are set aside before.

    Raises:
        LibraryDamaged: ``source`` is no backup, or a damaged one, or another process has the library open.
        LibraryError: the disk refuses.
    """
    with refusals_told(home):
        make_folder(home)
        presence = Presence(home / PRESENCE_FILE)
        with (
            contextlib.closing(presence),
            presence.alone() as alone,
            locked(home / LOCK_FILE),
            no_backup_meanwhile(home),
        ):
            if not alone:
                raise LibraryDamaged(
                    f"{sanitise_line(str(home))} is open in another paperknife: close it there, then restore again"
                )
            with _opened(source, home) as backup:
                return _put_files(home, backup)


def _put_files(home: Path, backup: _Backup) -> Restored:
    """The log before the library file: cut off between them, nothing can be opened that is not whole."""
    from storage.library.engine.log import Log
    from storage.library.engine.log_care import copy, make_log

    missing = _bring_blobs(home, backup)
    for name in (LIBRARY_FILE, PREVIOUS_FILE, MIRROR_FILE, STATE_FILE):
        if (home / name).exists():
            keep_copy(home / name, "replaced")
    if (home / LOG_FILE).exists():
        move_log(home / LOG_FILE, aside_of(home / LOG_FILE, "replaced"))
    for name in (LIBRARY_FILE, PREVIOUS_FILE):
        (home / name).unlink(missing_ok=True)
    with copied_log(backup.folder) as log:
        if log.exists():
            with contextlib.closing(Log(log, read_only=True)) as opened:
                copy(opened, home / LOG_FILE)
        else:
            make_log(home / LOG_FILE, backup.library, backup.sequence)
    with contextlib.suppress(FileNotFoundError):
        replace_file(home / STATE_FILE, (backup.folder / STATE_FILE).read_bytes())
    Mirror(home / MIRROR_FILE, backup.library).empty()
    memory = backup.memory
    whole = Snapshot(
        backup.library, backup.sequence, memory.next_places, memory.lines, frozenset(memory.unsorted), {}
    )
    write_checkpoint(home / LIBRARY_FILE, whole.header, whole.ordered(), None)
    sync_folder(home)
    return Restored(backup.made, len(memory.lines[ARTICLES]), len(memory.lines[ANNOTATIONS]), missing)


@contextlib.contextmanager
def _opened(source: Path, home: Path) -> Iterator[_Backup]:
    """Read a backup; one that is one file is unpacked beside the library meanwhile."""
    if source.resolve() == home.resolve():
        raise UsageError(f"{sanitise_line(str(source))} is the library itself, and no backup of it")
    with contextlib.ExitStack() as held:
        folder = source
        if not source.is_dir():
            folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix=TEMPORARY, dir=home)))
            unpack(source, folder)
        yield _read(source, folder)


def _read(source: Path, folder: Path) -> _Backup:
    shown = sanitise_line(str(source))
    try:
        made = datetime.fromtimestamp((folder / LIBRARY_FILE).stat().st_mtime).strftime("%Y-%m-%d %H:%M")
        with copied_log(folder) as log:
            if log.exists():
                state = read_state(folder, log=log, open_log=True)
                if state.log is not None:
                    state.log.close()
                return _Backup(folder, state.library, state.memory, state.sequence, made)
        found = read_checkpoint(folder / LIBRARY_FILE)
    except FileNotFoundError as error:
        raise LibraryDamaged(f"{shown} is no backup: it holds no {LIBRARY_FILE}") from error
    except NotOurs as error:
        raise LibraryDamaged(f"{shown} is no backup, or its {LIBRARY_FILE} is damaged") from error
    memory = Memory(found.lines, found.header.next_places)
    return _Backup(folder, found.header.library, memory, found.header.change, made)


def _bring_blobs(home: Path, backup: _Backup) -> tuple[str, ...]:
    """Have here what the backup's articles need; return the titles of those whose text cannot be had."""
    missing = []
    for document in backup.memory.all(ARTICLES):
        record = read_article(document)
        lost = {
            name
            for folder, name in files_of(document)
            if not _bring(Blobs(home / folder), Blobs(backup.folder / folder), name)
        }
        if record.texts_sha256 in lost:
            missing.append(record.shown_title)
    return tuple(missing)


def _bring(here: Blobs, there: Blobs, name: str) -> bool:
    if here.holds(name):
        return True
    try:
        here.put([there.get(name)])
    except (FileNotFoundError, LibraryDamaged):
        return False
    return True


def _lay(draft: Draft, memory: Memory) -> tuple[int, int]:
    """Lay the backup's state over the present one; return how many articles and annotations are touched."""
    touched = dict.fromkeys(TABLES, 0)
    for table in TABLES:
        lines = memory.lines[table]
        for document in list(draft.all(table)):
            if document["id"] not in lines:
                draft.drop(table, document["id"])
                touched[table] += 1
        for key, line in lines.items():
            document = decode(line)
            if draft.get(table, key) != document:
                draft.put(table, document, place_of(line))
                touched[table] += 1
    return touched[ARTICLES], touched[ANNOTATIONS]
