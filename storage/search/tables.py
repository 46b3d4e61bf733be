"""The index itself: two full-text tables over the articles of a library, and what they were made from.

One row an article, not a paragraph: measured over 10,000 articles, the rows of a common word are read in 3 ms
instead of 42 and ranked in 12 instead of 170, and the index is a third smaller; where in an article the words stand
is found in its text, which the snippets need anyway. ``texts`` keeps no copy of what it indexes: a text that has
changed comes in under a new number, and its old number is no article's any more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.search.words import FORM, Words

if TYPE_CHECKING:
    import sqlite3

_FORMAT = f"3 {FORM}"
_SCHEMA = """
BEGIN;
CREATE TABLE made (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    text_mark TEXT NOT NULL
);
CREATE INDEX unreadable ON articles (id) WHERE text_mark = '';
CREATE VIRTUAL TABLE texts USING fts5(text, content='', tokenize='ascii', prefix='2');
CREATE VIRTUAL TABLE said USING fts5(title, about, notes, tags, quotes, tokenize='ascii');
COMMIT;
"""
_TIDIED = 1_000
"""Pages of the file that are put into better order at a time."""
_MOST_DEAD = 500
"""Numbers of former texts that an index may hold, or as many as it has articles."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which state of which library is in an index."""

    library: str
    log: str
    """Which log the sequence counts in."""
    sequence: int | None
    """The number of the newest change that is in it; None while it is being filled."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index says of one article, everything spread."""

    id: str
    said: tuple[str, str, str, str, str]
    """Title, site and authors, notes, tags, quotes."""
    text_mark: str
    """Names the text with the reader's flips; empty where it cannot be read."""
    text: str | None
    """The paragraphs that are shown; None where the index has them already."""


class Tables:
    """The tables behind one connection. Errors are those of :mod:`sqlite3`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._ids: dict[int, str] = {}
        self._ids_at = (-1, -1)

    # what is in it

    def create(self, library: str) -> None:
        """Make the tables in an empty database."""
        self.connection.executescript(_SCHEMA)
        self.set_stamp(Stamp(library, "", None))

    @property
    def stamp(self) -> Stamp | None:
        """What the index was made from; None where another version of the program made it."""
        row = self.connection.execute("SELECT value FROM made WHERE name = 'stamp'").fetchone()
        found = json.loads(row[0]) if row is not None else {}
        if found.get("format") != _FORMAT:
            return None
        return Stamp(found["library"], found["log"], found["sequence"])

    def set_stamp(self, stamp: Stamp) -> None:
        """Say what the index is made from."""
        value = {"format": _FORMAT, "library": stamp.library, "log": stamp.log, "sequence": stamp.sequence}
        self.connection.execute("INSERT OR REPLACE INTO made VALUES ('stamp', ?)", (json.dumps(value),))

    def text_marks(self, articles: Iterable[str] | None = None) -> dict[str, str]:
        """Return which text of ``articles`` is in it; None for all of them."""
        if articles is None:
            return dict(self.connection.execute("SELECT id, text_mark FROM articles").fetchall())
        rows = (
            self.connection.execute("SELECT id, text_mark FROM articles WHERE id = ?", (article,)).fetchone()
            for article in articles
        )
        return {row[0]: row[1] for row in rows if row is not None}

    def unreadable(self) -> list[str]:
        """Return the articles whose text could not be read when they came in."""
        return [row[0] for row in self.connection.execute("SELECT id FROM articles WHERE text_mark = ''").fetchall()]

    @property
    def worn(self) -> bool:
        """Whether so many of its texts are of the past that it is better made anew."""
        dead, live = self.connection.execute(
            "SELECT (SELECT count(*) FROM texts_docsize) - count(*), count(*) FROM articles WHERE text_mark <> ''"
        ).fetchone()
        return bool(dead > max(_MOST_DEAD, live))

    # filling it; the caller begins and commits

    def put(self, entry: Entry) -> None:
        """Take an article in, or what has changed of it."""
        execute = self.connection.execute
        held = execute("SELECT number, text_mark FROM articles WHERE id = ?", (entry.id,)).fetchone()
        if held is not None and held[1] == entry.text_mark:
            number = held[0]
            before = execute("SELECT * FROM said WHERE rowid = ?", (number,)).fetchone()
            if before == entry.said:
                return
            execute("DELETE FROM said WHERE rowid = ?", (number,))
        else:
            if entry.text is None and entry.text_mark:
                raise ValueError(f"the index has no text {entry.text_mark} of {entry.id}")
            if held is not None:
                self.drop(entry.id)
            row = (entry.id, entry.text_mark)
            number = execute("INSERT INTO articles (id, text_mark) VALUES (?, ?)", row).lastrowid
            if entry.text is not None:
                execute("INSERT INTO texts (rowid, text) VALUES (?, ?)", (number, entry.text))
        execute(
            "INSERT INTO said (rowid, title, about, notes, tags, quotes) VALUES (?,?,?,?,?,?)", (number, *entry.said)
        )

    def drop(self, article: str) -> None:
        """Take an article out, if it is in."""
        row = self.connection.execute("SELECT number FROM articles WHERE id = ?", (article,)).fetchone()
        if row is not None:
            self.connection.execute("DELETE FROM said WHERE rowid = ?", row)
            self.connection.execute("DELETE FROM articles WHERE number = ?", row)

    def tidy(self, *, begin: bool) -> bool:
        """Put a part of what has come in into better order, so that it is read quickly; whether there is more to do.

        Begun once and then gone on with, it takes no more memory than a part does.
        """
        before = self.connection.total_changes
        pages = -_TIDIED if begin else _TIDIED
        self.connection.execute("INSERT INTO texts (texts, rank) VALUES ('merge', ?)", (pages,))
        return self.connection.total_changes - before > 1

    def ids(self) -> Mapping[int, str]:
        """Return the id of each article by its number."""
        (version,) = self.connection.execute("PRAGMA data_version").fetchone()
        at = (version, self.connection.total_changes)
        if self._ids_at != at:
            self._ids = dict(self.connection.execute("SELECT number, id FROM articles ORDER BY number").fetchall())
            self._ids_at = at
        return self._ids


def expression(words: Words) -> str:
    """Return words in the language of FTS5; they hold no sign of it, for they are letters and digits."""
    return f'"{" ".join(words.parts)}"{"*" if words.open else ""}'
