"""A dialog that finds things by name: type to narrow, enter takes. Help and the palette are this."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from tui.cells import Run, cropped, fitted
from tui.dialogs.finder import Candidate, Found, Line, matching, with_headings
from tui.paint import content
from tui.screens.modal import PaperknifeModal
from tui.session import Session
from tui.widgets.line_input import LineInput
from tui.widgets.line_list import LineList

_ASIDE = 12
"""Cells for the keys beside what they do, where there is room for both."""


class FoundList(LineList):
    """What matches, by groups."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        super().__init__()
        self.empty = "Nothing here is called that."
        self._lines: Sequence[Line] = with_headings(candidates)
        self._cursor = self._resting_place(0)  # before there is a size: to list them later would lay out once more

    @property
    def current(self) -> Candidate | None:
        """What the cursor is on."""
        line = self._lines[self.cursor] if 0 <= self.cursor < len(self._lines) else None
        return line if isinstance(line, Candidate) else None

    def show(self, candidates: Sequence[Candidate]) -> None:
        """List these, the cursor on the first."""
        self._lines = with_headings(candidates)
        self.rows_changed(0)
        self.scroll_to(y=0, animate=False)

    def row_count(self) -> int:
        """Return how many lines there are, headings counted."""
        return len(self._lines)

    def rests(self, row: int) -> bool:
        """Return whether a line can be taken: a heading cannot."""
        return isinstance(self._lines[row], Candidate)

    def row_runs(self, row: int, line: int, width: int) -> Sequence[Run]:
        """Return a heading or a candidate as a line."""
        item = self._lines[row]
        if isinstance(item, str):
            return [(cropped(item, width), "dim")]
        aside = min(_ASIDE, width // 4)
        return [
            (fitted(item.aside, aside), "key" if item.found.kind == "action" else "dim"),
            ("  ", ""),
            (cropped(item.label, max(width - aside - 2, 0)), ""),
        ]


class Finder(PaperknifeModal[Found]):
    """Answers with what was taken."""

    DEFAULT_CSS = "Finder { align: center middle; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, session: Session, title: str, placeholder: str, candidates: Sequence[Candidate]) -> None:
        super().__init__(session)
        self._title = title
        self._placeholder = placeholder
        self._candidates = candidates
        self._typed = ""

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(classes="panel -finder") as box:
            box.border_title = content(self._title)
            box.border_subtitle = content("enter takes it · esc leaves")
            yield LineInput(placeholder=self._placeholder)
            yield FoundList(self._candidates)

    def on_mount(self) -> None:
        """List what matches with each letter: a frame sooner than the message that it was typed."""
        self.watch(self.query_one(LineInput), "value", self._narrow, init=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what the cursor is on."""
        event.stop()
        self._take()

    def on_line_list_opened(self) -> None:
        """Take what was clicked."""
        self._take()

    def action_move(self, by: int) -> None:
        """Go to another one."""
        self._narrow()
        self.query_one(FoundList).move(by)

    def action_page(self, direction: int) -> None:
        """Go one page."""
        self._narrow()
        self.query_one(FoundList).page(direction)

    def _take(self) -> None:
        self._narrow()
        current = self.query_one(FoundList).current
        if current is not None:
            self.dismiss(current.found)

    def _narrow(self) -> None:
        """List what matches what is typed now; a key may come before the message that says it changed."""
        typed = self.query_one(LineInput).value
        if typed != self._typed:
            self._typed = typed
            self.query_one(FoundList).show(matching(typed, self._candidates))
