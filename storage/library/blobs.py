"""Immutable files named by the SHA-256 of their bytes, under two letters of it: ``ab/abcdef…``."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from storage.errors import LibraryDamaged
from storage.hashing import sha256
from storage.library.disk import make_folder, replace_file, sync_folder
from storage.text import sanitise_line

_NAME = "[0-9a-f]{64}"


def is_name(name: str) -> bool:
    """Return whether ``name`` is one that such a file can have."""
    return re.fullmatch(_NAME, name) is not None


def lies(folder: str, name: str) -> str:
    """Return where such a file lies in its library: ``texts/ab/abcdef…``."""
    return f"{folder}/{name[:2]}/{name}"


class Blobs:
    """A folder of such files. They are written before a record names them, so one without a record is harmless."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._named: set[Path] = set()
        """Folders whose own names are surely on the disk, not only made by a run that may have been cut off since."""

    def put(self, contents: Iterable[bytes]) -> list[str]:
        """Store each of ``contents`` unless it is there, durably, and return their names.

        A file is never written over. One whose bytes are no longer those of its name is set aside, as
        ``NAME.damaged.TIME``, and a good one takes its place.

        Raises:
            OSError: one of them cannot be written.
        """
        names = []
        touched: dict[Path, None] = {}
        for data in contents:
            name = sha256(data)
            path = self.path(name)
            if not self.holds(name):
                make_folder(path.parent)
                _set_aside(path)
                replace_file(path, data)
                touched[path.parent] = None
            elif path.parent not in self._named:  # written by a run that may have been cut off before its name was
                touched[path.parent] = None
            names.append(name)
        self._sync(touched)
        return names

    def holds(self, name: str) -> bool:
        """Return whether the file called ``name`` is there with the bytes of its name."""
        try:
            return is_name(name) and sha256(self.path(name).read_bytes()) == name
        except OSError:
            return False

    def get(self, name: str) -> bytes:
        """Return the bytes called ``name``.

        Raises:
            FileNotFoundError: there are none, or it is no name.
            LibraryDamaged: the file cannot be read, or holds other bytes than its name says.
        """
        if not is_name(name):  # a record may name a device, or what lies elsewhere
            raise FileNotFoundError(name)
        path = self.path(name)
        shown = sanitise_line(str(path))
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise
        except OSError as error:
            raise LibraryDamaged(f"{shown} cannot be read: {error.strerror}") from error
        if sha256(data) != name:
            raise LibraryDamaged(
                f"{shown} is damaged: its bytes are not those it was stored with; "
                "put back a copy of the file, or add the page again"
            )
        return data

    def _sync(self, touched: Iterable[Path]) -> None:
        """Make the names of files durable, and once for each folder its own name and that of the one around it."""
        unsure = False
        for folder in touched:
            sync_folder(folder)
            unsure |= folder not in self._named
        if unsure:
            sync_folder(self._folder)
            if self._folder not in self._named:
                sync_folder(self._folder.parent)
        self._named.update(touched, [self._folder] if unsure else [])

    def path(self, name: str) -> Path:
        """Return where the bytes called ``name`` lie, or would."""
        return self._folder / name[:2] / name

    def names(self) -> Iterator[str]:
        """Yield the name of every file that is there, whole or not."""
        for path in sorted(self._folder.glob("??/*")):
            if is_name(path.name) and path.parent.name == path.name[:2] and path.is_file():
                yield path.name


def _set_aside(path: Path) -> None:
    """Give what is damaged another name, if there is anything; it may still help somebody."""
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    with contextlib.suppress(FileNotFoundError):
        path.rename(path.with_name(f"{path.name}.damaged.{moment}"))
