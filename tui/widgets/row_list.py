"""A list of rows that are made elsewhere, some of them headings that cannot be chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.cells import Run, Runs, cropped
from tui.widgets.line_list import LineList

Row = str | Callable[[int], Runs]
"""A heading, or what makes the runs of a row at a width."""


_AROUND = 5
"""Lines of a dialog around its list."""


class RowList(LineList[Row]):
    """Shows rows."""

    def fit(self) -> None:
        """Take as many lines as there are rows, if the dialog may be so high."""
        self.styles.height = max(min(len(self.rows), self.app.size.height * 9 // 10 - _AROUND), 1)

    def show(self, rows: Sequence[Row], cursor: int = 0) -> None:
        """List these, the cursor on one of them."""
        self.rows = rows
        self.rows_changed(-1)
        self.scroll_to(y=0, animate=False, force=True)
        self.go_to(cursor)

    def rests(self, row: int) -> bool:
        """Return whether a row can be chosen."""
        return not isinstance(self.rows[row], str)

    def row_runs(self, row: int, line: int, width: int) -> Sequence[Run]:
        """Return a row as a line."""
        made = self.rows[row]
        return [(cropped(made, width), "dim")] if isinstance(made, str) else made(width)
