"""What was done, as the log has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from storage.library.documents import ARTICLES, DocumentChange
from storage.library.engine.acting import change_of
from storage.library.engine.lines import LONELY, keys_of, line_of
from storage.library.engine.rows import Head
from storage.library.engine.store import Store


def heads(store: Store, before: int | None = None) -> list[Head]:
    """Return some of the newest actions that can be undone, newest first; ``before`` leaves out those from it on.

    A library that is open for reading only has none.

    Raises:
        LibraryDamaged: the log is damaged.
    """
    if store.read_only:
        return []
    with store.log() as log:
        return log.heads(before)


def changes_of(store: Store, action: int) -> tuple[DocumentChange, ...]:
    """Return what an action did, oldest first.

    Raises:
        LibraryDamaged: the log is damaged.
    """
    with store.log() as log:
        return tuple(change_of(row) for row in log.rows_of(action) if row.table)


def given(store: Store, table: str, written: bytes) -> list[tuple[int, str]]:
    """Return when documents of a table came to hold ``written`` (:meth:`Log.given`), as far as the log reaches.

    A library that is open for reading only has no log.
    """
    if store.read_only:
        return []
    with store.log() as log:
        return log.given(table, written)


def articles_of(store: Store, first: int, last: int) -> Mapping[int, frozenset[str]]:
    """Return the articles that each action from ``first`` to ``last`` touched, found without decoding what it did.

    Raises:
        LibraryDamaged: the log is damaged.
    """
    touched: defaultdict[int, set[str]] = defaultdict(set)
    with store.log() as log:
        for row in log.rows_from(first, last):
            articles = touched[row.action]
            if row.table == ARTICLES:
                articles.add(row.id)
            elif row.table not in LONELY:
                for body in (row.before, row.after):
                    if body is not None and (own := keys_of(row.table, line_of(0, body))[1]) is not None:
                        articles.add(own)
    return {action: frozenset(articles) for action, articles in touched.items()}


def changes_after(store: Store, sequence: int) -> tuple[DocumentChange, ...] | None:
    """Return what was changed after a change, oldest first; None where the log does not reach back.

    Raises:
        LibraryDamaged: the log is damaged.
    """
    if sequence == store.sequence:
        return ()
    if store.read_only or sequence > store.sequence:
        return None
    with store.log() as log:
        if sequence < log.base:
            return None
        return tuple(change_of(row) for row in log.rows_after(sequence) if row.table)
