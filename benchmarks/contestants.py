"""The stores that benchmarks/stores.py measures: the same work on the same documents.

A store's methods take and give what a program would have at hand: an annotation in, documents or annotations out.
They stand in one module, though it is a long one, to be read side by side.
"""

from __future__ import annotations

import json
import os
from abc import ABC, abstractmethod
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sample import FRESH_TAG, annotation, article, articles_of, codebook

from storage.annotation import Annotation
from storage.library.records import annotation_document, article_document
from storage.query import parse_query

if TYPE_CHECKING:
    from storage.search import Searcher

Listed = tuple[str, str, int, tuple[str, ...]]
"""An article in the first list: id, title, number of annotations, tags."""


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
        self.searcher: Searcher | None = None

    def fill(self, notes: int) -> None:
        """Import it as one export."""
        from storage.bundle import Bundle

        articles = tuple(article(number) for number in range(articles_of(notes)))
        self.library.take_in(
            Bundle(articles, tuple(annotation(number, notes) for number in range(notes)), codebook())
        )

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

    def index(self) -> None:
        """Have the index for searches made, behind the reader's back."""
        if self.searcher is None:
            from storage.search import Searcher

            self.searcher = Searcher(self.library)
        self.searcher.feed()
        self.searcher.wait(600)

    def search(self, word: str) -> int:
        """Ask for the articles in whose notes it stands."""
        return self.find(f"note:{word}", 0)

    def find(self, words: str, hits: int) -> int:
        """Find words, and as many hits of the best articles with their snippets."""
        assert self.searcher is not None
        answer = self.searcher.find(parse_query(words), 60)
        return len(answer.articles) + len(list(islice(answer, hits)))

    def close(self) -> None:
        """Close the index and the library."""
        if self.searcher is not None:
            self.searcher.close()
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
