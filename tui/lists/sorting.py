"""The orders of the library's list, each with the way round that people expect of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from storage.article import ArticleRow, State
from storage.text import fold

Progress = Callable[[str], float]
"""Article id → how much of it was read, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Order:
    """One way to sort the list."""

    name: str
    """What the header says and the reader's state keeps."""
    key: Callable[[ArticleRow, float], Any]
    """What a row, with its progress, is sorted by; None for a row that has no such thing and goes last."""
    falling: bool
    """Whether the greatest comes first, unless the reader turns it round."""


def _word(text: str) -> str | None:
    return fold(text) or None


ORDERS: tuple[Order, ...] = (
    Order("added", lambda row, _read: row.record.added, falling=True),
    Order("title", lambda row, _read: _word(row.record.shown_title), falling=False),
    Order("source", lambda row, _read: _word(row.record.site), falling=False),
    Order("published", lambda row, _read: row.record.published[:10] or None, falling=True),
    Order("length", lambda row, _read: row.record.words, falling=False),
    Order("progress", lambda row, read: progress_of(row, read), falling=True),
    Order("marks", lambda row, _read: (row.annotation_count, row.note_count), falling=True),
)
"""In the order in which the sort key goes through them."""


def progress_of(row: ArticleRow, furthest: float) -> float:
    """Return how much of an article was read: all of one that the reader calls read, however far the cursor came."""
    return 1.0 if row.record.state is State.READ else furthest


def order_named(name: str) -> Order:
    """Return the order called ``name``; the first one for a name that is none."""
    return next((order for order in ORDERS if order.name == name), ORDERS[0])


def order_after(order: Order) -> Order:
    """Return the order that the sort key goes to next."""
    return ORDERS[(ORDERS.index(order) + 1) % len(ORDERS)]


def falls(order: Order, *, reverse: bool) -> bool:
    """Return whether the greatest comes first."""
    return order.falling is not reverse


def in_order(
    rows: Sequence[ArticleRow], order: Order, progress: Progress, *, reverse: bool = False
) -> list[ArticleRow]:
    """Return ``rows``, which come in the order added, sorted; what has no such thing comes last either way.

    Of equal ones the last added comes first, but where the oldest shall come first.
    """
    falling = falls(order, reverse=reverse)
    oldest_first = order is ORDERS[0] and not falling
    keyed = [(order.key(row, progress(row.id)), row) for row in (rows if oldest_first else reversed(rows))]
    having = [pair for pair in keyed if pair[0] is not None]
    having.sort(key=lambda pair: pair[0], reverse=falling)
    return [row for _key, row in having] + [row for key, row in keyed if key is None]
