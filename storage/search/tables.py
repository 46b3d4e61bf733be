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

from storage.query import Part, Term
from storage.query.tree import AllOf, AnyOf, Node
from storage.search.sought import Sought
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
_COLUMNS = {Part.TITLE: "{title}", Part.NOTE: "{notes}", Part.TAG: "{tags}", Part.TEXT: "{quotes}"}
_WEIGHTS = "8.0, 4.0, 4.0, 4.0, 0.5"
"""What a word counts in title, site and authors, notes, tags, quotes; in the text it counts 1."""
_TIDIED = 1_000
"""Pages of the file that are put into better order at a time."""
_ALWAYS_RANKED = 1_000
"""Articles up to which a word is ranked however many of them have it."""
_NEAR = 30
"""Words between the first and the last of what stands near each other, a sentence or two."""
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

    # looking things up

    def ranked(self, sought: Sought) -> list[str]:
        """Return the articles that may hold what is sought, the best first, of equals the newest.

        Every article that has a hit is among them. Those where all the words stand near each other come before the
        others: there one passage is likely to hold them all.
        """
        ids = self.ids()
        scores = self._scored(sought, sought.root, len(ids) // 2)
        if scores is None:
            return [ids[number] for number in sorted(ids, reverse=True)]
        order = sorted(scores, reverse=True)
        order.sort(key=scores.__getitem__)
        near = self._near(sought)
        if near:
            order.sort(key=lambda number: number not in near)
        return [ids[number] for number in order if number in ids]

    def _near(self, sought: Sought) -> set[int]:
        """Return the numbers of the texts in which all the words stand near each other; none for a single one."""
        words = [expression(each) for each in sought.near]
        if len(words) < 2:
            return set()
        rows = self.connection.execute(
            "SELECT rowid FROM texts WHERE texts MATCH ?", (f"NEAR({' '.join(words)}, {_NEAR})",)
        )
        return {number for (number,) in rows.fetchall()}

    def _scored(self, sought: Sought, node: Node | None, half: int) -> dict[int, float] | None:
        """Return the numbers that a node may hold for, each with its score; None where the index cannot tell."""
        match node:
            case AllOf(nodes):
                told = (self._scored(sought, each, half) for each in nodes)
                found = sorted((each for each in told if each is not None), key=len)
                scores = found[0] if found else None
                for further in found[1:]:
                    scores = {
                        number: score + further[number]
                        for number, score in (scores or {}).items()
                        if number in further
                    }
                return scores
            case AnyOf(nodes):
                joined: dict[int, float] = {}
                for each in nodes:
                    held = self._scored(sought, each, half)
                    if held is None:
                        return None
                    for number, score in held.items():
                        joined[number] = joined.get(number, 0.0) + score
                return joined
            case Term() if node in sought.words:
                return self._held(node, sought.words[node], half, alone=len(sought.asked) == 1)
            case _:
                return None

    def _held(self, term: Term, sought: Words, half: int, *, alone: bool) -> dict[int, float]:
        """Return the numbers that a term is found under, each with its score: the lower the better."""
        held: dict[int, float] = {}
        for table, rank, words in _queries(term.part, sought, alone=alone):
            of = f"FROM {table} WHERE {table} MATCH ?"
            (count,) = self.connection.execute(f"SELECT count(*) {of}", (words,)).fetchone()
            if not count:
                continue
            # What stands in every other article says nothing of any, and ranking takes longest where it does.
            score = rank if count <= max(half, _ALWAYS_RANKED) else "0.0"
            rows = self.connection.execute(f"SELECT rowid, {score} {of}", (words,)).fetchall()
            if held:
                for number, further in rows:
                    held[number] = held.get(number, 0.0) + further
            else:
                held = dict(rows)
        return held

    def ids(self) -> Mapping[int, str]:
        """Return the id of each article by its number."""
        (version,) = self.connection.execute("PRAGMA data_version").fetchone()
        at = (version, self.connection.total_changes)
        if self._ids_at != at:
            self._ids = dict(self.connection.execute("SELECT number, id FROM articles ORDER BY number").fetchall())
            self._ids_at = at
        return self._ids


def _queries(part: Part, sought: Words, *, alone: bool) -> Iterable[tuple[str, str, str]]:
    """Yield the table that a term is looked for in, how it is ranked there, and the words in the language of FTS5.

    The quote of an annotation counts beside other words only: alone it makes no hit.
    """
    words = expression(sought)
    if part in {Part.ANY, Part.TEXT}:
        yield "texts", "bm25(texts)", words
    if part is Part.TEXT and alone:
        return
    columns = ("{title about notes tags}" if alone else "") if part is Part.ANY else _COLUMNS[part]
    yield "said", f"bm25(said, {_WEIGHTS})", f"{columns} : {words}" if columns else words


def expression(words: Words) -> str:
    """Return words in the language of FTS5; they hold no sign of it, for they are letters and digits."""
    return f'"{" ".join(words.parts)}"{"*" if words.open else ""}'
