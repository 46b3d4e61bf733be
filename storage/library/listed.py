"""The articles of a library at one moment, as lines; what orders and counts them is found without decoding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from storage.article import ArticleRow, State

_ADDED = b'"added": "'
_STATE = b'"state": "%b"'


class Listed:
    """Rows in the making, a :class:`storage.article_rows.RowSource`."""

    def __init__(
        self,
        ids: Sequence[str],
        lines: Sequence[bytes],
        annotation_count: int,
        make: Callable[[Sequence[str], Sequence[bytes]], Sequence[ArticleRow]],
        reading: AbstractContextManager[object],
    ) -> None:
        """``make`` gives the rows of ids and lines; it is called under ``reading``."""
        self.ids = ids
        self.annotation_count = annotation_count
        self._lines = lines
        self._make = make
        self._reading = reading

    def rows(self, places: Sequence[int]) -> Sequence[ArticleRow]:
        """Return the rows at some places of :attr:`ids`."""
        with self._reading:
            return self._make([self.ids[place] for place in places], [self._lines[place] for place in places])

    def added(self) -> list[bytes]:
        """Return of each article when it was added, as its line says."""
        # Inside a string of JSON no quotation mark stands bare, so no title can be mistaken for the field.
        return [line.partition(_ADDED)[2].partition(b'"')[0] for line in self._lines]

    def state_is(self, state: State) -> list[bool]:
        """Return of each article whether it is in a state."""
        said = _STATE % state.value.encode("ascii")
        return [said in line for line in self._lines]
