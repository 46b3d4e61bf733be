"""The orders of the library's list, several under each other, each with the way round that people expect. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from storage.article import ArticleRow, State
from storage.article_rows import ArticleRows
from storage.errors import UsageError
from storage.source import source_of
from storage.text import fold, sanitise_line

Progress = Callable[[str], float]
"""Article id → how much of it was read, 0 to 1."""
_STATES = {state: place for place, state in enumerate(State)}


class Order(NamedTuple):
    """One way to sort the list."""

    name: str
    """What the header says, the reader's state keeps and ``--sort`` takes."""
    letter: str
    """Its key where sorting is chosen."""
    key: Callable[[ArticleRow, float], Any]
    """What a row, with its progress, is sorted by; None for a row that has no such thing and goes last."""
    falling: bool
    """Whether the greatest comes first, unless the reader turns it round."""
    rises: str
    """What comes first when it rises, and then: ``oldest first``."""
    falls: str
    """Likewise when it falls."""


class SortKey(NamedTuple):
    """One order, and which way round."""

    order: Order
    falling: bool

    @property
    def sign(self) -> str:
        """An arrow: down where the greatest comes first."""
        return "↓" if self.falling else "↑"

    @property
    def words(self) -> str:
        """What comes first."""
        return self.order.falls if self.falling else self.order.rises


Sorting = tuple[SortKey, ...]
"""The first decides, the next one among those that are equal by it; never empty."""


def _word(text: str) -> str | None:
    return fold(text) or None


_AZ, _ZA = "a to z", "z to a"
_OLD, _NEW = "oldest first", "newest first"

ORDERS: tuple[Order, ...] = (
    Order("added", "a", lambda row, _read: row.record.added, True, _OLD, _NEW),
    Order("title", "t", lambda row, _read: _word(row.record.shown_title), False, _AZ, _ZA),
    Order("source", "s", lambda row, _read: _word(source_of(row.record.site, row.record.url)), False, _AZ, _ZA),
    Order("author", "u", lambda row, _read: _word(" ".join(row.record.authors)), False, _AZ, _ZA),
    Order("published", "p", lambda row, _read: row.record.published[:10] or None, True, _OLD, _NEW),
    Order("length", "l", lambda row, _read: row.record.words, False, "shortest first", "longest first"),
    Order("progress", "r", lambda row, read: progress_of(row, read), True, "least read first", "most read first"),
    Order("state", "e", lambda row, _read: _STATES[row.record.state], False, "unread first", "archived first"),
    Order(
        "marks", "m", lambda row, _read: (row.annotation_count, row.note_count), True, "fewest first", "most first"
    ),
)
"""In the order in which they are offered."""

_WAYS = {"up": False, "down": True}


def progress_of(row: ArticleRow, furthest: float) -> float:
    """Return how much of an article was read: all of one that the reader calls read, however far the cursor came."""
    return 1.0 if row.record.state is State.READ else furthest


def usual(order: Order) -> SortKey:
    """Return an order the way round that people expect of it."""
    return SortKey(order, order.falling)


DEFAULT: Sorting = (usual(ORDERS[0]),)


def read_sorting(text: str) -> Sorting:
    """Read ``source,added:up``: orders, each the usual way round or ``:up`` (rising) or ``:down`` (falling).

    Raises:
        UsageError: there is no such order or way.
    """
    keys: dict[str, SortKey] = {}
    for part in text.split(","):
        name, colon, way = sanitise_line(part).lower().partition(":")
        order = next((order for order in ORDERS if order.name == name), None)
        if order is None:
            raise UsageError(f"sort by “{name}”? There are {', '.join(order.name for order in ORDERS)}")
        if colon and way not in _WAYS:
            raise UsageError(f"sort “{name}:{way}”? It goes {name}:up or {name}:down")
        keys.setdefault(name, SortKey(order, _WAYS[way]) if colon else usual(order))
    return tuple(keys.values())


def written_sorting(sorting: Sorting) -> str:
    """Return what :func:`read_sorting` reads as ``sorting``."""
    return ",".join(
        key.order.name + ("" if key == usual(key.order) else f":{'down' if key.falling else 'up'}") for key in sorting
    )


def turned(sorting: Sorting) -> Sorting:
    """Return the sorting with its first order the other way round."""
    first, *others = sorting
    return (first._replace(falling=not first.falling), *others)


def pressed(sorting: Sorting, order: Order, *, first: bool) -> Sorting:
    """Return what the key of an order makes of a sorting.

    One that is in it turns round; another one is the next; pressed ``first``, before any other, it is the only one.
    """
    if any(key.order is order for key in sorting):
        return tuple(key._replace(falling=not key.falling) if key.order is order else key for key in sorting)
    return (usual(order),) if first else (*sorting, usual(order))


def in_order(rows: ArticleRows, sorting: Sorting, progress: Progress) -> ArticleRows:
    """Return ``rows``, which come in the order added, sorted; what has no such thing comes last either way.

    Of equal ones the last added comes first, but where the oldest shall come first.
    """
    if sorting == DEFAULT:  # thousands, before the first picture
        return rows.last_added_first()
    every = list(rows)
    oldest_first = any(key.order is ORDERS[0] and not key.falling for key in sorting)
    ordered: Iterable[int] = range(len(every)) if oldest_first else reversed(range(len(every)))
    for by in reversed(sorting):
        of = by.order.key
        keyed = [(of(every[place], progress(every[place].id)), place) for place in ordered]
        having = [pair for pair in keyed if pair[0] is not None]
        having.sort(key=lambda pair: pair[0], reverse=by.falling)
        ordered = [place for _key, place in having]
        if len(having) < len(keyed):
            ordered += [place for key, place in keyed if key is None]
    return rows.at(ordered)
