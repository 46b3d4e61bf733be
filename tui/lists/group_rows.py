"""Rows of groups, each under its heading, found without a list of all rows: folding one costs next to nothing."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import overload

from storage.annotation import Annotation
from tui.lists.note_groups import Group
from tui.lists.note_rows import Head

FOLDED_HEIGHT = 1
"""Lines of the heading of a folded group: such stand close together."""
TopsOf = Callable[[Group], Sequence[int]]
"""A group → where its heading, each of its annotations and its end stand, in lines from its own upper edge."""


class GroupRows(Sequence[Head | Annotation]):
    """The rows of groups: the heading, then the annotations unless the group is folded."""

    def __init__(self, groups: Sequence[Group], folded: Collection[str]) -> None:
        self.groups = groups
        self.folded = folded
        self.starts = array("l", [0])
        """The row of each heading, and the number of rows."""
        row = 0
        for group in groups:
            row += 1 if group.head.key in folded else 1 + len(group.marks)
            self.starts.append(row)

    def __len__(self) -> int:
        return self.starts[-1]

    @overload
    def __getitem__(self, row: int) -> Head | Annotation: ...
    @overload
    def __getitem__(self, row: slice) -> list[Head | Annotation]: ...
    def __getitem__(self, row: int | slice) -> Head | Annotation | list[Head | Annotation]:
        if isinstance(row, slice):
            return [self[each] for each in range(*row.indices(len(self)))]
        place = self.place(row)
        within = row - self.starts[place]
        group = self.groups[place]
        return group.marks[within - 1] if within else group.head

    def place(self, row: int) -> int:
        """Return which group a row is in."""
        return bisect_right(self.starts, row) - 1

    def find(self, key: str, annotation: str) -> int | None:
        """Return the row of an annotation: in the group with that key, else in any, else that group's heading.

        Args:
            key: The key of a group's heading.
            annotation: Its id; empty for the heading.
        """
        home = next((place for place, group in enumerate(self.groups) if group.head.key == key), None)
        if home is not None:
            within = self._within(home, annotation)
            if within is not None:
                return within
            if not annotation or key in self.folded:
                return self.starts[home]
        if not annotation:
            return None
        found = (self._within(place, annotation) for place in range(len(self.groups)))
        return next((row for row in found if row is not None), None)

    def _within(self, place: int, annotation: str) -> int | None:
        start, end = self.starts[place], self.starts[place + 1]
        if not annotation or end - start < 2:
            return None
        marks = self.groups[place].marks
        return next((start + 1 + at for at, mark in enumerate(marks) if mark.id == annotation), None)

    def tops(self, tops_of: TopsOf) -> Tops:
        """Return where the rows stand."""
        return Tops(self, tops_of)


class Tops(Sequence[int]):
    """The line of each row, and behind the last one the number of lines; made from groups, read row by row."""

    def __init__(self, rows: GroupRows, tops_of: TopsOf) -> None:
        self._rows = rows
        self._lines = array("l", [0])
        """The first line of each group, and the number of lines."""
        self._within: list[Sequence[int]] = []
        line = 0
        for group in rows.groups:
            if group.head.key in rows.folded:
                tops: Sequence[int] = (0, FOLDED_HEIGHT)
            else:
                tops = tops_of(group)
            self._within.append(tops)
            line += tops[-1]
            self._lines.append(line)

    def __len__(self) -> int:
        return len(self._rows) + 1

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> list[int]: ...
    def __getitem__(self, index: int | slice) -> int | list[int]:
        if isinstance(index, slice):
            return [self[row] for row in range(*index.indices(len(self)))]
        row = index if index >= 0 else index + len(self)
        if not 0 <= row < len(self):
            raise IndexError(index)
        if row == len(self._rows):
            return self._lines[-1]
        place = self._rows.place(row)
        return self._lines[place] + self._within[place][row - self._rows.starts[place]]

    def __iter__(self) -> Iterator[int]:
        for begin, tops in zip(self._lines, self._within, strict=False):
            for top in tops[:-1]:
                yield begin + top
        yield self._lines[-1]
