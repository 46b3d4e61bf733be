"""The codebook's table: every tag with a bar of how often it is used, its key and what it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storage.annotation import Tag, tag_key
from tui.cells import Runs
from tui.lists.tag_rows import TagColumns, TagRow, tag_columns, tag_rows, tag_runs
from tui.widgets.line_list import LineList


class TagTable(LineList):
    """The cursor rests on tags; a name that is only the beginning of tags is passed over."""

    DEFAULT_CSS = "TagTable { margin-top: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[TagRow] = ()
        self._most = 0
        self._digits: Mapping[str, int] = {}
        self._inks: Mapping[str, str] = {}
        self._columns: tuple[int, TagColumns] = (0, TagColumns(0, 0, 0))

    def show(
        self, tags: Sequence[Tag], pinned: Mapping[int, str], inks: Mapping[str, str], at: str | None = None
    ) -> None:
        """Show ``tags``, the cursor on the one called ``at``, or where it was."""
        self._rows = tag_rows(tags)
        self._most = max((tag.count for tag in tags), default=0)
        self._digits = {tag_key(name): digit for digit, name in pinned.items()}
        self._inks = inks
        self._columns = (0, self._columns[1])
        wanted = tag_key(at or "")
        places = (place for place, row in enumerate(self._rows) if row.tag and tag_key(row.name) == wanted)
        self.rows_changed(next(places, max(self.cursor, 0)))

    @property
    def tag(self) -> Tag | None:
        """The tag under the cursor; None in an empty codebook."""
        return self._rows[self.cursor].tag if 0 <= self.cursor < len(self._rows) else None

    def row_count(self) -> int:
        """Return how many lines the codebook has."""
        return len(self._rows)

    def rests(self, row: int) -> bool:
        """Return whether the row is a tag."""
        return self._rows[row].tag is not None

    def row_runs(self, row: int, line: int, width: int) -> Runs:
        """Return the line of a tag."""
        if self._columns[0] != width:
            self._columns = (width, tag_columns(self._rows, width))
        return tag_runs(self._rows[row], self._columns[1], self._most, self._digits, self._inks)
