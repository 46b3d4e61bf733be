"""One line to type a query in: it shows how a word may go on, and marks one that is wrong."""

from __future__ import annotations

from typing import ClassVar

from rich.highlighter import Highlighter
from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType

from storage.query.completing import Completion
from tui.cells import harmless
from tui.inking import ink_style
from tui.widgets.line_input import LineInput


class WrongWord(Highlighter):
    """Underlines one word in a loud ink."""

    def __init__(self) -> None:
        self.start = self.end = 0
        self.style = Style.null()

    def highlight(self, text: Text) -> None:
        """Underline it."""
        if self.end > self.start:
            text.stylize(self.style, self.start, self.end)


class QueryInput(LineInput):
    """Tab, or → at the end, takes what is offered."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "take", "take", show=False)]

    def __init__(self, text: str = "", *, placeholder: str = "") -> None:
        super().__init__(text, placeholder=placeholder)
        self._wrong = WrongWord()
        self.highlighter = self._wrong
        self._completion: Completion | None = None

    @property
    def offered(self) -> str:
        """What is shown after what is typed; empty when nothing is offered."""
        return self._completion.rest if self._completion else ""

    def offer(self, completion: Completion | None) -> None:
        """Show dim, after what is typed, how it may go on; None to show nothing."""
        self._completion = completion if self.cursor_at_end else None
        self._suggestion = self.value + harmless(self._completion.rest) if self._completion else ""

    def underline(self, start: int, end: int) -> None:
        """Underline the word from ``start`` to ``end``; none where they are equal."""
        self._wrong.start, self._wrong.end = start, end
        self._wrong.style = ink_style(self, "trouble") + Style(underline=True)
        self.refresh()

    def action_take(self) -> None:
        """Take what is offered."""
        if self._completion is not None and self.cursor_at_end:
            self.value = self._completion.whole
            self.cursor_position = len(self.value)

    def action_cursor_right(self, select: bool = False) -> None:
        """Take what is offered at the end; anywhere else go right."""
        if self._completion is not None and self.cursor_at_end and not select:
            self.action_take()
        else:
            super().action_cursor_right(select)
