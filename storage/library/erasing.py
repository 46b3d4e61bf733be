"""Erases what lies around a library's log: raw bytes, texts, the reader's state, the cache, backups, old files."""

from __future__ import annotations

import contextlib
import json
import mmap
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storage.annotation import tag_key
from storage.errors import LibraryBusy
from storage.library.backups import backups, sweep, throw_away
from storage.library.blobs import Blobs, lies
from storage.library.disk import TEMPORARY
from storage.library.engine.aside import ASIDE, DAMAGED
from storage.library.locking import locked
from storage.library.paths import (
    BACKUPS_FOLDER,
    BLOB_FOLDERS,
    CACHE_FOLDER,
    FEEDING_LOCK_FILE,
    LIBRARY_FILE,
    LOCK_FILE,
    LOG_FILE,
    MIRROR_FILE,
    NOTICES_FILE,
    PREVIOUS_FILE,
    STATE_FILE,
    STATE_LOCK_FILE,
)
from storage.library.state_file import read_content, write_content

_LEAST = 3
"""Letters of a word by which a file that was set aside is known to tell of an article."""
_SHOWN = 8
"""Characters of an id that a reader is shown, and types."""
_KEPT_ASIDE = (LIBRARY_FILE, PREVIOUS_FILE, LOG_FILE, MIRROR_FILE, STATE_FILE)


@dataclass(frozen=True, slots=True)
class Needles:
    """What tells of articles that are to be forgotten."""

    articles: frozenset[str]
    tags: frozenset[str]
    """As tags are compared."""
    words: frozenset[str]

    def found_in(self, path: Path) -> bool:
        """Return whether a file holds one of the ids or words, as they are or as JSON writes them."""
        texts = [*self.articles, *(word for word in self.words if len(word) >= _LEAST)]
        sought = {form for text in texts for form in _forms(text)}
        try:
            with path.open("rb") as file:
                if not path.stat().st_size:
                    return False
                with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                    return any(content.find(form) >= 0 for form in sought)
        except FileNotFoundError:
            return False

    def named_in(self, line: str) -> bool:
        """Return whether a line that was typed names an article or a tag, or holds words of them."""
        folded = tag_key(line)
        words = (tag_key(word) for word in self.words if len(word) >= _LEAST)
        return (
            any(article[:_SHOWN] in folded for article in self.articles)
            or any(re.search(rf"(?<!\w){re.escape(tag)}(?!\w)", folded) for tag in self.tags)
            or any(word in folded for word in words)
        )


def _forms(text: str) -> Iterator[bytes]:
    yield text.encode("utf-8", "surrogatepass")
    yield json.dumps(text)[1:-1].encode()
    yield json.dumps(text, ensure_ascii=False)[1:-1].encode("utf-8", "surrogatepass")


@dataclass(slots=True)
class Files:
    """What was erased."""

    blobs: set[tuple[str, str]] = field(default_factory=set)
    backups: list[str] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)


def erase_files(home: Path, needles: Needles, blobs: Iterable[tuple[str, str]]) -> Files:
    """Erase everything outside the log that tells of articles which are in the library no more.

    Call it while no process makes a backup.

    Raises:
        LibraryBusy: another process holds a file for too long.
        OSError: the disk refuses.
    """
    blobs = list(blobs)
    erased = Files()
    _erase_blobs(home, blobs, erased)
    _erase_state(home, needles)
    _erase_cache(home, erased)
    _erase_backups(home, needles, blobs, erased)
    _erase_set_aside(home, needles, erased)
    return erased


def _erase_blobs(home: Path, blobs: Iterable[tuple[str, str]], erased: Files) -> None:
    for kind, name in blobs:
        path = Blobs(home / kind).path(name)
        for found in [*path.parent.glob(f"{name}*"), *path.parent.glob(f"{TEMPORARY}{name}*")]:
            found.unlink(missing_ok=True)
            erased.blobs.add((kind, name))
        with contextlib.suppress(OSError):  # others lie in it
            path.parent.rmdir()


def _erase_state(home: Path, needles: Needles) -> None:
    """Take places and drafts of the articles out of the reader's state, and tags that are no more."""
    path = home / STATE_FILE
    with locked(home / STATE_LOCK_FILE):
        for left in home.glob(f"{TEMPORARY}{STATE_FILE}-*"):
            left.unlink(missing_ok=True)
        if not path.exists():
            return
        content, _ = read_content(path)
        write_content(path, _without(content, needles))


def _without(content: dict[str, Any], needles: Needles) -> dict[str, Any]:
    def is_of(key: str) -> bool:
        return any(key.startswith(article) for article in needles.articles)

    def is_tag(value: object) -> bool:
        return isinstance(value, str) and tag_key(value) in needles.tags

    def left_of(value: str) -> str:
        """Return a setting without the ids in it, of which some are lists, and without lines that tell of them."""
        lines = (" ".join(word for word in line.split(" ") if not is_of(word)) for line in value.split("\n"))
        return "\n".join(line for line in lines if not needles.named_in(line))

    kept = dict(content)
    for part in ("places", "drafts"):
        kept[part] = {key: value for key, value in content.get(part, {}).items() if not is_of(key)}
    kept["pinned"] = {key: value for key, value in content.get("pinned", {}).items() if not is_tag(value)}
    settings = content.get("settings", {}).items()
    kept["settings"] = {key: left_of(value) if isinstance(value, str) else value for key, value in settings}
    return kept


def _erase_cache(home: Path, erased: Files) -> None:
    """Delete all that can be made again; the locks stay, for others may hold them."""
    folder = home / CACHE_FOLDER
    if not folder.is_dir():
        return
    try:
        with locked(folder / FEEDING_LOCK_FILE):
            _empty(folder)
    except LibraryBusy:
        _empty(folder)
        erased.troubles.append("another window is making the index of the search; forget again when it is done")


def _empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            with contextlib.suppress(OSError):
                path.rmdir()
        elif path.suffix != ".lock":
            path.unlink(missing_ok=True)


def _erase_backups(home: Path, needles: Needles, blobs: Iterable[tuple[str, str]], erased: Files) -> None:
    folder = home / BACKUPS_FOLDER
    sweep(folder)
    paths = [lies(kind, name) for kind, name in blobs]
    known = {backup.path for backup in backups(home)}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_dir() and (
            any((path / name).exists() for name in paths)
            or any(needles.found_in(document) for document in path.iterdir() if document.is_file())
        ):
            throw_away(path)
            erased.backups.append(path.name)
        elif path.is_file() and path not in known and needles.found_in(path):
            path.unlink()
            erased.backups.append(path.name)


def _erase_set_aside(home: Path, needles: Needles, erased: Files) -> None:
    """Delete what was kept of damaged and edited files, if it tells of the articles, and what crashes have left."""
    for path in sorted(home.iterdir()):
        name = path.name
        if not path.is_file() or not name.startswith(_KEPT_ASIDE) or not any(sign in name for sign in ASIDE):
            continue
        if any(sign in name for sign in DAMAGED) or needles.found_in(path):
            path.unlink()
            erased.set_aside.append(name)
    with locked(home / LOCK_FILE):
        for left in [
            *home.glob(f"{TEMPORARY}{LIBRARY_FILE}*"),
            *home.glob(f"{LOG_FILE}.new*"),
        ]:
            left.unlink(missing_ok=True)
    for kind in BLOB_FOLDERS:
        for path in [*(home / kind).glob(f"*/{TEMPORARY}*"), *(home / kind).glob("*/*.damaged.*")]:
            if needles.found_in(path):
                path.unlink(missing_ok=True)
                erased.set_aside.append(f"{kind}/{path.parent.name}/{path.name}")
    if needles.found_in(home / NOTICES_FILE):
        (home / NOTICES_FILE).unlink(missing_ok=True)
