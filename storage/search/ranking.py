"""Which articles of an index may hold what is sought, the best first."""

from __future__ import annotations

from collections.abc import Iterable

from storage.query import Part, Term
from storage.query.tree import AllOf, AnyOf, Node
from storage.search.sought import Sought
from storage.search.tables import Tables, expression
from storage.search.words import Words

_COLUMNS = {Part.TITLE: "{title}", Part.NOTE: "{notes}", Part.TAG: "{tags}", Part.TEXT: "{quotes}"}
_WEIGHTS = "8.0, 4.0, 4.0, 4.0, 0.5"
"""What a word counts in title, site and authors, notes, tags, quotes; in the text it counts 1."""
_ALWAYS_RANKED = 1_000
"""Articles up to which a word is ranked however many of them have it."""
_NEAR = 30
"""Words between the first and the last of what stands near each other, a sentence or two."""


def ranked(tables: Tables, sought: Sought) -> list[str]:
    """Return the articles that may hold what is sought, the best first, of equals the newest.

    Every article that has a hit is among them. Those where all the words stand near each other come before the
    others: there one passage is likely to hold them all.
    """
    ids = tables.ids()
    scores = _scored(tables, sought, sought.root, len(ids) // 2)
    if scores is None:
        return [ids[number] for number in sorted(ids, reverse=True)]
    order = sorted(scores, reverse=True)
    order.sort(key=scores.__getitem__)
    near = _near(tables, sought)
    if near:
        order.sort(key=lambda number: number not in near)
    return [ids[number] for number in order if number in ids]


def _near(tables: Tables, sought: Sought) -> set[int]:
    """Return the numbers of the texts in which all the words stand near each other; none for a single one."""
    words = [expression(each) for each in sought.near]
    if len(words) < 2:
        return set()
    rows = tables.connection.execute(
        "SELECT rowid FROM texts WHERE texts MATCH ?", (f"NEAR({' '.join(words)}, {_NEAR})",)
    )
    return {number for (number,) in rows.fetchall()}


def _scored(tables: Tables, sought: Sought, node: Node | None, half: int) -> dict[int, float] | None:
    """Return the numbers that a node may hold for, each with its score; None where the index cannot tell."""
    match node:
        case AllOf(nodes):
            told = (_scored(tables, sought, each, half) for each in nodes)
            found = sorted((each for each in told if each is not None), key=len)
            scores = found[0] if found else None
            for further in found[1:]:
                scores = {
                    number: score + further[number] for number, score in (scores or {}).items() if number in further
                }
            return scores
        case AnyOf(nodes):
            joined: dict[int, float] = {}
            for each in nodes:
                held = _scored(tables, sought, each, half)
                if held is None:
                    return None
                for number, score in held.items():
                    joined[number] = joined.get(number, 0.0) + score
            return joined
        case Term() if node in sought.words:
            return _held(tables, node, sought.words[node], half, alone=len(sought.asked) == 1)
        case _:
            return None


def _held(tables: Tables, term: Term, sought: Words, half: int, *, alone: bool) -> dict[int, float]:
    """Return the numbers that a term is found under, each with its score: the lower the better."""
    held: dict[int, float] = {}
    for table, rank, words in _queries(term.part, sought, alone=alone):
        of = f"FROM {table} WHERE {table} MATCH ?"
        (count,) = tables.connection.execute(f"SELECT count(*) {of}", (words,)).fetchone()
        if not count:
            continue
        # What stands in every other article says nothing of any, and ranking takes longest where it does.
        score = rank if count <= max(half, _ALWAYS_RANKED) else "0.0"
        rows = tables.connection.execute(f"SELECT rowid, {score} {of}", (words,)).fetchall()
        if held:
            for number, further in rows:
                held[number] = held.get(number, 0.0) + further
        else:
            held = dict(rows)
    return held


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
