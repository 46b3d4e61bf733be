"""The articles of a library at one moment, as lines; what orders and counts them is found without decoding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from storage.article import ArticleRow, State
from storage.library.engine.lines import decode, values_of

_ADDED, _STATE = b'"added": "', b'"state": "'
# Inside a string of JSON no quotation mark stands bare, so no title can be mistaken for a field.


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

    def values(self, field: str, places: Sequence[int]) -> list[Any]:
        """Return what the documents at some places of :attr:`ids` say in a field of text, or None."""
        return values_of([self._lines[place] for place in places], field)

    def added(self) -> list[bytes]:
        """Return of each article when it was added, as its line says."""
        return [
            line.partition(_ADDED)[2].partition(b'"')[0] if _is_one(_ADDED, line) else _added(line)
            for line in self._lines
        ]

    def state_is(self, state: State) -> list[bool]:
        """Return of each article whether it is in a state."""
        said = b'%b%b"' % (_STATE, state.value.encode("ascii"))
        return [
            said in line and (_is_one(_STATE, line) or decode(line)["state"] == state.value) for line in self._lines
        ]


def _is_one(field: bytes, line: bytes) -> bool:
    """Return whether a line has one such field: what another program wrote in it may hold one of the same name."""
    return line.find(b"}", 0, -1) < 0 or line.count(field) == 1


def _added(line: bytes) -> bytes:
    return str(decode(line)["added"]).encode("utf-8", "surrogatepass")
