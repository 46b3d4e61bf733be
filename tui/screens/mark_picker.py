"""Asks which of several marks on one paragraph is meant, at the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Offset, Size

from storage.wording import count_of
from tui.cells import Run, Runs, cropped_runs
from tui.dialogs.placing import place_picker
from tui.paint import content
from tui.screens.modal import PaperknifeModal
from tui.session import Session
from tui.widgets.line_list import LineList

_WIDTH = 60
_FRAME = 2
_DIGITS = 9


class MarkList(LineList):
    """Marks, each with the digit that takes it."""

    def __init__(self, rows: Sequence[Runs]) -> None:
        super().__init__()
        self._rows = rows

    def row_count(self) -> int:
        """Return how many marks there are."""
        return len(self._rows)

    def row_runs(self, row: int, line: int, width: int) -> Sequence[Run]:
        """Return a mark as a line."""
        digit = str(row + 1) if row < _DIGITS else " "
        return cropped_runs([(f"{digit} ", "key"), *self._rows[row]], width)


class MarkPicker(PaperknifeModal[int]):
    """Answers with the place of the mark that was chosen."""

    DEFAULT_CSS = """
    MarkPicker #picker {
        position: absolute; border: solid $line; border-title-color: $foreground; border-subtitle-color: $quiet;
        background: $surface; padding: 0 1;
    }
    MarkPicker MarkList { background: $surface; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(digit), f"choose({digit - 1})", show=False) for digit in range(1, _DIGITS + 1)),
        Binding("j,down,tab", "move(1)", show=False),
        Binding("k,up,shift+tab", "move(-1)", show=False),
        Binding("enter,l", "take", show=False),
        Binding("q", "leave", show=False),
    ]

    def __init__(self, session: Session, verb: str, rows: Sequence[Runs], at: Offset | None) -> None:
        super().__init__(session)
        self._verb = verb
        self._rows = rows
        self._at = at

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(id="picker") as box:
            box.border_title = content(f"{self._verb} which of {count_of(len(self._rows), 'mark')}?")
            box.border_subtitle = content(f"enter {self._verb} · esc leave")
            yield MarkList(self._rows)

    def on_mount(self) -> None:
        """Begin at the one that is best meant."""
        self.query_one(MarkList).rows_changed(0)
        self.on_resize()

    def on_resize(self) -> None:
        """Keep the box inside the terminal."""
        rows = min(len(self._rows), max(self.app.size.height // 2, 3))
        place = place_picker(self._at, Size(_WIDTH, rows + _FRAME), self.app.size)
        box = self.query_one("#picker")
        box.styles.width, box.styles.height = place.width, place.height
        box.styles.offset = place.offset

    def action_choose(self, place: int) -> None:
        """Answer with a mark by its digit."""
        if place < len(self._rows):
            self.dismiss(place)

    def action_move(self, by: int) -> None:
        """Go to another mark."""
        self.query_one(MarkList).move(by)

    def action_take(self) -> None:
        """Answer with the mark under the cursor."""
        self.dismiss(self.query_one(MarkList).cursor)

    def on_line_list_opened(self) -> None:
        """Answer with the mark that was clicked."""
        self.action_take()
