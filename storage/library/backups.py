"""Backups: the whole library in dated folders under ``backups/``, made by hand or once a day, a few of these kept."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from storage.errors import LibraryBusy, LibraryError, NothingMatches, UsageError
from storage.library.copying import link_blobs, write_documents
from storage.library.disk import FOLDER_MODE, TEMPORARY, make_folder, refusals_told, sync_folder
from storage.library.documents import ANNOTATIONS, ARTICLES
from storage.library.engine.checkpoint import read_checkpoint, read_header
from storage.library.engine.store import Store
from storage.library.locking import locked
from storage.library.packing import pack
from storage.library.paths import BACKUP_LOCK_FILE, BACKUPS_FOLDER, LIBRARY_FILE, typed_path
from storage.text import sanitise_line

DAYS, WEEKS = 3, 4
"""Of those that are made by themselves, the newest of each of so many days and weeks are kept."""
EVERY = timedelta(days=1)

_DAILY = "-daily"
"""Ends the name of one that was made by itself; only these are ever thrown away."""
_STAMP = "%Y-%m-%dT%H%M%S"
_NAME = re.compile(rf"(\d{{4}}-\d\d-\d\dT\d{{6}})(-\d+)?({_DAILY})?")


@dataclass(frozen=True, slots=True)
class Backup:
    """A dated folder."""

    path: Path
    made: datetime
    """Local time."""
    daily: bool
    """Whether it was made by itself, and goes by itself."""

    @property
    def name(self) -> str:
        """What the reader calls it."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class Listed:
    """A backup with what is in it."""

    backup: Backup
    articles: int
    annotations: int
    trouble: str
    """Why it cannot be read, in half a sentence; empty when it can."""


def backups(home: Path) -> list[Backup]:
    """Return the dated folders of a library, newest first, whole or not."""
    found = []
    for path in (home / BACKUPS_FOLDER).glob("*"):
        named = _NAME.fullmatch(path.name)
        if named is not None and path.is_dir():
            with contextlib.suppress(ValueError):
                found.append(Backup(path, datetime.strptime(named[1], _STAMP), named[3] is not None))
    return sorted(found, key=lambda backup: (backup.made, backup.name), reverse=True)


def listed(home: Path) -> Iterator[Listed]:
    """Yield the dated folders of a library with what is in each, newest first."""
    for backup in backups(home):
        try:
            lines = read_checkpoint(backup.path / LIBRARY_FILE).lines
        except FileNotFoundError:
            yield Listed(backup, 0, 0, f"holds no {LIBRARY_FILE}")
        except LibraryError:
            yield Listed(backup, 0, 0, "is damaged")
        else:
            yield Listed(backup, len(lines.get(ARTICLES, {})), len(lines.get(ANNOTATIONS, {})), "")


def find(home: Path, words: str) -> Path:
    """Return what a reader means: a path, or the name of a backup or the beginning of one.

    Raises:
        NothingMatches: there is no such thing, or there are several.
    """
    names = [backup.name for backup in backups(home)]
    found = [name for name in names if name == words] or [name for name in names if words and name.startswith(words)]
    if len(found) == 1:
        return home / BACKUPS_FOLDER / found[0]
    shown = sanitise_line(words)
    if found:
        raise NothingMatches(f"“{shown}” begins the names of {len(found)} backups: {', '.join(found[:5])}")
    path = typed_path(words)
    if words and path.exists():
        return path
    raise NothingMatches(f"there is no backup “{shown}”; “paperknife backup --list” shows those that are there")


@contextlib.contextmanager
def no_backup_meanwhile(home: Path) -> Iterator[None]:
    """Let no process make, read or throw away a backup meanwhile.

    Raises:
        LibraryBusy: another one does so for too long.
        OSError: the lock cannot be had.
    """
    with locked(home / BACKUP_LOCK_FILE):
        yield


def back_up(store: Store, *, daily: bool = False) -> Path:
    """Make a dated folder of the whole library, whole under its name or not at all, and return it.

    Raises:
        LibraryBusy: another process is at the backups for too long.
        LibraryError: the disk refuses; nothing of it is left.
    """
    folder = store.home / BACKUPS_FOLDER
    with refusals_told(folder):
        make_folder(folder)
        with no_backup_meanwhile(store.home):
            sweep(folder)
            half = folder / f"{TEMPORARY}{os.urandom(6).hex()}"
            half.mkdir(mode=FOLDER_MODE)
            try:
                write_documents(store, half)
                link_blobs(store.home, half)
                whole = _free_name(folder, _DAILY if daily else "")
                half.rename(whole)
            except BaseException:
                shutil.rmtree(half, ignore_errors=True)
                raise
            sync_folder(folder)
    return whole


def back_up_to(store: Store, target: Path, *, overwrite: bool) -> Path:
    """Write the whole library into one file and return its path.

    Raises:
        UsageError: ``target`` is a folder, or lies in the library.
        LibraryError: it is there already and ``overwrite`` is False, or the disk refuses.
    """
    target = typed_path(str(target))
    shown = sanitise_line(str(target))
    if target.is_dir():
        raise UsageError(f"{shown} is a folder; name a file in it")
    if not target.parent.is_dir():
        parent = sanitise_line(str(target.parent))
        raise UsageError(f"{parent} is no folder; make it first, or name another place")
    if target.parent.resolve().is_relative_to(store.home.resolve()):
        raise UsageError(f"{shown} lies in the library; name a file elsewhere, or none for a folder in its backups")
    with contextlib.ExitStack() as held:
        if not store.read_only:
            with refusals_told(store.home):
                held.enter_context(no_backup_meanwhile(store.home))
        pack(store, target, overwrite=overwrite)
    return target


def back_up_if_due(store: Store, now: datetime | None = None) -> Path | None:
    """Make the backup of the day if there is something new to keep, and throw away those that are too many.

    What stands against it is a notice; nothing else suffers from it.
    """
    now = now or datetime.now()
    if store.read_only or not is_due(store, now):
        return None
    try:
        made = back_up(store, daily=True)
        thin_out(store.home)
    except LibraryBusy:
        return None  # another window makes it
    except LibraryError as error:
        store.notices.tell(f"no backup of the day: {error}")
        return None
    return made


def is_due(store: Store, now: datetime) -> bool:
    """Return whether a day has passed since the newest backup, and something has changed.

    One of a day to come was made while the clock was wrong: it would be the newest until then.
    """
    for backup in backups(store.home):
        if backup.made - now >= EVERY:
            continue
        header = read_header(backup.path / LIBRARY_FILE)
        if header is not None and header.library == store.library:
            return now - backup.made >= EVERY and header.change < store.sequence
    return bool(store.memory.lines[ARTICLES])


def thin_out(home: Path) -> None:
    """Throw away those that were made by themselves and are too many.

    Raises:
        LibraryBusy: another process is at the backups for too long.
        LibraryError: the disk refuses.
    """
    with refusals_told(home / BACKUPS_FOLDER), no_backup_meanwhile(home):
        for backup in too_many(backups(home)):
            throw_away(backup.path)


def too_many(made: Sequence[Backup]) -> list[Backup]:
    """Return which of them, newest first, are to go: of each day and of each week the newest stays. Pure."""
    dailies = [backup for backup in made if backup.daily]
    days: dict[object, Backup] = {}
    weeks: dict[object, Backup] = {}
    for backup in dailies:
        days.setdefault(backup.made.date(), backup)
        weeks.setdefault(backup.made.isocalendar()[:2], backup)
    kept = {backup.path for backup in [*list(days.values())[:DAYS], *list(weeks.values())[:WEEKS]]}
    return [backup for backup in dailies if backup.path not in kept]


def throw_away(path: Path) -> None:
    """Delete a dated folder; cut short, it is none any more.

    Raises:
        OSError: the disk refuses.
    """
    going = path.with_name(f"{TEMPORARY}{os.urandom(6).hex()}")
    path.rename(going)
    shutil.rmtree(going)


def sweep(folder: Path) -> None:
    """Delete what was cut short. Call it while no other process makes a backup."""
    for left in folder.glob(f"{TEMPORARY}*"):
        shutil.rmtree(left, ignore_errors=True)


def _free_name(folder: Path, ending: str) -> Path:
    stamp = datetime.now().strftime(_STAMP)
    number, path = 1, folder / f"{stamp}{ending}"
    while path.exists():
        number += 1
        path = folder / f"{stamp}-{number}{ending}"
    return path
