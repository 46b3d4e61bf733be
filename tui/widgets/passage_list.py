"""Passages one after the other, to choose among or to read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar

from tui.cells import Runs
from tui.lists.passage_rows import LINES, Passage, passage_runs
from tui.widgets.line_list import LineList


class PassageList(LineList[Passage]):
    """The cursor rests on passages."""

    ROW_HEIGHT: ClassVar[int | None] = LINES
    CLEAR: ClassVar[int] = 1

    def __init__(self) -> None:
        super().__init__()
        self._inks: Mapping[str, str] = {}
        self._selected: Collection[str] | None = None
        self._told: Collection[str] = ()

    def show(
        self,
        passages: Sequence[Passage],
        inks: Mapping[str, str],
        selected: Collection[str] | None = None,
        told: Collection[str] = (),
    ) -> None:
        """Show passages, the cursor on the same one.

        ``selected`` is None where nothing can be selected; the tags with the keys ``told`` are not named.
        """
        current = self.current
        self.rows, self._inks, self._selected, self._told = passages, inks, selected, told
        own = current.annotation.id if current else None
        places = (place for place, passage in enumerate(passages) if passage.annotation.id == own)
        self.rows_changed(next(places, max(self.cursor, 0)))

    def row_runs(self, row: int, line: int, width: int) -> Runs:
        """Return a line of a passage."""
        passage = self.rows[row]
        selected = None if self._selected is None else passage.annotation.id in self._selected
        return passage_runs(passage, line, width, self._inks, selected=selected, told=self._told)
