"""The reading pane: paints a view line by line, and repaints no more than what changed."""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.inking import ink_style
from tui.reading import moves
from tui.reading.view import View
from tui.reading.viewport import Position
from tui.widgets.reading_painter import Painter

_WHEEL = 3
"""Lines that a turn of the wheel scrolls."""
_KEPT_STRIPS = 4_000


class ReadingPane(Widget, can_focus=False):
    """Paints a :class:`~tui.reading.view.View`. Its screen moves the view and calls :meth:`update`."""

    ALLOW_SELECT = False

    class Moved(Message):
        """The mouse moved the cursor or the window, or the pane took another size."""

    class Opened(Message):
        """What the cursor stands on was clicked."""

    class Pointed(Message):
        """A character of the text was clicked once."""

        def __init__(self, block: int, offset: int) -> None:
            super().__init__()
            self.block = block
            self.offset = offset

    def __init__(self, view: View) -> None:
        super().__init__()
        self.view = view
        self._painter: Painter | None = None
        self._styles_of: dict[str, Style] = {}
        self._strips: dict[tuple[Position, bool, bool], Strip] = {}
        self._painted: tuple[int, int, int, Position] | None = None

    # what the screen tells it

    def show(self, view: View) -> None:
        """Show another view."""
        if self.size:
            view.resize(self.size.width, self.size.height)
        self.view = view
        self._painted = None
        self.update()

    def update(self) -> None:
        """Repaint what has changed in the view since the last time: rows of the cursor, or everything."""
        view = self.view
        view.lines()  # a paragraph that is let go of is wrapped anew, which makes another version
        now = (id(view), view.version, view.cursor, view.viewport.top)
        before, self._painted = self._painted, now
        if before == now:
            return
        if before is None or before[:2] != now[:2]:
            self._strips.clear()
        elif before[3] == now[3] and view.pick.anchor is None:
            for block in (before[2], now[2]):
                if region := self._rows_of(block):
                    self.refresh(region)
            return
        self.refresh()

    def region_of_cursor(self) -> Region | None:
        """Return where the text under the cursor is on the screen; None when it is out of sight."""
        rows = self._rows_of(self.view.cursor) if self.view.blocks else None
        if rows is None:
            return None
        geometry = self.view.geometry
        return Region(geometry.text, rows.y, geometry.measure, rows.height).translate(self.region.offset)

    def offset_of_cursor(self) -> Offset | None:
        """Return where on the screen the text under the cursor begins; None when it is out of sight."""
        region = self.region_of_cursor()
        return region.offset if region else None

    # Textual

    def notify_style_update(self) -> None:
        """Take the colours of another theme."""
        super().notify_style_update()
        self._painter = None
        self._styles_of.clear()
        self._strips.clear()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap again when the width changed; the first word in sight stays."""
        self.view.resize(event.size.width, event.size.height)
        self._strips.clear()
        self.update()
        self.post_message(self.Moved())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self.wheel(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self.wheel(-1)

    def wheel(self, direction: int) -> None:
        """Scroll as one turn of the wheel does, down (1) or up (-1)."""
        moves.line(self.view, direction * _WHEEL)
        self.update()
        self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        """Stand on what was clicked; clicked again it is opened."""
        from tui.reading.pointing import character_at

        before = self.view.cursor
        moves.click(self.view, event.y)
        self.update()
        self.post_message(self.Moved())
        if event.chain > 1 and before == self.view.cursor:
            self.post_message(self.Opened())
        elif pointed := character_at(self.view, event.x, event.y):
            self.post_message(self.Pointed(*pointed))

    def render_line(self, y: int) -> Strip:
        """Paint a row of the window."""
        if self._painter is None:
            self._painter = Painter(self._ink, self.rich_style)
        lines = self.view.lines()
        if y >= len(lines):
            return self._painter.blank(self.size.width)
        position = lines[y]
        here = position[0] == self.view.cursor_item
        first, last = self.view.pick.blocks(self.view.cursor)
        item = self.view.items.all[position[0]]
        chosen = self.view.pick.anchor is not None and first <= item.first <= last
        key = (position, here, chosen)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) > _KEPT_STRIPS:
                self._strips.clear()
            strip = self._strips[key] = self._painter.paint(self.view, position, here=here, chosen=chosen)
        return strip

    def _ink(self, name: str) -> Style:
        style = self._styles_of.get(name)
        if style is None:
            style = self._styles_of[name] = ink_style(self, name)
        return style

    def _rows_of(self, block: int) -> Region | None:
        """Return the rows of the window where the item of a block stands."""
        item = self.view.items.at(block)
        rows = [y for y, position in enumerate(self.view.lines()) if position[0] == item]
        return Region(0, rows[0], self.size.width, len(rows)) if rows else None
