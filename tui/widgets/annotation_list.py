"""Annotations under the headings of their articles, each with its note in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from storage.annotation import Annotation
from tui.cells import Runs
from tui.lists.note_rows import Entry, Head, entry_height, entry_lines, head_runs
from tui.widgets.line_list import LineList


class AnnotationList(LineList):
    """The cursor rests on annotations; headings are passed over."""

    ROW_HEIGHT: ClassVar[int | None] = None

    def __init__(self) -> None:
        super().__init__()
        self._listed: Sequence[Head | Entry] = ()
        self._inks: Mapping[str, str] = {}
        self._lines: dict[tuple[str, str, int], list[Runs]] = {}
        self._heights: dict[tuple[str, str, int], int] = {}

    def show(self, listed: Sequence[Head | Entry], inks: Mapping[str, str], at: str | None = None) -> None:
        """Show these rows, the cursor on the annotation with the id ``at``, or where it was."""
        places = (place for place, row in enumerate(listed) if isinstance(row, Entry) and row.annotation.id == at)
        cursor = next(places, max(self.cursor, 0))
        self._listed, self._inks = listed, inks
        self._lines.clear()
        self.rows_changed(cursor)

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor; None in an empty list."""
        row = self._listed[self.cursor] if 0 <= self.cursor < len(self._listed) else None
        return row if isinstance(row, Entry) else None

    @property
    def shown(self) -> Sequence[Annotation]:
        """The annotations that are listed."""
        return [row.annotation for row in self._listed if isinstance(row, Entry)]

    def row_count(self) -> int:
        """Return how many headings and annotations there are."""
        return len(self._listed)

    def row_height(self, row: int, width: int) -> int:
        """Return the lines of an annotation; a heading has an empty one above it."""
        listed = self._listed[row]
        if isinstance(listed, Head):
            return 2
        mark = listed.annotation
        key = (mark.id, mark.modified, width)
        if key not in self._heights:
            self._heights[key] = entry_height(listed, width)
        return self._heights[key]

    def rests(self, row: int) -> bool:
        """Return whether the row is an annotation."""
        return isinstance(self._listed[row], Entry)

    def row_runs(self, row: int, line: int, width: int) -> Runs:
        """Return one line of a heading or an annotation."""
        listed = self._listed[row]
        if isinstance(listed, Head):
            return head_runs(listed.row, width) if line else []
        return self._lines_of(listed, width)[line]

    def _lines_of(self, entry: Entry, width: int) -> list[Runs]:
        key = (entry.annotation.id, entry.placed.where, width)
        if key not in self._lines:
            self._lines[key] = entry_lines(entry, width, self._inks)
        return self._lines[key]
