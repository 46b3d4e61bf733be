"""A dialog that finds things by name: type to narrow, enter takes. Help and the palette are this."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from tui.cells import Run, cropped, fitted
from tui.dialogs.finder import Candidate, Found, Line, matching, with_headings
from tui.paint import content
from tui.screens.narrowing import NarrowingDialog
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


class Finder(NarrowingDialog[Found]):
    """Answers with what was taken."""

    DEFAULT_CSS = "Finder { align: center middle; }"

    def __init__(self, session: Session, title: str, placeholder: str, candidates: Sequence[Candidate]) -> None:
        super().__init__(session)
        self._title = title
        self._placeholder = placeholder
        self._candidates = candidates

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(classes="panel -finder") as box:
            box.border_title = content(self._title)
            box.border_subtitle = content("enter takes it · esc leaves")
            yield LineInput(placeholder=self._placeholder)
            yield FoundList(self._candidates)

    @property
    def lines(self) -> FoundList:
        """What was found."""
        return self.query_one(FoundList)

    def list_matching(self, typed: str) -> None:
        """List what matches."""
        self.lines.show(matching(typed, self._candidates))

    def take(self) -> None:
        """Take what the cursor is on."""
        current = self.lines.current
        if current is not None:
            self.dismiss(current.found)
