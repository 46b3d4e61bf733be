"""A filter while it is being typed: quotes and parentheses may be open, its last words no query yet. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from storage.query import QueryError, parse_query


@dataclass(frozen=True, slots=True)
class Typed:
    """What is understood of a query that is being typed."""

    text: str
    """A query: what is typed as far as it is one, what is open closed."""
    trouble: str = ""
    """What is wrong with the rest, which does not count; empty when all of it counts."""
    start: int = 0
    """Where the word that is wrong begins in what is typed."""
    end: int = 0
    """One past its last character."""


def as_far_as_typed(text: str) -> Typed:
    """Return what counts of ``text``: all of it, or what stands before the words that are no query yet."""
    wrong: QueryError | None = None
    counts = text
    while True:
        counts = counts.rstrip()
        closed = counts + _closing(counts)
        try:
            parse_query(closed)
        except QueryError as error:
            wrong = wrong or error
            counts = counts.rpartition(" ")[0]
        else:
            closed = closed.strip()
            return Typed(closed, wrong.why, wrong.start, min(wrong.end, len(text))) if wrong else Typed(closed)


def _closing(text: str) -> str:
    """Return what closes the phrase and the parentheses that are open at the end of ``text``."""
    pieces = text.split('"')
    outside = "".join(pieces[::2])
    return '"' * (len(pieces) % 2 == 0) + ")" * (outside.count("(") - outside.count(")"))
