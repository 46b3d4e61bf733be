"""The codebook's table: every tag with a bar of how often it is used, its key and what it means."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from textual.strip import Strip

from storage.annotation import tag_key
from tui.cells import Runs
from tui.lists.tag_rows import TagColumns, heading_runs, tag_columns, tag_runs
from tui.lists.tag_tree import TagRow
from tui.widgets.line_list import GUTTER, LineList
from tui.widgets.lines import Lines


class TagTable(LineList[TagRow]):
    """The cursor rests on every line, also on a name that is only the beginning of tags."""

    def __init__(self) -> None:
        super().__init__()
        self._most = 0
        self._digits: Mapping[str, int] = {}
        self._inks: Mapping[str, str] = {}
        self._selected: Collection[str] = frozenset()
        self._columns: tuple[int, TagColumns] = (-1, TagColumns(0))
        self.described = True
        """Whether there is a column for what tags mean; another pane may say it."""

    def show(
        self,
        rows: Sequence[TagRow],
        digits: Mapping[str, int],
        inks: Mapping[str, str],
        selected: Collection[str] = frozenset(),
        at: str | None = None,
    ) -> None:
        """Show ``rows``, the cursor on the one called ``at``, else on what that is nested in, else where it was."""
        self.rows, self._digits, self._inks, self._selected = rows, digits, inks, selected
        self._most = max((row.use.total for row in rows), default=0)
        self._columns = (-1, self._columns[1])
        self.rows_changed(self._place_of(at or ""))

    def show_digits(self, digits: Mapping[str, int]) -> None:
        """Show which digit gives which tag now."""
        self._digits = digits
        self.refresh()

    def describe(self, described: bool) -> None:
        """Have a column for what tags mean, or none."""
        if described != self.described:
            self.described = described
            self._columns = (-1, self._columns[1])
            self.refresh()

    def row_runs(self, row: int, line: int, width: int) -> Runs:
        """Return the line of a tag."""
        columns = self.columns(width)
        return tag_runs(self.rows[row], columns, self._most, self._digits, self._inks, self._selected)

    def columns(self, width: int) -> TagColumns:
        """Return how ``width`` cells are shared out."""
        if self._columns[0] != width:
            self._columns = (width, tag_columns(self.rows, width, described=self.described))
        return self._columns[1]

    def _place_of(self, name: str) -> int:
        key = tag_key(name)
        if key:
            place = next((place for place, row in enumerate(self.rows) if row.name == name), None)
            if place is not None:
                return place
            places = {row.key: place for place, row in enumerate(self.rows)}
            while key:
                if key in places:
                    return places[key]
                key = key.rpartition("/")[0]
        return max(self.cursor, 0)


class TagHeading(Lines):
    """The names of the columns, above the table and as wide as it is."""

    DEFAULT_CSS = "TagHeading { height: 1; }"

    def __init__(self, table: TagTable) -> None:
        super().__init__()
        self._table = table
        self._painted: tuple[bool, TagColumns] | None = None

    def follow(self) -> None:
        """Paint the line anew if the columns are others by now."""
        if self._painted != self._columns():
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint the line."""
        width = self.size.width
        self._painted = self._columns()
        runs = heading_runs(self._painted[1]) if self._table.rows else []
        return self.painted([(" " * GUTTER, ""), *runs], width)

    def _columns(self) -> tuple[bool, TagColumns]:
        return bool(self._table.rows), self._table.columns(self._table.row_width)
