"""Writes a whole library into a folder, as it is at one moment, while it goes on being used."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import LibraryBusy
from storage.library.blobs import Blobs, lies
from storage.library.disk import FILE_MODE, FOLDER_MODE, sync_folder
from storage.library.engine.checkpointing import Snapshot, write_checkpoint
from storage.library.engine.memory import Memory
from storage.library.engine.opening import copied_log
from storage.library.engine.recovery import lay
from storage.library.engine.store import Store
from storage.library.paths import BLOB_FOLDERS, LIBRARY_FILE, LOG_FILE, STATE_FILE

if TYPE_CHECKING:
    from storage.library.engine.log import Log


def write_documents(store: Store, folder: Path) -> None:
    """Write library file, log and the reader's state into a folder; the file holds all that the log has.

    Raises:
        OSError: the disk refuses.
        LibraryError: the log cannot be copied.
    """
    from storage.library.engine.log import Log
    from storage.library.engine.log_care import copy

    snapshot = store.snapshot()  # before the log, which is never behind it
    with _log_of(store) as log:
        copy(log, folder / LOG_FILE)
    with contextlib.closing(Log(folder / LOG_FILE)) as copied:
        rows, last = copied.tail(snapshot.change)
    memory = Memory(snapshot.ordered(), snapshot.next_places)
    for row in rows:
        lay(memory, row)
    whole = Snapshot(
        snapshot.library, last, memory.next_places, memory.lines, frozenset(memory.unsorted), snapshot.more
    )
    write_checkpoint(folder / LIBRARY_FILE, whole.header, whole.ordered(), None)
    with contextlib.suppress(FileNotFoundError):
        _copy(store.home / STATE_FILE, folder / STATE_FILE)


def link_blobs(home: Path, folder: Path) -> None:
    """Give raw bytes and texts a second name in a folder, or copy them where that cannot be.

    They are never altered in place, so that the two names cost no room and never disturb each other.

    Raises:
        OSError: the disk refuses.
    """
    for name, path in blobs_of(home):
        target = folder / name
        target.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        try:
            os.link(path, target)
        except FileNotFoundError:
            continue  # pruned or forgotten a moment ago
        except OSError:
            with contextlib.suppress(FileNotFoundError):
                _copy(path, target)
    sync_folder(folder)


def blobs_of(home: Path) -> Iterator[tuple[str, Path]]:
    """Yield every file of raw bytes and texts: where it lies in its library, and its path."""
    for kind in BLOB_FOLDERS:
        blobs = Blobs(home / kind)
        for name in blobs.names():
            yield lies(kind, name), blobs.path(name)


@contextlib.contextmanager
def _log_of(store: Store) -> Iterator[Log]:
    """Give the log through a connection of its own, so that a change need not wait for the copy."""
    from storage.library.engine.log import Log

    if store.read_only:
        with copied_log(store.home) as path, contextlib.closing(Log(path, read_only=True)) as log:
            yield log
        return
    with store.log():
        pass  # it is there, and is the one that this process writes
    try:
        own = Log(store.home / LOG_FILE)
    except LibraryBusy:  # where processes cannot share memory, no second connection is let in
        with store.log() as log:
            yield log
        return
    with contextlib.closing(own):
        yield own


def _copy(path: Path, target: Path) -> None:
    number = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE)
    with os.fdopen(number, "wb") as file, path.open("rb") as source:
        shutil.copyfileobj(source, file)
        file.flush()
        os.fsync(file.fileno())
