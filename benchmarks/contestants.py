"""The stores that benchmarks/stores.py measures, each in a process of its own: the same work on the same documents.

    python benchmarks/contestants.py NAME FOLDER build NOTES     fill the folder
    python benchmarks/contestants.py NAME FOLDER list            open, make the first list, print what it took
    python benchmarks/contestants.py NAME FOLDER serve NOTES     answer each line of JSON with microseconds

A store's methods take and give what a program would have at hand: an annotation in, documents or annotations out.
What only prepares a call (making the annotation that is to be stored) is outside the time.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import random
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from storage.anchoring import describe
from storage.annotation import Annotation
from storage.article import Article, ArticleRecord, Block, Kind, Role
from storage.cleaning.identity import paragraph_ids
from storage.library.records import annotation_document, article_document

MOST_ARTICLES = 10_000
TAGS = tuple(f"{word}/{number}" for word in ("claim", "method", "doubt", "result") for number in range(10))
WORDS = tuple(f"{stem}{number}" for stem in ("knife", "paper", "fold", "blade", "page") for number in range(40))
FRESH_TAG = "seen"
"""In the codebook from the start, on no annotation."""
_DAY = "2026-01-01T00:00:00.000Z"
_SLOTS_IN_USE = 1_000
"""Places in an article that the first notes may take; new ones come behind."""

Listed = tuple[str, str, int, tuple[str, ...]]
"""An article in the first list: id, title, number of annotations, tags."""


def _uuid(kind: int, number: int) -> str:
    return str(UUID(int=random.Random(kind << 40 | number).getrandbits(128), version=4))


@cache
def _blocks() -> tuple[Block, ...]:
    dice = random.Random(1)
    texts = [" ".join(dice.choices(WORDS, k=60))[:400] for _ in range(12)]
    ids = paragraph_ids((text, Kind.PARAGRAPH) for text in texts)
    return tuple(Block(own, Kind.PARAGRAPH, text, Role.BODY, True) for own, text in zip(ids, texts, strict=True))


def article(number: int) -> Article:
    """Return an article; all of them have one text."""
    own, title = _uuid(1, number), f"Thoughts on paper, part {number}"
    url, source = f"https://ledger.example/{number}", hashlib.sha256(own.encode()).hexdigest()
    said = (title, ("Ada Knife",), "The Ledger", "2025-11-02", "en", url)
    record = ArticleRecord(own, *said, "text/plain", f"{number}.txt", _DAY, source, "0" * 64, 500, 12)
    return Article(record, _blocks())


def articles_of(notes: int) -> int:
    """Return how many articles a library of so many notes has."""
    return min(notes // 10, MOST_ARTICLES)


def annotation(number: int, notes: int, fresh: bool = False) -> Annotation:
    """Return the annotation ``number`` of a library of ``notes``; ``fresh``: one that is not in it."""
    count = articles_of(notes)
    dice = random.Random(number if not fresh else -1 - number)
    slot = number // count if not fresh else _SLOTS_IN_USE + number
    block, start = _blocks()[slot % 12], slot // 12
    target = describe(article(number % count), block.id, None, start, start + 30)
    tags = tuple(dice.sample(TAGS, k=dice.randrange(3)))
    note = " ".join(dice.choices(WORDS, k=dice.randrange(4, 16)))
    return Annotation(_uuid(3 if fresh else 2, number), target, tags, note, "reader", _DAY, _DAY)


class Contestant(ABC):
    """A store of articles' records and annotations, open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def fill(self, notes: int) -> None:
        """Put a whole library in, at once."""

    @abstractmethod
    def first_list(self) -> list[Listed]:
        """Return every article with what a list shows of it."""

    def show(self, article: str) -> None:  # noqa: B027  # most have no text to show
        """Have the article open in which something is about to be marked: its text is where the quote comes from."""

    @abstractmethod
    def insert(self, new: Annotation) -> None:
        """Store an annotation, durably where the store can."""

    @abstractmethod
    def tag(self, held: Annotation) -> None:
        """Give an annotation one more tag."""

    @abstractmethod
    def delete(self, held: Annotation) -> None:
        """Take an annotation out."""

    @abstractmethod
    def notes(self, article: str) -> int:
        """Read the annotations of an article and return how many there are."""

    @abstractmethod
    def search(self, word: str) -> int:
        """Find a word in the notes and return in how many it is."""

    @abstractmethod
    def close(self) -> None:
        """Let it go."""


class Ours(Contestant):
    """paperknife's library, through its façade."""

    def __init__(self, folder: Path) -> None:
        from storage.library import Library

        super().__init__(folder)
        self.library = Library.open(folder, create=True)

    def fill(self, notes: int) -> None:
        """Import it as one export."""
        from storage.annotation import Tag
        from storage.bundle import Bundle

        tags = tuple(Tag(_uuid(4, place), name, _DAY) for place, name in enumerate((*TAGS, FRESH_TAG)))
        articles = tuple(article(number) for number in range(articles_of(notes)))
        self.library.take_in(Bundle(articles, tuple(annotation(number, notes) for number in range(notes)), tags))

    def first_list(self) -> list[Listed]:
        """Return the rows of the list."""
        return [(row.id, row.record.title, row.annotation_count, row.tags) for row in self.library.rows()]

    def show(self, article: str) -> None:
        """Read it."""
        self.library.article(article)

    def insert(self, new: Annotation) -> None:
        """Mark a new target."""
        self.library.mark(new.target, add=new.tags, note=new.note)

    def tag(self, held: Annotation) -> None:
        """Mark the same target."""
        self.library.mark(held.target, add=(FRESH_TAG,))

    def delete(self, held: Annotation) -> None:
        """Delete by id."""
        self.library.delete_annotations([held.id])

    def notes(self, article: str) -> int:
        """Ask for the annotations of an article."""
        return len(self.library.annotations(article))

    def search(self, word: str) -> int:
        """Look through all notes."""
        return sum(word in mark.note for mark in self.library.annotations())

    def close(self) -> None:
        """Close the library."""
        self.library.close()


class Stock(Contestant):
    """TinyDB as it comes."""

    def __init__(self, folder: Path) -> None:
        from tinydb import TinyDB, where

        super().__init__(folder)
        self.where = where
        self.db = TinyDB(folder / "db.json", **self.options())

    def options(self) -> dict[str, Any]:
        """Return how the database is opened."""
        return {}

    def flush(self) -> None:
        """Have what was written on the disk, as far as TinyDB does that."""

    def fill(self, notes: int) -> None:
        """Insert many."""
        self.db.table("articles").insert_multiple(_records(notes))
        self.db.table("annotations").insert_multiple(_documents(notes))
        self.flush()

    def first_list(self) -> list[Listed]:
        """Read the file once, not once a table, and count."""
        counts: dict[str, int] = {}
        tags: dict[str, set[str]] = {}
        tables = self.db.storage.read() or {}
        for document in tables.get("annotations", {}).values():
            counts[document["article"]] = counts.get(document["article"], 0) + 1
            tags.setdefault(document["article"], set()).update(document["tags"])
        return [
            (record["id"], record["title"], counts.get(record["id"], 0), tuple(sorted(tags.get(record["id"], ()))))
            for record in tables.get("articles", {}).values()
        ]

    def insert(self, new: Annotation) -> None:
        """Insert a document."""
        self.db.table("annotations").insert(annotation_document(new))
        self.flush()

    def tag(self, held: Annotation) -> None:
        """Update the document that has this id."""

        def change(document: Any) -> None:
            document["tags"] = [*document["tags"], FRESH_TAG]

        self.db.table("annotations").update(change, self.where("id") == held.id)
        self.flush()

    def delete(self, held: Annotation) -> None:
        """Remove the document that has this id."""
        self.db.table("annotations").remove(self.where("id") == held.id)
        self.flush()

    def notes(self, article: str) -> int:
        """Search by a field."""
        return len(self.db.table("annotations").search(self.where("article") == article))

    def search(self, word: str) -> int:
        """Search by a test."""
        return len(self.db.table("annotations").search(self.where("note").test(lambda note: word in note)))

    def close(self) -> None:
        """Close it."""
        self.db.close()


class Caching(Stock):
    """TinyDB behind its own cache, flushed after each change: else nothing is on the disk."""

    def options(self) -> dict[str, Any]:
        """Return how the database is opened."""
        from tinydb.middlewares import CachingMiddleware
        from tinydb.storages import JSONStorage

        return {"storage": CachingMiddleware(JSONStorage)}

    def flush(self) -> None:
        """Write what is only in memory."""
        self.db.storage.flush()


class SQLite(Contestant):
    """Plain SQLite, write-ahead log and full syncs, each document as JSON in a row."""

    def __init__(self, folder: Path) -> None:
        import sqlite3

        super().__init__(folder)
        self.db = sqlite3.connect(folder / "db.sqlite", isolation_level=None)
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("PRAGMA synchronous=FULL")
        self.db.execute("CREATE TABLE IF NOT EXISTS articles(id TEXT PRIMARY KEY, document TEXT)")
        self.db.execute("CREATE TABLE IF NOT EXISTS notes(id TEXT PRIMARY KEY, article TEXT, document TEXT)")
        self.db.execute("CREATE INDEX IF NOT EXISTS of ON notes(article)")

    def fill(self, notes: int) -> None:
        """Insert many in one transaction."""
        self.db.execute("BEGIN")
        rows = ((record["id"], json.dumps(record)) for record in _records(notes))
        self.db.executemany("INSERT INTO articles VALUES(?, ?)", rows)
        marks = ((document["id"], document["article"], json.dumps(document)) for document in _documents(notes))
        self.db.executemany("INSERT INTO notes VALUES(?, ?, ?)", marks)
        self.db.execute("COMMIT")

    def first_list(self) -> list[Listed]:
        """Let SQLite count; the tags come with their articles."""
        tags: dict[str, list[str]] = {}
        asked = "SELECT DISTINCT article, value FROM notes, json_each(document, '$.tags') ORDER BY article, value"
        for key, tag in self.db.execute(asked):
            tags.setdefault(key, []).append(tag)
        counts = dict(self.db.execute("SELECT article, count(*) FROM notes GROUP BY article"))
        titles = self.db.execute("SELECT id, json_extract(document, '$.title') FROM articles ORDER BY rowid")
        return [(key, title, counts.get(key, 0), tuple(tags.get(key, ()))) for key, title in titles]

    def insert(self, new: Annotation) -> None:
        """Encode and insert."""
        document = annotation_document(new)
        row = (document["id"], document["article"], json.dumps(document))
        self.db.execute("INSERT INTO notes VALUES(?, ?, ?)", row)

    def tag(self, held: Annotation) -> None:
        """Read, change, write."""
        (written,) = self.db.execute("SELECT document FROM notes WHERE id = ?", (held.id,)).fetchone()
        document = json.loads(written)
        document["tags"] = [*document["tags"], FRESH_TAG]
        self.db.execute("UPDATE notes SET document = ? WHERE id = ?", (json.dumps(document), held.id))

    def delete(self, held: Annotation) -> None:
        """Delete by key."""
        self.db.execute("DELETE FROM notes WHERE id = ?", (held.id,))

    def notes(self, article: str) -> int:
        """Select by the index and decode."""
        rows = self.db.execute("SELECT document FROM notes WHERE article = ?", (article,)).fetchall()
        return len([json.loads(written) for (written,) in rows])

    def search(self, word: str) -> int:
        """Let SQLite look into the JSON."""
        asked = "SELECT count(*) FROM notes WHERE instr(json_extract(document, '$.note'), ?)"
        (count,) = self.db.execute(asked, (word,)).fetchone()
        return int(count)

    def close(self) -> None:
        """Close it."""
        self.db.close()


class Disk(Contestant):
    """No store: 300 bytes and a sync of them, which tells how quick the disk is."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.number = os.open(folder / "bytes", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def fill(self, notes: int) -> None:
        """Do nothing."""

    def first_list(self) -> list[Listed]:
        """Return nothing."""
        return []

    def insert(self, new: Annotation) -> None:
        """Append and sync."""
        os.write(self.number, b"x" * 300)
        os.fdatasync(self.number)

    def tag(self, held: Annotation) -> None:
        """Append and sync."""
        self.insert(held)

    def delete(self, held: Annotation) -> None:
        """Append and sync."""
        self.insert(held)

    def notes(self, article: str) -> int:
        """Return 0."""
        return 0

    def search(self, word: str) -> int:
        """Return 0."""
        return 0

    def close(self) -> None:
        """Close the file."""
        os.close(self.number)


CONTESTANTS: dict[str, type[Contestant]] = {
    "ours": Ours,
    "sqlite": SQLite,
    "stock": Stock,
    "caching": Caching,
    "disk": Disk,
}


def _records(notes: int) -> Iterator[Any]:
    return (dict(article_document(article(number).record)) for number in range(articles_of(notes)))


def _documents(notes: int) -> Iterator[Any]:
    return (dict(annotation_document(annotation(number, notes))) for number in range(notes))


def peak_megabytes() -> float:
    """Return the most memory that this process has held."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def first_list(kind: type[Contestant], folder: Path) -> None:
    """Open and make the first list once, after everything is imported that it takes; print what it took."""
    import sqlite3  # noqa: F401  # what a store imports on its way is not its speed; each pays the same memory for it

    import tinydb  # noqa: F401

    if kind is Ours:
        import storage.library  # noqa: F401
    began = time.perf_counter()
    store = kind(folder)
    listed = store.first_list()
    took = time.perf_counter() - began
    peak = peak_megabytes()
    digest = hashlib.sha256(repr(listed).encode()).hexdigest()[:12]
    print(json.dumps({"ms": took * 1000, "peak": peak, "articles": len(listed), "digest": digest}))
    store.close()


def serve(kind: type[Contestant], folder: Path, notes: int) -> None:
    """Answer requests ``[what, number]``, one a line, with the microseconds that the store took."""
    store = kind(folder)
    store.first_list()  # a program that has just begun to work
    gc.collect()
    print("ready", flush=True)
    for line in sys.stdin:
        what, number = json.loads(line)
        call = _call(store, what, number, notes)
        began = time.perf_counter()
        call()
        took = time.perf_counter() - began
        print(took * 1e6, flush=True)
    store.close()


def _call(store: Contestant, what: str, number: int, notes: int) -> Callable[[], object]:
    if what == "insert":
        new = annotation(number, notes, fresh=True)
        store.show(new.target.article)
        return lambda: store.insert(new)
    if what in {"tag", "delete"}:
        held, change = annotation(number, notes), store.tag if what == "tag" else store.delete
        return lambda: change(held)
    if what == "notes":
        own = article(number).id
        return lambda: store.notes(own)
    word = WORDS[number % len(WORDS)]
    return lambda: store.search(word)


def main(words: list[str]) -> None:
    """Do what benchmarks/stores.py asks for."""
    name, folder, task, *rest = words
    kind, home = CONTESTANTS[name], Path(folder)
    match task, rest:
        case "build", [notes]:
            store = kind(home)
            store.fill(int(notes))
            store.close()
        case "list", []:
            first_list(kind, home)
        case "serve", [notes]:
            serve(kind, home, int(notes))
        case _:
            raise SystemExit(f"unknown task: {task}")


if __name__ == "__main__":
    main(sys.argv[1:])
