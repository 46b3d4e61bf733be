"""Counts a library: what its statistics are made of, read with as little as they need."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from storage.library import Library
from storage.query import parse_query
from storage.statistics import Mark, Statistics, statistics


def count(library: Library, query: str, today: date) -> Statistics:
    """Return the statistics of what ``query`` asks for, of everything where it is empty.

    Counted are the annotations that match, and the articles that match or hold one of them.

    Raises:
        UsageError: the query cannot be understood.
        LibraryDamaged: the history is damaged.
    """
    asked = parse_query(query)
    marks: Iterable[Mark]
    if asked:
        rows, found = library.matching(asked)
        marks = (Mark(mark.target.article, mark.tags, bool(mark.note), mark.created) for mark in found)
    else:
        rows, marks = library.rows(), library.counted()
    return statistics(rows, marks, library.read_moments(), today)
