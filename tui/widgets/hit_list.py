"""What a search found, article by article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.message import Message

from storage.search.hits import Hit
from tui.cells import Runs
from tui.lists.hit_rows import HitRow, hit_rows, hit_runs
from tui.widgets.line_list import LineList


class HitList(LineList[HitRow]):
    """The cursor rests on hits; the title of an article is one when the query is in it."""

    DEFAULT_CSS = "HitList { margin-top: 1; }"

    CLEAR: ClassVar[int] = 1

    class NearEnd(Message):
        """The reader has come so far that further hits are wanted."""

    def show(self, hits: Sequence[Hit], at: Hit | None = None) -> None:
        """Show hits, the cursor on the one ``at``; on the first when that is not among them."""
        self.rows = hit_rows(hits)
        places = (place for place, row in enumerate(self.rows) if row.found and row.hit == at)
        self.rows_changed(next(places, 0))
        self._look_ahead()

    @property
    def hit(self) -> Hit | None:
        """The hit under the cursor; None when nothing was found."""
        return self.current.hit if self.current is not None else None

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scroll, and ask for more in time."""
        super().watch_scroll_y(old_value, new_value)
        self._look_ahead()

    def _look_ahead(self) -> None:
        """Ask for more hits when there is less than another screenful of them below."""
        if self.rows and self.scroll_offset.y + 2 * self.size.height >= len(self.rows):
            self.post_message(self.NearEnd())

    def rests(self, row: int) -> bool:
        """Return whether the row is a hit."""
        return self.rows[row].found

    def row_runs(self, row: int, line: int, width: int) -> Runs:
        """Return one row as a line."""
        return hit_runs(self.rows[row], width)
