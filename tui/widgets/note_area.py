"""The field in which a note is written: several lines, wrapped, harmless whatever is pasted."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from storage.text import sanitise

_INDENT = "  "


class NoteArea(TextArea):
    """A plain field for Markdown. Undo is ctrl+z, redo ctrl+y; tab indents, as nested lists need it."""

    DEFAULT_CSS = """
    NoteArea, NoteArea:focus { border: none; padding: 0; background: $surface; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "indent", "indent", show=False)]

    def __init__(self, text: str) -> None:
        super().__init__(sanitise(text), soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)
        self.cursor_blink = False

    def on_mount(self) -> None:
        """Go on where the text ends."""
        self.move_cursor(self.document.end)

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit; what it brings in is made harmless first, whether typed or pasted."""
        return super().edit(replace(edit, text=sanitise(edit.text)))

    def action_indent(self) -> None:
        """Put two spaces at the cursor."""
        start, end = self.selection
        self.replace(_INDENT, start, end, maintain_selection_offset=False)
