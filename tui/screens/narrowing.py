"""A dialog with a line to type in over a list that narrows with each letter: arrows move, enter takes, esc leaves."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from tui.screens.list_dialog import ListDialog
from tui.session import Session
from tui.widgets.line_input import LineInput

T = TypeVar("T")


class NarrowingDialog(ListDialog[T]):
    """Answers with what is taken. A subclass lays out a :class:`LineInput` and a list, and says what matches."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._typed = ""

    @abstractmethod
    def list_matching(self, typed: str) -> None:
        """List what matches."""

    def on_mount(self) -> None:
        """List what matches with each letter: a frame sooner than the message that it was typed."""
        self.watch(self.query_one(LineInput), "value", self.narrow, init=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep the message from the screens behind; what matches is listed already."""
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what the cursor is on."""
        event.stop()
        self.opened()

    def opened(self) -> None:
        """Take what the cursor is on."""
        self.narrow()
        self.take()

    def action_move(self, by: int) -> None:
        """Go ``by`` rows down, up when negative."""
        self.narrow()
        super().action_move(by)

    def action_page(self, direction: int) -> None:
        """Go one page down (1) or up (-1)."""
        self.narrow()
        super().action_page(direction)

    def narrow(self) -> None:
        """List what matches what is typed now; a key may come before the message that says it changed."""
        typed = self.query_one(LineInput).value
        if typed != self._typed:
            self._typed = typed
            self.list_matching(typed)
