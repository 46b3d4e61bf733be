"""Looks at what lies around the documents of a library: raw bytes, texts, the reader's state, backups, left-overs."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from storage.errors import LibraryError
from storage.hashing import sha256
from storage.library.backups import backups
from storage.library.blobs import Blobs, lies
from storage.library.disk import TEMPORARY
from storage.library.documents import ARTICLES, Document
from storage.library.engine.aside import ASIDE
from storage.library.engine.checkpoint import Checkpoint, read_checkpoint
from storage.library.engine.evidence import Evidence
from storage.library.engine.lines import decode
from storage.library.engine.memory import Memory
from storage.library.looking import quick_check
from storage.library.named import files_in, files_of
from storage.library.paths import (
    BACKUPS_FOLDER,
    BLOB_FOLDERS,
    LIBRARY_FILE,
    LOG_FILE,
    RAW_FOLDER,
    STATE_FILE,
    TEXTS_FOLDER,
)
from storage.library.report import Finding
from storage.library.state_file import PARTS
from storage.text import sanitise_line
from storage.wording import count_of


def findings_around(home: Path, memory: Memory, found: Evidence) -> Iterator[Finding]:
    """Yield what is wrong with the files that the documents name, and with those that stand by themselves."""
    yield from _of_blobs(home, memory, found)
    yield from _of_state(home)
    yield from _of_backups(home)
    yield from _left_over(home)


def _of_blobs(home: Path, memory: Memory, found: Evidence) -> Iterator[Finding]:
    there, unsound = _looked_at(home)
    yield from unsound
    needed = {file: document for document in memory.all(ARTICLES) for file in files_of(document)}
    yield from _missing({file: document for file, document in needed.items() if file not in there}, found)
    undoable = files_in(found.rows)
    gone = {file for file in undoable - needed.keys() - there if file[0] == TEXTS_FOLDER}
    if gone:
        yield Finding(TEXTS_FOLDER, f"lacks {count_of(len(gone), 'text')} that undo would bring back", True)
    spare = there - needed.keys() - undoable
    for folder in BLOB_FOLDERS:
        number = sum(file[0] == folder for file in spare)
        if number:
            yield Finding(folder, f"holds {count_of(number, 'file')} that nothing needs, which is harmless", False)


def _looked_at(home: Path) -> tuple[set[tuple[str, str]], list[Finding]]:
    """Return the files that are there, folder and name, and what is wrong with some of them."""
    there: set[tuple[str, str]] = set()
    unsound = []
    for folder in BLOB_FOLDERS:
        blobs = Blobs(home / folder)
        for name in blobs.names():
            try:
                sound = sha256(blobs.path(name).read_bytes()) == name
            except FileNotFoundError:  # pruned a moment ago
                continue
            except OSError as error:
                unsound.append(Finding(lies(folder, name), f"cannot be read: {error.strerror}", True))
            else:
                if not sound:
                    text = "is damaged: its bytes are not those it was stored with"
                    unsound.append(Finding(lies(folder, name), text, True))
            there.add((folder, name))
    return there, unsound


def _missing(files: Mapping[tuple[str, str], Document], found: Evidence) -> Iterator[Finding]:
    """Yield the files that articles need and that are not there; an import brings no bytes."""
    imported = came_by_import(found)
    without_raw = 0
    for (folder, name), document in files.items():
        if folder == RAW_FOLDER and document["id"] in imported:
            without_raw += 1
            continue
        what = "text" if folder == TEXTS_FOLDER else "bytes"
        title = sanitise_line(str(document.get("title", ""))) or str(document["id"])[:8]
        yield Finding(lies(folder, name), f"is missing: the {what} of “{title}”", True, (str(document["id"]),))
    if without_raw:
        text = f"lacks the bytes of {count_of(without_raw, 'article')} that came by an import, which brings none"
        yield Finding(RAW_FOLDER, text, False)


def came_by_import(found: Evidence) -> frozenset[str]:
    """Return the articles that came by an import, or of whose coming the log no longer tells."""
    labels = {row.seq: row.label for row in found.rows if row.label}
    added = {
        row.id
        for row in found.rows
        if row.table == ARTICLES and row.before is None and row.after is not None
        if not (labels.get(row.action) or "import ").startswith("import ")
    }
    known = {row.id for row in found.rows if row.table == ARTICLES}
    of_bases = {key for base in found.bases for key in base.lines.get(ARTICLES, {})}
    return frozenset((known | of_bases) - added)


def _of_state(home: Path) -> Iterator[Finding]:
    try:
        content: Any = json.loads((home / STATE_FILE).read_bytes())
    except FileNotFoundError:
        return
    except OSError as error:
        yield Finding(STATE_FILE, f"cannot be read: {error.strerror}", True)
        return
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict) or not all(isinstance(content.get(part, {}), dict) for part in PARTS):
        yield Finding(STATE_FILE, "is damaged: places, drafts and pinned tags cannot be read", True)


def _of_backups(home: Path) -> Iterator[Finding]:
    for backup in backups(home):
        place = f"{BACKUPS_FOLDER}/{backup.name}"
        try:
            held: Checkpoint = read_checkpoint(backup.path / LIBRARY_FILE)
        except FileNotFoundError:
            yield Finding(place, f"holds no {LIBRARY_FILE}", True)
            continue
        except LibraryError:
            yield Finding(place, f"has a damaged {LIBRARY_FILE}", True)
            continue
        told = quick_check(backup.path / LOG_FILE)
        if told != "ok":
            yield Finding(place, f"has a damaged {LOG_FILE}: {told}", True)
        texts = Blobs(backup.path / TEXTS_FOLDER)
        documents = map(decode, held.lines.get(ARTICLES, {}).values())
        lacking = sum(not texts.path(str(document.get("texts_sha256"))).exists() for document in documents)
        if lacking:
            yield Finding(place, f"lacks the texts of {count_of(lacking, 'article')}", True)


def _left_over(home: Path) -> Iterator[Finding]:
    left = sum(name.startswith(TEMPORARY) for names in _names_below(home) for name in names)
    if left:
        yield Finding(".", f"holds {count_of(left, 'file')} that a crash left, which is harmless", False)
    aside = [path.name for path in home.iterdir() if any(sign in path.name for sign in ASIDE)]
    if aside:
        text = f"holds {count_of(len(aside), 'file')} set aside before: {', '.join(sorted(aside))}"
        yield Finding(".", text, False)


def _names_below(home: Path) -> Iterator[Iterable[str]]:
    """Yield the names in each folder of a library; what is inside a backup is looked at by itself."""
    for folder, folders, files in os.walk(home):
        yield (*folders, *files)
        if folder == str(home / BACKUPS_FOLDER):
            folders.clear()
