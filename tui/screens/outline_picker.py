"""The headings of an article, to go to one of them: type to narrow, enter goes there, escape stays."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from tui.paint import content
from tui.reading.outline import Heading, heading_at, heading_runs, matching
from tui.screens.modal import PaperknifeModal
from tui.session import Session
from tui.widgets.line_input import LineInput
from tui.widgets.row_list import RowList


class OutlinePicker(PaperknifeModal[int]):
    """Answers with the block of the heading that was chosen."""

    DEFAULT_CSS = "OutlinePicker { align: center middle; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, session: Session, headings: Sequence[Heading], minutes: float, block: int) -> None:
        """Make the dialog.

        Args:
            session: The run.
            headings: At least one, in order.
            minutes: How long the whole article takes to read.
            block: The block the reader is at.
        """
        super().__init__(session)
        self._headings = headings
        self._minutes = minutes
        self._block = block
        self._listed: Sequence[Heading] = ()
        self._typed: str | None = None

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(classes="panel -finder") as box:
            box.styles.height = "auto"
            box.border_title = content("headings")
            box.border_subtitle = content("enter goes there · esc stays here")
            yield LineInput(placeholder="type to narrow")
            yield RowList()

    def on_mount(self) -> None:
        """List all, the cursor on the one that the reader is under."""
        self._narrow()
        self.query_one(RowList).fit()

    def on_resize(self) -> None:
        """Take another height."""
        self.query_one(RowList).fit()

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what matches."""
        event.stop()
        self._narrow()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the heading under the cursor."""
        event.stop()
        self._take()

    def on_line_list_opened(self) -> None:
        """Go to the heading that was clicked."""
        self._take()

    def action_move(self, by: int) -> None:
        """Go to another one."""
        self._narrow()
        self.query_one(RowList).move(by)

    def action_page(self, direction: int) -> None:
        """Go one page."""
        self._narrow()
        self.query_one(RowList).page(direction)

    def _take(self) -> None:
        self._narrow()
        at = self.query_one(RowList).cursor
        if 0 <= at < len(self._listed):
            self.dismiss(self._listed[at].block)

    def _narrow(self) -> None:
        """List what matches what is typed now; a key may come before the message that says it changed."""
        typed = self.query_one(LineInput).value
        if typed == self._typed:
            return
        self._typed = typed
        self._listed = matching(self._headings, typed)
        rows = [partial(heading_runs, heading, self._minutes) for heading in self._listed]
        listed = self.query_one(RowList)
        listed.empty = "no heading has these words"
        listed.show(rows, 0 if typed else heading_at(self._listed, self._block))
