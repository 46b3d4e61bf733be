"""The right-most column: how far along the page the window is, with a tick for each mark and each hit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.inking import ink_style

Cell = tuple[str, str]
"""A sign and its ink."""

_TRACK, _THUMB, _MARK, _HIT = "│", "┃", "╺", "•"


class Minimap(Widget, can_focus=False):
    """One column; shares of the page run from 0 to 1."""

    ALLOW_SELECT = False

    class Clicked(Message):
        """A place was clicked."""

        def __init__(self, share: float) -> None:
            super().__init__()
            self.share = share

    def __init__(self) -> None:
        super().__init__()
        self._window = (0.0, 1.0)
        self._shares: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())
        self._ticks: Mapping[int, Cell] = {}
        self._cells: list[Cell] = []

    def set_window(self, start: float, end: float) -> None:
        """Show which part of the page is in sight."""
        self._window = (start, end)
        self._update()

    def set_ticks(self, marks: Iterable[float], hits: Iterable[float] = ()) -> None:
        """Show where marks and hits are."""
        self._shares = (tuple(marks), tuple(hits))
        self.on_resize()

    def on_resize(self) -> None:
        """Take another height."""
        self._ticks = ticks(self.size.height, *self._shares)
        self._update()

    def on_click(self, event: events.Click) -> None:
        """Ask for the place that was clicked."""
        self.post_message(self.Clicked(event.y / max(self.size.height - 1, 1)))

    def _update(self) -> None:
        cells = column(self.size.height, self._window, self._ticks)
        if cells != self._cells:
            self._cells = cells
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint a cell."""
        sign, ink = self._cells[y] if y < len(self._cells) else (" ", "")
        style = self.rich_style + ink_style(self, ink) if ink else self.rich_style
        return Strip([Segment(sign, style)], 1)


def ticks(height: int, marks: Iterable[float], hits: Iterable[float]) -> dict[int, Cell]:
    """Return the cells of the column where marks and hits are; a hit covers a mark."""
    found: dict[int, Cell] = {}
    for shares, cell in ((marks, (_MARK, "key")), (hits, (_HIT, "cursor"))):
        found |= dict.fromkeys((min(int(share * height), height - 1) for share in shares), cell)
    return found


def column(height: int, window: tuple[float, float], ticks: Mapping[int, Cell]) -> list[Cell]:
    """Return the cells of the column from the top: the window's part, the rest, and ticks over both."""
    start, end = window
    thumb, track = ((" ", ""), (" ", "")) if start <= 0 and end >= 1 else ((_THUMB, "dim"), (_TRACK, "rule"))
    first = min(int(start * height), height - 1)
    last = max(first, min(int(end * height + 0.5) - 1, height - 1))
    return [ticks.get(y) or (thumb if first <= y <= last else track) for y in range(height)]
