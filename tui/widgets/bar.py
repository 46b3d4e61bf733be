"""A single painted line: something at the left, something at the right."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from tui.cells import Run, cropped_runs, width_of
from tui.widgets.lines import Lines


class Bar(Lines):
    """The line at the top of a screen.

    Where both ends do not fit, the left one is cut short, then the right one; a lone word goes.
    """

    DEFAULT_CSS = "Bar { height: 1; }"

    def __init__(self, left: Sequence[Run] = (), right: Sequence[Run] = ()) -> None:
        super().__init__()
        self._left, self._right = left, right

    def show(self, left: Sequence[Run], right: Sequence[Run] = ()) -> None:
        """Paint these runs of text and ink."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint the line, one cell free at each side."""
        width = self.size.width
        room = width - 2
        said = cropped_runs(self._right, room)
        right = width_of(said)
        left = cropped_runs(self._left, max(0, room - right - 2) if right else room)
        if width_of(left) < width_of(self._left) and not any(" " in text for text, _ink in self._left):
            left = []  # half a name says less than none
        gap = max(0, room - width_of(left) - right)
        return self.painted([(" ", ""), *left, (" " * gap, ""), *said, (" ", "")], width)
