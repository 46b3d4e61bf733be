"""A library file that somebody else has written: plain TinyDB, by stock TinyDB, an editor, or an older paperknife."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.collector import collector_paused
from storage.errors import LibraryError
from storage.library.engine.checkpoint import KNOWN, STORE, NotOurs, refuse_newer
from storage.library.engine.lines import encode, encode_value, keys_of_document, line_of, place_of
from storage.library.engine.memory import Lines
from storage.library.well_formed import refuse_malformed
from storage.text import sanitise_line

_MOST = 2**53
"""The highest doc_id that every reader of JSON understands."""
_DOC_ID = re.compile("[0-9]{1,16}")


@dataclass(frozen=True, slots=True)
class Foreign:
    """What such a file holds."""

    library: str
    change: int
    """The change up to which the file was ours before it was edited."""
    form: int
    next_places: Mapping[str, int]
    lines: Lines
    more: Mapping[str, Any]
    """Fields of the first table that this version does not know."""
    problems: tuple[str, ...]
    """What in it was not understood and is not in :attr:`lines`, each in half a sentence."""
    in_our_lines: bool
    """Whether it stands in lines as we write them: stock TinyDB writes one line, so what is wrong in it is damage."""


def read_foreign(path: Path) -> Foreign:
    """Read a library file, whoever wrote it.

    Raises:
        FileNotFoundError: there is none.
        NotOurs: it is no TinyDB file of a library.
        LibraryError: it cannot be read, or a newer paperknife wrote it.
    """
    shown = sanitise_line(str(path))
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise LibraryError(f"{shown} cannot be read: {error.strerror}") from error
    try:
        with collector_paused():
            raw = json.loads(data, object_pairs_hook=_once)
            return _foreign(raw, path, data[: data.find(b"\n") + 1])
    except (ValueError, RecursionError) as error:
        raise NotOurs(f"{shown} is not a library that can be read ({sanitise_line(str(error))})") from error


def _foreign(raw: object, path: Path, first: bytes) -> Foreign:
    store = raw.get(STORE) if isinstance(raw, dict) else None
    head = store.get("1") if isinstance(store, dict) else None
    if not isinstance(raw, dict) or not isinstance(head, dict) or not isinstance(head.get("library"), str):
        raise ValueError(f"it has no table {STORE} that names the library")
    refuse_newer(head, path)
    problems: list[str] = []
    lines = {name: _table(name, raw[name], problems) for name in raw if name != STORE}
    more = {name: value for name, value in head.items() if name not in KNOWN}
    encode_value(more)  # raises where it holds a number that is none
    return Foreign(
        head["library"],
        _number(head.get("change"), 0),
        _number(head.get("format"), 0),
        _next_places(head.get("next"), lines),
        lines,
        more,
        tuple(problems),
        first.startswith(b'{"%b": {"1": {' % STORE.encode()) and first.endswith(b'"}},\n'),
    )


def _next_places(noted: object, lines: Lines) -> dict[str, int]:
    """Return a doc_id for each table that no document has had; another hand has not kept up what the file notes."""
    known = noted if isinstance(noted, dict) else {}
    highest = {name: max(map(place_of, documents.values()), default=0) for name, documents in lines.items()}
    return {name: max(_number(known.get(name), 1), 1 + place) for name, place in highest.items()}


def _number(noted: object, default: int) -> int:
    """Return a number that the file notes of itself; ``default`` where it is none, or one that SQLite cannot hold."""
    return noted if isinstance(noted, int) and 0 <= noted <= _MOST else default


def _table(name: str, documents: object, problems: list[str]) -> dict[str, bytes]:
    if not isinstance(documents, dict):
        raise ValueError(f"its {name} is no table")
    found: dict[str, bytes] = {}
    for doc_id, document in documents.items():
        try:
            key, line = _line(name, doc_id, document)
            if key in found:
                raise ValueError(f"the id {key!r} stands twice in its {name}")
        except (ValueError, LibraryError) as error:
            problems.append(sanitise_line(str(error)))
        else:
            found[key] = line
    return found


def _line(name: str, doc_id: str, document: Any) -> tuple[str, bytes]:
    """Return the id of a document and its line as we write it.

    Raises:
        ValueError: it has no id or no doc_id, or holds what a library cannot.
        LibraryDamaged: it cannot be shown.
    """
    place = int(doc_id) if _DOC_ID.fullmatch(doc_id) else 0
    if not 1 <= place <= _MOST:
        raise ValueError(f"the doc_id {doc_id!r} of its {name} is no number")
    key, _ = keys_of_document(name, document)
    if not key.isprintable() or _has_half_characters(document):
        raise ValueError(f"the document {key!r} of its {name} holds what is no text")
    try:
        encoded = encode(name, document)
    except ValueError:  # NaN, or 1e999
        raise ValueError(f"the document {key!r} of its {name} holds a number that is none") from None
    refuse_malformed(name, document)
    return key, line_of(place, encoded)


def _has_half_characters(document: Any) -> bool:
    """Return whether a text in a document cannot be written as UTF-8, which an escape in JSON can."""
    try:
        json.dumps(document, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; of a name that stands twice json would drop the first value in silence."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return made
