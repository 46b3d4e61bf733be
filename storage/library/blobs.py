"""Immutable files named by the SHA-256 of their bytes, under two letters of it: ``ab/abcdef…``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from storage.errors import LibraryDamaged
from storage.library.disk import make_folder, replace_file, sync_folder
from storage.text import sanitise_line


def sha256(data: bytes) -> str:
    """Return the hash that names ``data``, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


class Blobs:
    """A folder of such files. They are written before a record names them, so one without a record is harmless."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, contents: Iterable[bytes]) -> list[str]:
        """Store each of ``contents`` unless it is there, durably, and return their names.

        A file whose bytes are no longer those of its name is put right.

        Raises:
            OSError: one of them cannot be written.
        """
        names = []
        touched: dict[Path, None] = {}
        for data in contents:
            name = sha256(data)
            path = self._path(name)
            if not self._is_whole(path, name):
                make_folder(path.parent)
                replace_file(path, data)
                touched[path.parent] = None
            names.append(name)
        for folder in touched:
            sync_folder(folder)
        return names

    def get(self, name: str) -> bytes:
        """Return the bytes called ``name``.

        Raises:
            FileNotFoundError: there are none.
            LibraryDamaged: the file cannot be read, or holds other bytes than its name says.
        """
        path = self._path(name)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise
        except OSError as error:
            raise LibraryDamaged(f"{sanitise_line(str(path))} cannot be read: {error.strerror}") from error
        if sha256(data) != name:
            raise LibraryDamaged(
                f"{sanitise_line(str(path))} is damaged: its bytes are not those it was stored with; "
                "put back a sound copy of the file"
            )
        return data

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name

    def _is_whole(self, path: Path, name: str) -> bool:
        try:
            return sha256(path.read_bytes()) == name
        except FileNotFoundError:
            return False
