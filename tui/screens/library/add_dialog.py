"""One line in which the reader names files and folders to add, with what could come next under it."""

from __future__ import annotations

import os
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from tui.cells import cropped
from tui.dialogs.path_completion import Entry, completed, entries, matching, parted, paths_typed
from tui.screens.modal import PaperknifeModal
from tui.session import Session
from tui.widgets.hint_line import HintLine
from tui.widgets.line_input import LineInput

_SIGN = 2
"""Cells of what stands before a trouble."""
_LEAST_HINT = 18
_HINT = "enter add · tab complete · esc leave · a folder with all below it"


class AddDialog(PaperknifeModal[tuple[str, ...]]):
    """Answers with paths that exist. A folder is looked into once, not with each letter."""

    DEFAULT_CSS = "AddDialog { align: center middle; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "complete", show=False, priority=True)]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._folder: str | None = None
        self._entries: tuple[Entry, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with self.panel("add", "-form"):
            yield LineInput(placeholder="path of a file or folder")
            yield HintLine(_HINT)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what could come next."""
        event.stop()
        if not event.value:
            self._hint(_HINT)
            return
        _folder, name = parted(event.value)
        found = matching(name, self._among(event.value))
        self._hint("  ".join(entry.text for entry in found) if found else "nothing here begins like that")

    def action_complete(self) -> None:
        """Carry on what is typed."""
        line = self.query_one(LineInput)
        line.value = completed(line.value, self._among(line.value))
        line.cursor_position = len(line.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer, if what is named is there."""
        event.stop()
        paths = paths_typed(event.value)
        missing = [path for path in paths if not os.path.lexists(path)]
        if missing:
            self._hint(f"there is no file or folder “{missing[0]}”", trouble=True)
        elif paths:
            self.dismiss(tuple(paths))

    def _among(self, text: str) -> tuple[Entry, ...]:
        folder, _name = parted(text)
        if folder != self._folder:
            self._folder, self._entries = folder, entries(folder)
        return self._entries

    def _hint(self, text: str, *, trouble: bool = False) -> None:
        hint = self.query_one(HintLine)
        hint.say(cropped(text, max(hint.size.width - _SIGN, _LEAST_HINT)), trouble=trouble)
