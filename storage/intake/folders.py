"""Walks a folder: every file below it in the order of their names, hidden ones left out, loops found."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.article import RawDocument
from storage.errors import IntakeError
from storage.intake.files import read_file, shown, trouble

Place = tuple[int, int]
"""Device and inode: what makes two paths the same folder."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something below a folder that was not read, on purpose."""

    origin: str
    """Its path, harmless."""
    why: str
    """In a few words: ``hidden``."""


def walk(folder: Path) -> Iterator[RawDocument | LeftOut | IntakeError]:
    """Read every file below ``folder``: files of a folder and its folders mixed, sorted by name.

    What begins with a dot is left out, a folder as a whole. A folder that leads back into itself is an error, one
    that was read already by another way is left out.
    """
    read: set[Place] = set()
    waiting: list[tuple[Path, frozenset[Place]]] = [(folder, frozenset())]
    while waiting:
        path, above = waiting.pop()
        if path != folder and path.name.startswith("."):
            yield LeftOut(shown(path), "hidden")
            continue
        try:
            if not path.is_dir():
                yield read_file(path)
                continue
            place = _place(path)
            if place in above:
                raise IntakeError(shown(path), "a loop: the folder leads back into itself")
            if place in read:
                yield LeftOut(shown(path), "the same folder as one that was read")
                continue
            read.add(place)
            inside = sorted(path.iterdir(), key=lambda entry: entry.name, reverse=True)
            if not inside and path == folder:
                raise IntakeError(shown(path), "an empty folder")
            if not inside:
                yield LeftOut(shown(path), "an empty folder")
            here = above | {place}
            waiting += [(entry, here) for entry in inside]
        except IntakeError as error:
            yield error
        except OSError as error:
            yield trouble(path, error)


def count_files(folder: Path) -> int:
    """Return how many files are below ``folder``, near enough for a bar: without hidden ones and links to folders."""
    count = 0
    for _, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        count += sum(not name.startswith(".") for name in files)
    return count


def _place(path: Path) -> Place:
    status = path.stat()
    return status.st_dev, status.st_ino
