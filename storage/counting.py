"""Counts a library: what its statistics are made of, read with as little as they need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from storage.library import Library
from storage.query import parse_query
from storage.statistics import Made, Statistics, statistics


def count(library: Library, query: str, today: date) -> Statistics:
    """Return the statistics of what ``query`` asks for, of everything where it is empty.

    Counted are the annotations that match, and the articles that match or hold one of them.

    Raises:
        UsageError: the query cannot be understood.
        LibraryDamaged: the history is damaged.
    """
    asked = parse_query(query)
    made: Iterable[Made]
    if asked:
        rows, found = library.matching(asked)
        made = (Made(each.target.article, each.tags, bool(each.note), each.created) for each in found)
    else:
        rows, made = library.rows(), library.counted()
    return statistics(rows, made, library.read_moments(), today)
