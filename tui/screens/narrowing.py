"""A dialog with a line to type in over a list that narrows with each letter: arrows move, enter takes, esc leaves."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from tui.screens.modal import PaperknifeModal
from tui.session import Session
from tui.widgets.line_input import LineInput
from tui.widgets.line_list import LineList

T = TypeVar("T")


class NarrowingDialog(PaperknifeModal[T]):
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

    @property
    @abstractmethod
    def lines(self) -> LineList:
        """The list."""

    @abstractmethod
    def list_matching(self, typed: str) -> None:
        """List what matches."""

    @abstractmethod
    def take(self) -> None:
        """Answer with what the cursor is on, if it is on anything."""

    def on_mount(self) -> None:
        """List what matches with each letter: a frame sooner than the message that it was typed."""
        self.watch(self.query_one(LineInput), "value", self._narrow, init=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep the message from the screens behind; what matches is listed already."""
        event.stop()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what the cursor is on."""
        event.stop()
        self._narrow()
        self.take()

    def on_line_list_opened(self) -> None:
        """Take what was clicked."""
        self._narrow()
        self.take()

    def action_move(self, by: int) -> None:
        """Go to another one."""
        self._narrow()
        self.lines.move(by)

    def action_page(self, direction: int) -> None:
        """Go one page."""
        self._narrow()
        self.lines.page(direction)

    def _narrow(self) -> None:
        """List what matches what is typed now; a key may come before the message that says it changed."""
        typed = self.query_one(LineInput).value
        if typed != self._typed:
            self._typed = typed
            self.list_matching(typed)
