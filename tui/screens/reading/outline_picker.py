"""The headings of an article, to go to one of them: type to narrow, enter goes there, escape stays."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult

from tui.paint import content
from tui.reading.outline import Heading, heading_at, heading_runs, matching
from tui.screens.narrowing import NarrowingDialog
from tui.session import Session
from tui.widgets.line_input import LineInput
from tui.widgets.row_list import RowList


class OutlinePicker(NarrowingDialog[int]):
    """Answers with the block of the heading that was chosen."""

    DEFAULT_CSS = "OutlinePicker { align: center middle; }"

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

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with self.panel("headings", "-finder -fitted") as box:
            box.border_subtitle = content("enter go there · esc stay here")
            yield LineInput(placeholder="type to narrow")
            yield RowList()

    def on_mount(self) -> None:
        """List all, the cursor on the one that the reader is under."""
        self.list_matching("")
        self.lines.fit()

    def on_resize(self) -> None:
        """Take another height."""
        self.lines.fit()

    @property
    def lines(self) -> RowList:
        """The headings."""
        return self.query_one(RowList)

    def list_matching(self, typed: str) -> None:
        """List the headings with these words."""
        self._listed = matching(self._headings, typed)
        rows = [partial(heading_runs, heading, self._minutes) for heading in self._listed]
        self.lines.empty = "no heading has these words"
        self.lines.show(rows, 0 if typed else heading_at(self._listed, self._block))

    def take(self) -> None:
        """Go to the heading under the cursor."""
        at = self.lines.cursor
        if 0 <= at < len(self._listed):
            self.dismiss(self._listed[at].block)
