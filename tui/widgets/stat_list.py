"""Statistics in a list: plots that the cursor goes over as one, sources and tags that can be opened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from storage.statistics import Statistics
from tui.cells import Runs
from tui.lists.stat_rows import StatRow, stat_rows
from tui.widgets.line_list import LineList


class StatList(LineList[StatRow]):
    """Set for the width that there is."""

    DEFAULT_CSS = "StatList { margin-top: 1; }"
    ROW_HEIGHT: ClassVar[int | None] = None

    def __init__(self) -> None:
        super().__init__()
        self._counted: Statistics | None = None
        self._set_for = 0

    def show(self, counted: Statistics | None) -> None:
        """Show these counts, the cursor on the row where it was; None shows nothing yet."""
        self._counted, self._set_for = counted, 0
        self.rows_changed(max(self.cursor, 0))

    def row_heights(self, width: int) -> Iterable[int]:
        """Return the lines of every row."""
        return [len(row.lines) for row in self.rows]

    def rests(self, row: int) -> bool:
        """Return whether the row is no heading."""
        return self.rows[row].rests

    def row_runs(self, row: int, line: int, width: int) -> Runs:
        """Return one line of a row."""
        return self.rows[row].lines[line]

    def _find_tops(self) -> None:
        # A plot is drawn for a width, and how many lines words above it take hangs on that, too.
        rows, row = self.rows, self.current
        self._set(self.row_width)
        super()._find_tops()
        if self.rows is not rows:
            self._cursor = self._place_of(row)

    def _place_of(self, row: StatRow | None) -> int:
        """Return where the source or tag of ``row`` stands now, else the row nearest to where the cursor was."""
        if row is not None and row.query:
            for place, other in enumerate(self.rows):
                if (other.query, other.leads) == (row.query, row.leads):
                    return place
        return self._resting_place(self._cursor)

    def _set(self, width: int) -> None:
        if self._counted is not None and width != self._set_for and self.size:
            self.rows, self._set_for = stat_rows(self._counted, width), width
        elif self._counted is None:
            self.rows = ()
