"""What is left of a library: every file that tells of it, read as far as it can be."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storage.library.documents import TABLES
from storage.library.engine.checkpoint import Checkpoint, NotOurs, read_checkpoint
from storage.library.engine.foreign import Foreign, read_foreign
from storage.library.engine.log import Log
from storage.library.engine.log_care import salvage
from storage.library.engine.mirror import Copy, by_number, copy_of, read_mirror, receipted_change
from storage.library.engine.recovery import Base, best
from storage.library.engine.rows import Row
from storage.library.engine.troubles import LogDamaged
from storage.library.paths import BACKUPS_FOLDER, LIBRARY_FILE, LOG_FILE, MIRROR_FILE, PREVIOUS_FILE
from storage.text import sanitise_line

IS_MISSING = "is missing"


@dataclass(slots=True)
class Evidence:
    """What is left of a library."""

    library: str | None = None
    bases: list[Base] = field(default_factory=list)
    rows: tuple[Row, ...] = ()
    copies: dict[int, Copy] = field(default_factory=dict)
    receipted: int = 0
    """The change up to which a library file once had everything, as the mirror says."""
    file_trouble: str = ""
    """What is wrong with the library file, in words that follow its name; empty when it is sound."""
    log_trouble: str = ""
    edited: Foreign | None = None
    """The library file if somebody else wrote it whole."""
    more: Mapping[str, Any] = field(default_factory=dict)
    """What else the library file says of itself."""

    @property
    def is_unfinished(self) -> bool:
        """Whether this is a new library that a crash cut short before its log was made."""
        return not self.file_trouble and self.log_trouble == IS_MISSING and all(not b.change for b in self.bases)

    @property
    def is_edit(self) -> bool:
        """Whether the library file is an edit by another hand: of this library, neither damaged nor just emptied."""
        edited = self.edited
        if edited is None or edited.library != (self.library or edited.library):
            return False
        if edited.in_our_lines and self._knows_all_up_to(edited.change):
            return False
        held = any(base.change for base in self.bases) or bool(self.copies)
        return any(edited.lines.values()) or bool(edited.problems) or not held

    def _knows_all_up_to(self, change: int) -> bool:
        rescue = best(self.bases, self.copies, self.receipted)
        return rescue is not None and not rescue.missing and rescue.newest >= change


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
    elif not any(each.change for each in found.bases):
        for backup in sorted((home / BACKUPS_FOLDER).glob(f"*/{LIBRARY_FILE}"), reverse=True):
            checkpoint = _whole(backup)
            if checkpoint is not None and checkpoint.header.library == (found.library or checkpoint.header.library):
                found.library = checkpoint.header.library
                _add_base(found, f"{BACKUPS_FOLDER}/{sanitise_line(backup.parent.name)}", checkpoint)
                break
    found.receipted = receipted_change(home / MIRROR_FILE, found.library or "")
    newest = max([each.change for each in found.bases] + list(found.copies) + [found.receipted])
    last = found.rows[-1].seq if found.rows else base
    if not found.log_trouble and last is not None and last < newest:
        found.log_trouble = "lacks its newest changes"
    return found


def _read_file(home: Path, found: Evidence) -> Checkpoint | None:
    path = home / LIBRARY_FILE
    try:
        return read_checkpoint(path)
    except FileNotFoundError:
        found.file_trouble = IS_MISSING
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
        found.log_trouble = IS_MISSING
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


def words_of(found: Evidence) -> str:
    """Return what is wrong with the files, in one phrase."""
    troubles = ((LIBRARY_FILE, found.file_trouble), (LOG_FILE, found.log_trouble))
    return " and ".join(f"{name} {trouble}" for name, trouble in troubles if trouble)
