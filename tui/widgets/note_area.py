"""The field in which a note is written: several lines, wrapped, harmless whatever is pasted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from storage.text import sanitise
from tui.dialogs.hashtag_completion import Completion

_INDENT = "  "


class NoteArea(TextArea):
    """A plain field for Markdown. Undo is ctrl+z, redo ctrl+y; tab completes a ``#tag``, else indents."""

    DEFAULT_CSS = """
    NoteArea, NoteArea:focus { border: none; padding: 0; background: $surface; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete_or_indent", "complete, indent", show=False)]

    def __init__(
        self, text: str, complete: Callable[[str, int], Completion | None] = lambda line, column: None
    ) -> None:
        """``complete`` tells what a line may become whose cursor is at a column."""
        super().__init__(sanitise(text), soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)
        self.cursor_blink = False
        self._complete = complete
        self._taken: tuple[int, Completion] | None = None
        """The line in which a completion was put last, and what comes next there."""

    def on_mount(self) -> None:
        """Go on where the text ends."""
        self.move_cursor(self.document.end)

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit; what it brings in is made harmless first, whether typed or pasted."""
        return super().edit(replace(edit, text=sanitise(edit.text)))

    @property
    def completion(self) -> Completion | None:
        """What tab would complete; None when it would indent."""
        start, end = self.selection
        if start != end:
            return None
        row, column = end
        if self._taken is not None and (row, column) == (self._taken[0], self._taken[1].end):
            return self._taken[1]
        return self._complete(str(self.document.get_line(row)), column)

    def action_complete_or_indent(self) -> None:
        """Complete the tag at the cursor, or put the next one there that fits; where there is none indent."""
        start, end = self.selection
        offered = self.completion
        if offered is None:
            self.replace(_INDENT, start, end, maintain_selection_offset=False)
            return
        row = end[0]
        name, after = offered.taken()
        self.replace(name, (row, offered.start), (row, offered.end), maintain_selection_offset=False)
        self._taken = (row, after)
