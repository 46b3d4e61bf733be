"""Paths as people type and paste them: home folders, quotes, escapes; and what could come next."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Entry:
    """A name in a folder."""

    name: str
    is_folder: bool

    @property
    def text(self) -> str:
        """The name as it is completed: a folder's ends in a slash."""
        return f"{self.name}/" if self.is_folder else self.name


def expanded(path: str) -> str:
    """Return a path with ``~`` and variables filled in, ``file:`` addresses turned into paths.

    What is none, such as the home folder of a user that there is not, stays as it is.
    """
    if path.lower().startswith("file://"):
        with suppress(ValueError):
            path = unquote(urlsplit(path).path)
    return os.path.expandvars(os.path.expanduser(Path(path))) if path else ""  # noqa: PTH111  pathlib's raises


def paths_typed(text: str) -> list[str]:
    """Return the paths in what was typed or dropped on the window: one as it stands if it is there, else as a shell
    would part them.
    """
    whole = text.strip()
    if not whole or os.path.lexists(expanded(whole)):
        return [expanded(whole)] if whole else []
    try:
        parts = shlex.split(whole)
    except ValueError:  # a quote that is not closed belongs to the name
        parts = [whole]
    return [expanded(part) for part in parts]


def parted(text: str) -> tuple[str, str]:
    """Return the folder that is typed, with its slash, and the beginning of a name in it."""
    folder, slash, name = text.rpartition("/")
    return folder + slash, name


def entries(folder: str) -> tuple[Entry, ...]:
    """Return what is in a folder, sorted; nothing when it cannot be read."""
    try:
        with os.scandir(expanded(folder) or ".") as found:
            listed = [Entry(entry.name, entry.is_dir()) for entry in found]
    except (OSError, ValueError):  # a name that no file can have is a ValueError
        return ()
    return tuple(sorted(listed, key=lambda entry: entry.name.casefold()))


def matching(name: str, among: Sequence[Entry]) -> list[Entry]:
    """Return the entries that begin with ``name``; hidden ones only when a dot was typed."""
    folded = name.casefold()
    return [
        entry
        for entry in among
        if entry.name.casefold().startswith(folded) and (name.startswith(".") or not entry.name.startswith("."))
    ]


def completed(text: str, among: Sequence[Entry]) -> str:
    """Return what is typed, carried on as far as the entries that match agree."""
    folder, name = parted(text)
    found = matching(name, among)
    if not found:
        return text
    if len(found) == 1:
        return folder + found[0].text
    same = takewhile(lambda letters: len(set(letters)) == 1, zip(*(entry.name for entry in found), strict=False))
    common = "".join(letters[0] for letters in same)
    return folder + common if len(common) >= len(name) else text
