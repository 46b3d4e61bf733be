"""The right-most column: how far along the page the window is, with a tick for each mark and each hit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.inking import ink_style

Cell = tuple[str, str]
"""A sign and its ink."""


class Tick(Enum):
    """What is at a place of the page."""

    NONE = "none"
    MARK = "mark"
    HIT = "hit"
    CURSOR = "cursor"


_AWAY: Mapping[Tick, Cell] = {
    Tick.NONE: ("│", "rule"),
    Tick.MARK: ("├", "dim"),
    Tick.HIT: ("•", "cursor"),
    Tick.CURSOR: ("▌", "cursor"),
}
"""The cells outside the window."""
_IN_SIGHT: Mapping[Tick, Cell] = {
    Tick.NONE: ("┃", "dim"),
    Tick.MARK: ("┣", "key"),
    Tick.HIT: ("●", "cursor"),
    Tick.CURSOR: ("▌", "cursor"),
}
"""Those of the window: it is seen through any number of ticks."""
_ALONE: Mapping[Tick, Cell] = {
    Tick.NONE: (" ", ""),
    Tick.MARK: ("╺", "key"),
    Tick.HIT: ("•", "cursor"),
    Tick.CURSOR: (" ", ""),
}
"""Those of a page that is in sight as a whole, where a window would say nothing."""


class Minimap(Widget, can_focus=False):
    """One column; shares of the page run from 0 to 1."""

    ALLOW_SELECT = False

    class Clicked(Message):
        """A place was clicked, or the mouse dragged to it."""

        def __init__(self, share: float, *, first: bool) -> None:
            super().__init__()
            self.share = share
            self.first = first
            """Whether the mouse was pressed here, and not dragged from somewhere else."""

    class Wheeled(Message):
        """The wheel was turned over it."""

        def __init__(self, direction: int) -> None:
            super().__init__()
            self.direction = direction
            """Down (1) or up (-1)."""

    def __init__(self) -> None:
        super().__init__()
        self._window = (0.0, 1.0)
        self._cursor = 0.0
        self._shares: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())
        self._ticks: Mapping[int, Tick] = {}
        self._cells: list[Cell] = []
        self._asked = -1
        """The row that was asked for last while the mouse is held; -1 while it is not."""

    def set_window(self, start: float, end: float, cursor: float) -> None:
        """Show which part of the page is in sight, and where the cursor is."""
        self._window, self._cursor = (start, end), cursor
        self._update()

    def set_ticks(self, marks: Iterable[float], hits: Iterable[float] = ()) -> None:
        """Show where marks and hits are."""
        self._shares = (tuple(marks), tuple(hits))
        self.on_resize()

    def on_resize(self) -> None:
        """Take another height."""
        self._ticks = ticks(self.size.height, *self._shares)
        self._update()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Ask for the place that was pressed, and for those it is dragged over."""
        self.capture_mouse()
        self._ask_for(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Ask for the place that the mouse is dragged to."""
        if self.app.mouse_captured is self:
            self._ask_for(event.y)

    def on_mouse_up(self) -> None:
        """Let the mouse go."""
        self.release_mouse()
        self._asked = -1

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Have the page scrolled down."""
        event.stop()
        self.post_message(self.Wheeled(1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Have the page scrolled up."""
        event.stop()
        self.post_message(self.Wheeled(-1))

    def _ask_for(self, y: int) -> None:
        last = max(self.size.height - 1, 1)
        y = min(max(y, 0), last)
        if y != self._asked:
            self.post_message(self.Clicked(y / last, first=self._asked < 0))
            self._asked = y

    def _update(self) -> None:
        cells = column(self.size.height, self._window, self._ticks, self._cursor)
        if cells != self._cells:
            self._cells = cells
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint a cell."""
        sign, ink = self._cells[y] if y < len(self._cells) else (" ", "")
        style = self.rich_style + ink_style(self, ink) if ink else self.rich_style
        return Strip([Segment(sign, style)], 1)


def ticks(height: int, marks: Iterable[float], hits: Iterable[float]) -> dict[int, Tick]:
    """Return the rows of the column where marks and hits are; a hit covers a mark."""
    found: dict[int, Tick] = {}
    for shares, tick in ((marks, Tick.MARK), (hits, Tick.HIT)):
        found |= dict.fromkeys((min(int(share * height), height - 1) for share in shares), tick)
    return found


def column(height: int, window: tuple[float, float], ticks: Mapping[int, Tick], cursor: float = 0) -> list[Cell]:
    """Return the cells of the column from the top: the window's part, the rest, and ticks on both.

    The cursor has a sign of its own where there is no tick, and lends its ink to the tick of a mark.
    """
    start, end = window
    thumb, track = (_ALONE, _ALONE) if start <= 0 and end >= 1 else (_IN_SIGHT, _AWAY)
    first = min(int(start * height), height - 1)
    last = max(first, min(int(end * height + 0.5) - 1, height - 1))
    here = min(int(cursor * height), height - 1)
    ticks = {here: Tick.CURSOR, **ticks}
    cells = [(thumb if first <= y <= last else track)[ticks.get(y, Tick.NONE)] for y in range(height)]
    if cells and thumb is not _ALONE:
        cells[here] = cells[here][0], "cursor"
    return cells
