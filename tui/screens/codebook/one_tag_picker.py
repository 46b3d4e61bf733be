"""The tag picker where one tag is wanted: what to merge into, what to nest in. Tab carries on what is typed."""

from __future__ import annotations

from typing import ClassVar

from tui.screens.tag_picker import TagPicker
from tui.widgets.line_input import LineInput


class OneTagPicker(TagPicker):
    """Answers with exactly one tag to add; esc answers with none."""

    HINT: ClassVar[str] = "enter take · tab complete · esc leave"
    PLACEHOLDER: ClassVar[str] = "type to find one"
    REMEMBERED: ClassVar[bool] = False

    def action_take_and_stay(self) -> None:
        """Write the highlighted tag's name, to take it as it is or to make a longer one of it."""
        self.narrow()
        offer = self.lines.current
        if offer is not None:
            line = self.query_one(LineInput)
            line.value = offer.name
            line.cursor_position = len(offer.name)
