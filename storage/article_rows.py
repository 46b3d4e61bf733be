"""All articles of a library as a list shows them, each read when it is looked at: a screen shows forty of them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import Any, Protocol, overload

from storage.article import ArticleRow, State


class RowSource(Protocol):
    """Where rows come from: a library as it is at one moment."""

    @property
    def ids(self) -> Sequence[str]:
        """The ids of all articles in the order added."""

    @property
    def annotation_count(self) -> int:
        """How many annotations there are."""

    def rows(self, places: Sequence[int]) -> Iterable[ArticleRow]:
        """Return the rows at some places of :attr:`ids`, in the order of ``places``."""

    def values(self, field: str, places: Sequence[int]) -> list[Any]:
        """Return what the records at some places of :attr:`ids` say in a field of text, such as ``title``."""

    def added(self) -> Sequence[bytes]:
        """Return of each article when it was added: what sorts as the day and time do."""

    def state_is(self, state: State) -> Sequence[bool]:
        """Return of each article whether it is in a state."""


class ArticleRows(Sequence[ArticleRow]):
    """Rows in an order. What is read is kept; whoever goes through all of them has read all, at once."""

    def __init__(
        self, source: RowSource, places: Sequence[int] | None = None, read: dict[int, ArticleRow] | None = None
    ) -> None:
        """``places`` says the order, by places in the source; ``read`` holds the rows that were read, by them."""
        self._source = source
        self._places = range(len(source.ids)) if places is None else places
        self._read: dict[int, ArticleRow] = {} if read is None else read

    @property
    def ids(self) -> Sequence[str]:
        """The ids in order."""
        ids = self._source.ids
        return ids if self._places == range(len(ids)) else [ids[place] for place in self._places]

    @property
    def annotation_count(self) -> int:
        """How many annotations the whole library has."""
        return self._source.annotation_count

    def values(self, field: str) -> list[Any]:
        """Return what each record says in a field that is text, such as ``title``, the rest of it unread."""
        return self._source.values(field, self._places)

    def count_in(self, state: State) -> int:
        """Return how many of the whole library are in a state."""
        return self._source.state_is(state).count(True)

    def in_state(self, state: State) -> ArticleRows:
        """Return those that are in a state."""
        fits = self._source.state_is(state)
        return self._at([place for place in self._places if fits[place]])

    def last_added_first(self) -> ArticleRows:
        """Return them in the order in which lists show them; of those of one moment the last comes first."""
        added = self._source.added()
        latest = self._places[::-1]  # settles those of one moment
        return self._at(sorted(latest, key=added.__getitem__, reverse=True))

    def only(self, articles: Container[str]) -> ArticleRows:
        """Return those of some ids, in order; ids that are not listed are left out."""
        return self._at([place for place, own in zip(self._places, self.ids, strict=True) if own in articles])

    def picked(self, picks: Callable[[ArticleRow], bool]) -> ArticleRows:
        """Return those of which ``picks`` says so, in order; all are read for it."""
        return self._at([place for place, row in zip(self._places, self._all(), strict=True) if picks(row)])

    def at(self, order: Iterable[int]) -> ArticleRows:
        """Return those at some places of this list, in the order of ``order``."""
        return self._at([self._places[place] for place in order])

    def of(self, articles: Iterable[str]) -> dict[str, ArticleRow]:
        """Return the rows of some articles by their ids, all read at once; what is not listed is left out."""
        return {row.id: row for row in self.only(frozenset(articles))}

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> ArticleRow: ...
    @overload
    def __getitem__(self, at: slice) -> ArticleRows: ...
    def __getitem__(self, at: int | slice) -> ArticleRow | ArticleRows:
        if isinstance(at, slice):
            return self._at(self._places[at])
        place = self._places[at]
        row = self._read.get(place)
        if row is None:
            (row,) = self._source.rows((place,))
            self._read[place] = row
        return row

    def __iter__(self) -> Iterator[ArticleRow]:
        return iter(self._all())

    def __reversed__(self) -> Iterator[ArticleRow]:
        return reversed(self._all())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def _all(self) -> list[ArticleRow]:
        missing = [place for place in self._places if place not in self._read]
        if missing:
            self._read.update(zip(missing, self._source.rows(missing), strict=True))
        return [self._read[place] for place in self._places]

    def _at(self, places: Sequence[int]) -> ArticleRows:
        return ArticleRows(self._source, places, self._read)


class _Given:
    """Rows that were read already, a :class:`RowSource`."""

    def __init__(self, rows: Sequence[ArticleRow]) -> None:
        self._rows = rows
        self.ids = [row.id for row in rows]
        self.annotation_count = sum(row.annotation_count for row in rows)

    def rows(self, places: Sequence[int]) -> Iterable[ArticleRow]:
        return [self._rows[place] for place in places]

    def values(self, field: str, places: Sequence[int]) -> list[Any]:
        return [getattr(self._rows[place].record, field) for place in places]

    def added(self) -> Sequence[bytes]:
        return [row.record.added.encode("utf-8", "surrogatepass") for row in self._rows]

    def state_is(self, state: State) -> Sequence[bool]:
        return [row.record.state is state for row in self._rows]


def rows_given(rows: Sequence[ArticleRow]) -> ArticleRows:
    """Return rows that were read already, as if they were the whole library."""
    return ArticleRows(_Given(rows))
