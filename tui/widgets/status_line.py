"""The bottom line: hints of keys and the legend of tags, or one message until the next key."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual.strip import Strip

from tui.cells import Runs
from tui.status import Hint, Pin, bottom_line, in_words
from tui.widgets.lines import Lines

_PART = " · "
"""What parts what was done from the key that takes it back."""


class StatusLine(Lines):
    """One line that every screen ends with."""

    DEFAULT_CSS = "StatusLine { height: 1; }"

    def __init__(self, hints: Sequence[Hint] = ()) -> None:
        super().__init__()
        self._hints = tuple(hints)
        self._pins: tuple[Pin, ...] = ()
        self._right = ""
        self._mode = ""
        self._message = ""
        self._trouble = False

    @property
    def message(self) -> str:
        """What it says now instead of the hints; empty when it says nothing."""
        return self._message

    def show(self, text: str, trouble: bool = False) -> None:
        """Say ``text`` until :meth:`clear`; ``trouble`` when something went wrong."""
        self._message, self._trouble = text, trouble
        self.refresh()

    def clear(self) -> None:
        """Show the hints again."""
        if self._message:
            self._message = ""
            self.refresh()

    def set_hints(self, hints: Sequence[Hint]) -> None:
        """Show these keys, while others work than before."""
        self._hints = tuple(hints)
        self.refresh()

    def set_legend(self, pins: Sequence[Pin]) -> None:
        """Show these pinned tags before the keys."""
        self._pins = tuple(pins)
        self.refresh()

    def set_right(self, text: str) -> None:
        """Show a word at the right end, such as how far the reader is."""
        if text != self._right:
            self._right = text
            self.refresh()

    def set_mode(self, text: str) -> None:
        """Show a sign of what the keys do now beyond their names; an empty one when they do no more."""
        if text != self._mode:
            self._mode = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint the line."""
        width = self.size.width
        return self.painted(self._spoken(width) if self._message else self._standing(width), width)

    def _spoken(self, width: int) -> Runs:
        sign, ink = ("! ", "trouble") if self._trouble else ("", "")
        said, room = self._message, width - 2 - len(sign)
        if cell_len(said) > room and _PART in said:
            said = said.rpartition(_PART)[0]  # half of what a key does next says nothing
        return [(f" {sign}{in_words(said, room)}", ink)]

    def _standing(self, width: int) -> Runs:
        return bottom_line(width, pins=self._pins, hints=self._hints, right=self._right, mode=self._mode)
