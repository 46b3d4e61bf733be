"""Asks which of several marks on one paragraph is meant, at the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Offset

from storage.wording import count_of
from tui.cells import Run, Runs, cropped_runs
from tui.paint import content
from tui.screens.list_dialog import ListDialog
from tui.screens.placed_dialog import PlacedDialog
from tui.session import Session
from tui.widgets.line_list import LineList

_FRAME = 2
"""Lines of the border."""
_LEAST_ROWS = 3
_DIGITS = 9


class MarkList(LineList[Runs]):
    """Marks, each with the digit that takes it."""

    def row_runs(self, row: int, line: int, width: int) -> Sequence[Run]:
        """Return a mark as a line."""
        digit = str(row + 1) if row < _DIGITS else " "
        return cropped_runs([(f"{digit} ", "key"), *self.rows[row]], width)


class MarkPicker(PlacedDialog[int], ListDialog[int]):
    """Answers with the place of the mark that was chosen."""

    DEFAULT_CSS = "MarkPicker .panel { border-subtitle-color: $quiet; }"
    WIDTH: ClassVar[int] = 60
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(digit), f"choose({digit - 1})", show=False) for digit in range(1, _DIGITS + 1)),
        Binding("j,down,tab", "move(1)", show=False),
        Binding("k,up,shift+tab", "move(-1)", show=False),
        Binding("enter,l", "take", show=False),
        Binding("q", "leave", show=False),
    ]

    def __init__(self, session: Session, verb: str, rows: Sequence[Runs], at: Offset | None) -> None:
        super().__init__(session, at)
        self._verb = verb
        self._rows = rows

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with self.panel(f"{self._verb} which of {count_of(len(self._rows), 'mark')}?") as box:
            box.border_subtitle = content(f"enter {self._verb} · esc leave")
            yield MarkList(self._rows)

    def on_mount(self) -> None:
        """Begin at the one that is best meant."""
        self.lines.rows_changed(0)

    @property
    def lines(self) -> MarkList:
        """The marks."""
        return self.query_one(MarkList)

    def wanted_height(self, screen_height: int) -> int:
        """Return the lines of the marks with the border, at most half of the screen."""
        return min(len(self._rows), max(screen_height // 2, _LEAST_ROWS)) + _FRAME

    def action_choose(self, place: int) -> None:
        """Answer with a mark by its digit."""
        if place < len(self._rows):
            self.dismiss(place)

    def take(self) -> None:
        """Answer with the mark under the cursor."""
        self.dismiss(self.lines.cursor)
