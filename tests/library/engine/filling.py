"""Documents as a library holds them, and short ways to write and to read them past the façade."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from storage.library.documents import ANNOTATIONS, ARTICLES, TABLES, TAGS, Document, Draft
from storage.library.engine.acting import Heading
from storage.library.engine.lines import encode, keys_of
from storage.library.engine.mirror import Copy
from storage.library.engine.rows import Row
from storage.library.engine.store import Store

NOW = "2026-03-01T08:00:00.000Z"

Contents = dict[str, dict[str, Document]]


def article(key: str, title: str = "A title", **more: object) -> Document:
    """Return the document of an article."""
    return {
        "id": key,
        "title": title,
        "authors": [],
        **dict.fromkeys(("site", "published", "language", "url", "origin", "source_sha256", "texts_sha256"), ""),
        "media_type": "text/plain",
        "added": NOW,
        "words": 2,
        "paragraph_count": 1,
        "state": "unread",
        "revision": 1,
        **more,
    }


def annotation(key: str, of: str, note: str = "", tags: Sequence[str] = (), **more: object) -> Document:
    """Return the document of an annotation on the paragraph ``p-…`` that is called as it is."""
    return {
        "id": key,
        "article": of,
        "scope": "paragraph",
        "first": f"p-{key}",
        "last": f"p-{key}",
        "start": None,
        "end": None,
        **dict.fromkeys(("exact", "prefix", "suffix"), ""),
        "position": [0, 1],
        "revision": 1,
        "tags": list(tags),
        "note": note,
        "creator": "ada",
        "created": NOW,
        "modified": NOW,
        **more,
    }


def tag(key: str, name: str) -> Document:
    """Return the document of a tag."""
    return {"id": key, "name": name, "created": NOW, "description": "", "color": ""}


@contextmanager
def opened(home: Path, *, create: bool = False, origin: str = "command") -> Iterator[Store]:
    """Give the store in a folder, closed in the end."""
    with closing(Store(home, create=create, origin=origin)) as store:
        yield store


def put(store: Store, table: str, *documents: Document) -> int:
    """Put documents into a table in one action; return its number."""

    def action(draft: Draft) -> None:
        for document in documents:
            draft.put(table, document)

    return act(store, action, f"put {len(documents)} in {table}")


def drop(store: Store, table: str, *keys: str) -> int:
    """Take documents out of a table in one action; return its number."""

    def action(draft: Draft) -> None:
        for key in keys:
            draft.drop(table, key)

    return act(store, action, f"drop {len(keys)} from {table}")


def act(store: Store, action: Callable[[Draft], None], label: str | None) -> int:
    """Commit an action; return its number."""
    _, committed = store.commit(action, lambda _: Heading(label))
    assert committed.action is not None
    return committed.action


def fill(home: Path, notes: int = 3) -> Contents:
    """Make a library with two articles, a tag and some annotations, each an action, and close it."""
    with opened(home, create=True) as store:
        put(store, ARTICLES, article("a1", "One"), article("a2", "Two", odd={"kept": [1, None]}))
        put(store, TAGS, tag("t1", "war"))
        for number in range(notes):
            put(store, ANNOTATIONS, annotation(f"n{number}", f"a{1 + number % 2}", f"note {number}", ["war"]))
        return contents(store)


def contents(store: Store) -> Contents:
    """Return everything that a store holds, tables that are empty left out."""
    with store.reading:
        return by_table(
            {
                table: {key: store.memory.get(table, key) for key in lines}
                for table, lines in store.memory.lines.items()
            }
        )


def stock(home: Path) -> Contents:
    """Return what stock TinyDB reads in the library file, and see that no doc_id stands there twice."""
    text = (home / "library.json").read_text("ascii")

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(dict(pairs)) == len(pairs), "a name stands twice"
        return dict(pairs)

    json.loads(text, object_pairs_hook=once)
    with TinyDB(home / "library.json", access_mode="r") as db:
        tables = {name: {each["id"]: dict(each) for each in db.table(name)} for name in db.tables() - {"_store"}}
    return by_table(tables)


def by_table(tables: Mapping[str, Mapping[str, Document | None]]) -> Contents:
    """Return tables without those that are empty."""
    made: Contents = {}
    for table, documents in tables.items():
        held = {key: document for key, document in documents.items() if document is not None}
        if held:
            made[table] = held
    return made


def lines_of(*tables: tuple[str, Sequence[Document]]) -> dict[str, dict[str, bytes]]:
    """Return tables as lines, numbered from 1 in each; all four of a library are there."""
    made: dict[str, dict[str, bytes]] = {name: {} for name in TABLES}
    for name, documents in tables:
        lines = made.setdefault(name, {})
        for place, document in enumerate(documents, 1):
            line = b'"%d": %b' % (place, encode(name, document))
            lines[keys_of(name, line)[0]] = line
    return made


def row(seq: int, key: str = "k", *, action: int | None = None, table: str = ARTICLES, **more: Any) -> Row:
    """Return a row of the log: a document that is new."""
    fields: dict[str, Any] = {
        "at": 1_750_000_000_000 + seq,
        "origin": "command",
        "turn": "do" if action in {None, seq} else "",
        "target": None,
        "label": f"step {seq}" if action in {None, seq} else None,
        "place": seq,
        "before": None,
        "after": encode(table, {"id": key, "title": f"é {seq}"}),
    }
    fields |= more
    return Row(seq=seq, action=seq if action is None else action, table=table, id=key, **fields)


def copy(seq: int, key: str = "k", after: bytes | None = b"{}") -> Copy:
    """Return what the mirror has of a change."""
    return Copy(seq, 1_750_000_000_000 + seq, ARTICLES, key, seq, after)


@contextmanager
def no_file_over(size: int) -> Iterator[None]:
    """Have the disk take no more than ``size`` bytes of each file, as a full one does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def edited(home: Path, edit: Callable[[TinyDB], object]) -> None:
    """Edit the library file with stock TinyDB."""
    with TinyDB(home / "library.json") as db:
        edit(db)
