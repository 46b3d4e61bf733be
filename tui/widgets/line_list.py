"""A list that paints only the lines in sight: rows of any height, one cursor, a place that is kept.

It takes no keys itself; the screen's actions call its methods, so that a filter line may hold the keyboard meanwhile.
"""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from tui.cells import Run, harmless
from tui.widgets.lines import Lines

R = TypeVar("R")

GUTTER = 2
"""Cells left of each row, where the cursor's bar stands."""


class LineList(Lines, Generic[R]):
    """The base of every list in paperknife. A subclass lists rows and says what their lines hold."""

    DEFAULT_CSS = "LineList { height: 1fr; scrollbar-gutter: stable; }"

    ROW_HEIGHT: ClassVar[int | None] = 1
    """Lines of every row, or None where :meth:`row_height` knows."""

    CLEAR: ClassVar[int] = 0
    """Cells between rows of one height and the scroll bar, where they are cut at their end."""

    class OfRow(Message):
        """Something happened to a row."""

        def __init__(self, lines: LineList[Any], row: int) -> None:
            super().__init__()
            self.lines = lines
            self.row = row

        @property
        def control(self) -> LineList[Any]:
            """The list it happened in."""
            return self.lines

    class Moved(OfRow):
        """The cursor rests on another row; of several moves that wait to be told the last one is."""

        def can_replace(self, message: Message) -> bool:
            """Return whether this move, which came later, makes an earlier one needless."""
            return isinstance(message, LineList.Moved) and message.lines is self.lines

    class Opened(OfRow):
        """The row under the cursor was clicked."""

    ALLOW_SELECT = False

    def __init__(self, rows: Sequence[R] = ()) -> None:
        super().__init__()
        self.rows = rows
        """What is listed, headings among it; :meth:`rows_changed` tells of other ones."""
        self.empty = ""
        """What is said when there are no rows."""
        self._cursor = -1
        self._tops: Sequence[int] = (0,)
        self._measured = 0
        self._placed = False
        """Whether the cursor's row has been put somewhere on the screen, which needs a height."""

    # what a subclass says

    @abstractmethod
    def row_runs(self, row: int, line: int, width: int) -> Sequence[Run]:
        """Return line ``line`` of ``row`` as runs of text and ink, at most ``width`` cells."""

    def row_height(self, row: int, width: int) -> int:
        """Return how many lines ``row`` takes at ``width`` cells; asked only when ROW_HEIGHT is None."""
        return self.ROW_HEIGHT or 1

    def row_heights(self, width: int) -> Iterable[int]:
        """Return how many lines each row takes at ``width`` cells; asked only when ROW_HEIGHT is None."""
        return (self.row_height(row, width) for row in range(self.row_count()))

    def row_tops(self, width: int) -> Sequence[int]:
        """Return the line where each row begins at ``width`` cells, and behind them the number of lines."""
        return [0, *accumulate(self.row_heights(width))]

    def rests(self, row: int) -> bool:
        """Return whether the cursor may rest on ``row``; it steps over headings."""
        return True

    # what a screen asks and tells

    @property
    def cursor(self) -> int:
        """The number of the row under the cursor; -1 when there is none."""
        return self._cursor

    @property
    def current(self) -> R | None:
        """The row under the cursor; None when there is none."""
        return self.rows[self._cursor] if 0 <= self._cursor < len(self.rows) else None

    def row_count(self) -> int:
        """Return how many rows there are, headings counted."""
        return len(self.rows)

    @property
    def row_width(self) -> int:
        """Cells of a row, without the cursor's bar."""
        return max(self.scrollable_content_region.width - GUTTER, 1)

    @property
    def cursor_region(self) -> Region | None:
        """Where the row under the cursor is on the screen; None when there is none."""
        if self._cursor < 0:
            return None
        top, bottom = self._tops[self._cursor], self._tops[self._cursor + 1]
        inside = self.scrollable_content_region
        return Region(self.region.x, self.region.y + top - self.scroll_offset.y, inside.width, bottom - top)

    def rows_changed(self, cursor: int = 0) -> None:
        """Measure again after the rows changed and put the cursor on ``cursor``, where it was on the screen."""
        before = self._tops[self._cursor] - self.scroll_offset.y if self._cursor >= 0 and self._placed else None
        self._measure()
        self._cursor = self._resting_place(cursor)
        self._put_cursor_at(before)
        self.refresh()

    def go_to(self, row: int) -> None:
        """Put the cursor on ``row``, or on the nearest one where it may rest, and show it."""
        row = self._resting_place(row)
        if row != self._cursor:
            before, self._cursor = self._cursor, row
            self._refresh_row(before)
            self._refresh_row(row)
            self.post_message(self.Moved(self, row))
        self._show_cursor()

    def move(self, by: int) -> None:
        """Go ``by`` rows down (up when negative), over rows where the cursor may not rest."""
        step = 1 if by > 0 else -1
        row = self._cursor
        for _ in range(abs(by)):
            after = next((near for near in self._from(row + step, step) if self.rests(near)), row)
            if after == row:
                break
            row = after
        self.go_to(row)

    def page(self, direction: int) -> None:
        """Go one screenful down (1) or up (-1), one line kept."""
        if self._cursor >= 0:
            away = direction * max(self.scrollable_content_region.height - 1, 1)
            row = bisect_right(self._tops, max(self._tops[self._cursor] + away, 0)) - 1
            if row == self._cursor:
                self.move(direction)
            else:
                self.go_to(row)

    def go_top(self) -> None:
        """Go to the first row."""
        self.go_to(0)

    def go_bottom(self) -> None:
        """Go to the last row."""
        self.go_to(self.row_count() - 1)

    # painting and the mouse

    def render_line(self, y: int) -> Strip:
        """Return one line of what is in sight."""
        width = self.scrollable_content_region.width
        if self._measured != self.row_width:
            self._find_tops()  # Textual may paint once at a new size before it says that there is one.
        at = y + self.scroll_offset.y
        row = bisect_right(self._tops, at) - 1
        if len(self._tops) == 1 and y and width > GUTTER:
            from tui.wrapping import flow  # only an empty list needs it

            said = flow([(harmless(self.empty), "dim")], width - GUTTER)
            return self.painted([(" " * GUTTER, ""), *(said[y - 1] if y <= len(said) else [])], width)
        if width <= GUTTER or not 0 <= row < len(self._tops) - 1:
            return Strip.blank(width, self.rich_style)
        runs = self.row_runs(row, at - self._tops[row], max(width - GUTTER - self.CLEAR, 1))
        if row == self._cursor and (runs or at + 1 < self._tops[row + 1]):  # an empty line at its end parts it only
            return self.painted([("▌ ", "cursor"), *runs], width, "cursor-line")
        return self.painted([("  ", ""), *runs], width)

    def on_resize(self) -> None:
        """Measure again; the cursor stays in sight."""
        self._measure()
        if self._placed:
            self._show_cursor()
        else:
            self._put_cursor_at(None)

    def on_click(self, event: events.Click) -> None:
        """A click goes to a row, a click on the cursor's row opens it."""
        row = bisect_right(self._tops, event.y + self.scroll_offset.y) - 1
        if not (0 <= row < len(self._tops) - 1 and self.rests(row)):
            return
        event.stop()
        if row == self._cursor:
            self.post_message(self.Opened(self, row))
        else:
            self.go_to(row)

    # inside

    def _measure(self) -> None:
        self._find_tops()
        self.virtual_size = Size(self._measured + GUTTER, self._tops[-1])

    def _find_tops(self) -> None:
        count, width = self.row_count(), self.row_width
        if self.ROW_HEIGHT is not None:
            self._tops = range(0, count * self.ROW_HEIGHT + 1, self.ROW_HEIGHT)
        elif not self.size:
            self._tops = range(count + 1)  # nothing is wrapped before there is a width
        else:
            self._tops = self.row_tops(width)
        self._measured = width

    def _from(self, row: int, step: int) -> Iterable[int]:
        count = self.row_count()
        return range(row, count if step > 0 else -1, step) if 0 <= row < count else ()

    def _resting_place(self, row: int) -> int:
        """Return the nearest row where the cursor may rest, looking down first; -1 when there is none."""
        row = max(min(row, self.row_count() - 1), 0)
        for step in (1, -1):
            for near in self._from(row, step):
                if self.rests(near):
                    return near
        return -1

    def _put_cursor_at(self, line: int | None) -> None:
        """Scroll so that the cursor's row begins ``line`` lines below the upper edge, as far as that can be.

        None is for a row that was nowhere yet: in the middle, so that the rows around it are in sight.
        """
        height = self.scrollable_content_region.height
        if line is None:
            line = height // 2
        self._placed = height > 0
        if self._cursor >= 0:
            self.scroll_to(y=self._tops[self._cursor] - line, animate=False, force=True)
        self._show_cursor()

    def _show_cursor(self) -> None:
        if self._cursor < 0:
            return
        first = self._cursor
        while first > 0 and not self.rests(first - 1):
            first -= 1  # a heading is shown with the row under it
        height = self.scrollable_content_region.height
        top, bottom = self._tops[first], self._tops[self._cursor + 1]
        at = self.scroll_offset.y
        if bottom - at > height:
            at = bottom - height
        if top < at:
            at = top if bottom - top <= height else self._tops[self._cursor]
        if at != self.scroll_offset.y:
            self.scroll_to(y=at, animate=False, force=True)

    def _refresh_row(self, row: int) -> None:
        if 0 <= row < len(self._tops) - 1:
            self.refresh_lines(self._tops[row], self._tops[row + 1] - self._tops[row])
