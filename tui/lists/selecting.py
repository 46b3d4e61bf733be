"""What is selected in a list, by the ids of its rows: one by one, from one row to another, or all of them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence


class Selection:
    """Ids in the order in which they were selected."""

    def __init__(self) -> None:
        self._ids: dict[str, None] = {}
        self._last = ""
        """The row that was selected last: where a range begins."""

    def __contains__(self, key: object) -> bool:
        """Whether a row is selected."""
        return key in self._ids

    def __iter__(self) -> Iterator[str]:
        """Yield what is selected."""
        return iter(self._ids)

    def __len__(self) -> int:
        """Return how many rows are selected."""
        return len(self._ids)

    def toggle(self, key: str) -> None:
        """Select a row, or let it go."""
        if self._ids.pop(key, key) is None:
            return
        self._ids[key] = None
        self._last = key

    def reach(self, listed: Sequence[str], key: str) -> None:
        """Select all rows from the one selected last to ``key``; only ``key`` where that one is not listed."""
        end = listed.index(key)
        begin = listed.index(self._last) if self._last in self._ids and self._last in listed else end
        first, last = sorted((begin, end))
        self._ids |= dict.fromkeys(listed[first : last + 1])
        self._last = key

    def all(self, listed: Sequence[str]) -> None:
        """Select every row, or let every one go when all are selected."""
        if all(key in self._ids for key in listed):
            self.clear()
        else:
            self._ids |= dict.fromkeys(listed)

    def keep(self, there: Collection[str]) -> None:
        """Let go of what is not there any more."""
        if not self._ids.keys() <= set(there):
            self._ids = {key: None for key in self._ids if key in there}

    def clear(self) -> None:
        """Let go of everything."""
        self._ids = {}
        self._last = ""
