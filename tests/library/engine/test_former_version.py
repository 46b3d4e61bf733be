"""A library of the version before: one file of format 1."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tinydb import TinyDB

from storage.errors import LibraryDamaged
from storage.library import Library
from storage.library.documents import ANNOTATIONS
from storage.library.engine.store import Store
from tests.library.engine.filling import (
    Contents,
    annotation,
    contents,
    fill,
    opened,
    put,
    stock,
)


def former(home: Path, expected: Contents) -> None:
    """Write a library as the version before did: one file of format 1, and the folders beside it."""
    for name in ("history.sqlite", "recent.jsonl", "library.json.prev", "library.json"):
        (home / name).unlink(missing_ok=True)
    tables = {
        name: {str(place): document for place, document in enumerate(documents.values(), 1)}
        for name, documents in expected.items()
    }
    head = {"format": 1, "library": "former", "change": 41, "next": {ANNOTATIONS: 50}, "odd": "kept"}
    parts = [f"{json.dumps(name)}: {json.dumps(table)}" for name, table in {"_store": {"1": head}, **tables}.items()]
    (home / "library.json").write_text("{" + ",\n".join(parts) + "}\n")


def test_a_library_of_the_version_before_opens_and_keeps_everything(home: Path) -> None:
    expected = fill(home)
    expected["shelves"] = {"r": {"id": "r", "odd": 1}}
    former(home, expected)
    with opened(home) as store:
        assert (store.library, contents(store), store.notices.take()) == ("former", expected, ())
        put(store, ANNOTATIONS, annotation("new", "a1"))
    expected[ANNOTATIONS]["new"] = annotation("new", "a1")
    assert stock(home) == expected
    head = json.loads((home / "library.json").read_text())["_store"]["1"]
    assert (head["format"], head["library"], head["odd"], head["change"]) == (2, "former", "kept", 42)
    with TinyDB(home / "library.json") as db:
        assert db.table(ANNOTATIONS).all()[-1].doc_id == 50
    with Library.open(home) as library:
        assert [change.label for change in library.history()] == ["put 1 in annotations"]


def test_a_spoilt_library_of_the_version_before_is_refused_untouched(home: Path) -> None:
    expected = fill(home)
    former(home, expected)
    path = home / "library.json"
    for spoilt in (path.read_bytes()[:-5], path.read_bytes().replace(b'"position": [0, 1]', b'"position": 3')):
        path.write_bytes(spoilt)
        with pytest.raises(LibraryDamaged, match="nothing was changed"):
            Store(home, create=True, origin="command")
        assert path.read_bytes() == spoilt
        assert not (home / "history.sqlite").exists()
