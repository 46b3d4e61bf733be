"""What was done, day by day, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from storage.change import Change
from tui.cells import Runs
from tui.lists.history_rows import Day, Deed, history_runs
from tui.widgets.line_list import LineList


class HistoryList(LineList[Day | Deed]):
    """The cursor rests on what was done; the days are passed over."""

    DEFAULT_CSS = "HistoryList { margin-top: 1; }"

    CLEAR: ClassVar[int] = 1

    def show(self, rows: Sequence[Day | Deed], at: int | None = None) -> None:
        """Show these rows, the cursor on the action with the number ``at``, or where it was."""
        places = (place for place, row in enumerate(rows) if isinstance(row, Deed) and row.change.id == at)
        cursor = next(places, max(self.cursor, 0))
        self.rows = rows
        self.rows_changed(cursor)

    @property
    def change(self) -> Change | None:
        """The action under the cursor; None in an empty list."""
        return self.current.change if isinstance(self.current, Deed) else None

    def rests(self, row: int) -> bool:
        """Return whether the row is an action."""
        return isinstance(self.rows[row], Deed)

    def row_runs(self, row: int, line: int, width: int) -> Runs:
        """Return one row as a line."""
        return history_runs(self.rows[row], width)
