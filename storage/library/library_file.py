"""The library file as TinyDB lays it out, checked when it is read and written one document a line."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storage.errors import LibraryDamaged, LibraryError
from storage.library.collector import collector_paused
from storage.library.disk import Stamp, stamp_of
from storage.library.documents import TABLES, Document, Tables
from storage.text import sanitise_line

FORMAT = 1
"""What this version writes. It reads nothing newer."""

STORE = "_store"
"""The table whose one document says what the file is: format, library id, the next doc_id of each table."""

RawTables = dict[str, dict[str, Any]]
"""What TinyDB knows: table → doc_id as a string → document."""


@dataclass(slots=True)
class Contents:
    """What a library file holds, by our own ids."""

    raw: RawTables
    stamp: Stamp
    library: str
    tables: Tables
    doc_ids: dict[str, dict[str, int]]
    """Table → our id → TinyDB's doc_id."""
    next_ids: dict[str, int] = field(default_factory=dict)
    """Table → the first doc_id that no document has ever had."""


def read_library_file(path: Path) -> Contents:
    """Read and check the library file.

    Raises:
        FileNotFoundError: there is none.
        LibraryDamaged: it is no library file.
        LibraryError: it cannot be read, or a newer paperknife wrote it.
    """
    try:
        with path.open("rb") as file:
            data = file.read()
            stamp = stamp_of(os.fstat(file.fileno()), data)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise LibraryError(f"{sanitise_line(str(path))} cannot be read: {error.strerror}") from error
    try:
        with collector_paused():
            return _contents(json.loads(data, parse_constant=_refuse_constant), stamp)
    except (ValueError, RecursionError) as error:
        raise LibraryDamaged(
            f"{sanitise_line(str(path))} is not a library that can be read ({sanitise_line(str(error))}); "
            "it was left as it is: put back a sound copy of it"
        ) from error


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _contents(raw: object, stamp: Stamp) -> Contents:
    if not isinstance(raw, dict) or not isinstance(raw.get(STORE), dict):
        raise ValueError(f"it has no table {STORE}")
    store = raw[STORE].get("1")
    if not isinstance(store, dict) or not isinstance(store.get("format"), int):
        raise ValueError(f"its table {STORE} does not name a format")
    if store["format"] > FORMAT:
        raise LibraryError(
            f"the library was written by a newer paperknife (format {store['format']}, this one reads {FORMAT}); "
            "nothing was touched: use the newer one"
        )
    if not isinstance(store.get("library"), str):
        raise ValueError(f"its table {STORE} does not name a library")
    for name, documents in raw.items():
        if not isinstance(documents, dict) or not all(map(_is_doc_id, documents)):
            raise ValueError(f"its {name} are no table")
    tables: dict[str, dict[str, Document]] = {}
    doc_ids: dict[str, dict[str, int]] = {}
    next_ids = {}
    for name in TABLES:
        tables[name], doc_ids[name] = _table(name, raw.get(name, {}))
        next_ids[name] = max(_noted(store, name), 1 + max(doc_ids[name].values(), default=0))
    return Contents(raw, stamp, store["library"], tables, doc_ids, next_ids)


def change_number(store: Mapping[str, Any]) -> int:
    """Return how many changes the file has seen; one edited by hand may not say."""
    number = store.get("change")
    return number if isinstance(number, int) else 0


def _noted(store: Mapping[str, Any], table: str) -> int:
    """Return the next doc_id that the file notes; an edit with stock TinyDB may have left it behind."""
    noted = store.get("next")
    number = noted.get(table) if isinstance(noted, dict) else None
    return number if isinstance(number, int) else 1


def _is_doc_id(written: str) -> bool:
    return written.isdecimal() and written.isascii() and (written[0] != "0")


def _table(name: str, documents: Mapping[str, Any]) -> tuple[dict[str, Document], dict[str, int]]:
    by_id: dict[str, Document] = {}
    doc_ids: dict[str, int] = {}
    for doc_id, document in documents.items():
        own = document.get("id") if isinstance(document, dict) else None
        if not isinstance(own, str):
            raise ValueError(f"the document {doc_id!r} of its {name} has no id")
        if own in by_id:
            raise ValueError(f"the id {own!r} stands twice in its {name}")
        if name in {"annotations", "flips"} and not isinstance(document.get("article"), str):
            raise ValueError(f"the document {doc_id!r} of its {name} names no article")
        by_id[own] = document
        doc_ids[own] = int(doc_id)
    return by_id, doc_ids


class Lines:
    """Turns TinyDB's tables into the lines of the file, and remembers the line of a document that stays the same."""

    def __init__(self) -> None:
        self._known: dict[str, dict[str, tuple[object, bytes]]] = {}

    def encode(self, tables: RawTables) -> bytes:
        """Return the file: ``_store`` on the first line, then each table with one document a line, by doc_id.

        Everything beyond ASCII is escaped: stock TinyDB opens the file in whatever encoding the machine has.
        """
        parts = [_json(STORE) + b": " + _json(tables[STORE])]
        parts.extend(self._table(name, documents) for name, documents in tables.items() if name != STORE)
        return b"{" + b",\n".join(parts) + b"}\n"

    def _table(self, name: str, documents: Mapping[str, Any]) -> bytes:
        known = self._known.get(name, {})
        now = {}
        for doc_id in sorted(documents, key=int):
            document = documents[doc_id]
            held = known.get(doc_id)
            if held is None or held[0] is not document:
                held = (document, _json(doc_id) + b": " + _json(document))
            now[doc_id] = held
        self._known[name] = now
        lines = b",\n".join([line for _, line in now.values()])
        return _json(name) + b": {" + (b"\n" + lines + b"\n" if lines else b"") + b"}"


def _json(value: object) -> bytes:
    return json.dumps(value, allow_nan=False).encode("ascii")
