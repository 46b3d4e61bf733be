"""A single painted line: something at the left, something at the right."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.strip import Strip

from tui.paint import cropped
from tui.widgets.lines import Lines

Runs = Sequence[tuple[str, str]]


class Bar(Lines):
    """The line at the top of a screen. Where both ends do not fit, the left one is cut short."""

    DEFAULT_CSS = "Bar { height: 1; }"

    def __init__(self, left: Runs = (), right: Runs = ()) -> None:
        super().__init__()
        self._left, self._right = left, right

    def show(self, left: Runs, right: Runs = ()) -> None:
        """Paint these runs of text and ink."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint the line, one cell free at each side."""
        width = self.size.width
        room = width - 2
        right = sum(cell_len(text) for text, _ink in self._right)
        left, taken = _cut(self._left, max(0, room - right - 2) if right else room)
        gap = max(0, room - taken - right)
        return self.painted([(" ", ""), *left, (" " * gap, ""), *self._right, (" ", "")], width)


def _cut(runs: Runs, cells: int) -> tuple[list[tuple[str, str]], int]:
    kept: list[tuple[str, str]] = []
    taken = 0
    for text, ink in runs:
        text = cropped(text, cells - taken)
        kept.append((text, ink))
        taken += cell_len(text)
        if taken >= cells:
            break
    return kept, taken
