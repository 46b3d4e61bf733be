"""A dialog that finds things by name: type to narrow, enter takes. Help and the palette are this."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import ClassVar

from textual.app import ComposeResult

from tui.cells import Run, cropped, fitted, harmless
from tui.dialogs.finder import Candidate, Found, FoundRows, Group, matching
from tui.paint import content
from tui.screens.narrowing import NarrowingDialog
from tui.session import Session
from tui.widgets.line_input import LineInput
from tui.widgets.line_list import LineList
from tui.wrapping import flow, wrap

_ASIDE = 12
"""Cells for the keys beside what they do, where there is room for both."""
_GAP = 2


class FoundList(LineList[Candidate | str]):
    """What matches, by groups. What an action does is told whole, in several lines where one is too short."""

    ROW_HEIGHT: ClassVar[int | None] = None

    def __init__(self, groups: Sequence[Group]) -> None:
        super().__init__()
        self.empty = "Nothing here is called that."
        self.rows: FoundRows = FoundRows(groups)
        self._cursor = self._resting_place(0)  # before there is a size: to list them later would lay out once more

    def show(self, groups: Sequence[Group]) -> None:
        """List these, the cursor on the first."""
        self.rows = FoundRows(groups)
        self.rows_changed(0)
        self.scroll_to(y=0, animate=False)

    def rests(self, row: int) -> bool:
        """Return whether a row can be taken: a heading cannot."""
        return isinstance(self.rows[row], Candidate)

    def row_heights(self, width: int) -> Iterable[int]:
        """Return the lines of every row."""
        _aside, room = _shared(width)
        for group in self.rows.groups:
            yield 1
            if group[0].found.kind != "action":
                yield from repeat(1, len(group))
            else:
                labels = (group[at].label for at in range(len(group)))
                yield from (1 if len(label) <= room else len(wrap(label, room)) for label in labels)

    def row_runs(self, row: int, line: int, width: int) -> Sequence[Run]:
        """Return a heading or a line of a candidate."""
        item = self.rows[row]
        if isinstance(item, str):
            return [(cropped(item, width), "dim")]
        aside, room = _shared(width)
        if item.found.kind != "action":
            return [(fitted(item.aside, aside), "dim"), (" " * _GAP, ""), (cropped(item.label, room), "")]
        keys = fitted("" if line else item.aside, aside)
        return [(keys, "key"), (" " * _GAP, ""), *flow([(harmless(item.label), "")], room)[line]]


def _shared(width: int) -> tuple[int, int]:
    """Return the cells of the keys and of what they do."""
    aside = min(_ASIDE, width // 4)
    return aside, max(width - aside - _GAP, 1)


class Finder(NarrowingDialog[Found]):
    """Answers with what was taken."""

    DEFAULT_CSS = "Finder { align: center middle; }"
    DOES: ClassVar[str] = "take"
    """What enter does, in a word."""

    def __init__(self, session: Session, title: str, placeholder: str, groups: Sequence[Group]) -> None:
        super().__init__(session)
        self._title = title
        self._placeholder = placeholder
        self._groups = groups

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with self.panel(self._title, "-finder") as box:
            box.border_subtitle = content(f"enter {self.DOES} · esc leave")
            yield LineInput(placeholder=self._placeholder)
            yield FoundList(self._groups)

    @property
    def lines(self) -> FoundList:
        """What was found."""
        return self.query_one(FoundList)

    def list_matching(self, typed: str) -> None:
        """List what matches."""
        self.lines.show(matching(typed, self._groups))

    def take(self) -> None:
        """Take what the cursor is on."""
        current = self.lines.current
        if isinstance(current, Candidate):
            self.dismiss(current.found)
