"""A dialog around one list: keys and clicks move in it, and take what the cursor is on."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, TypeVar

from tui.screens.modal import PaperknifeModal
from tui.widgets.line_list import LineList

T = TypeVar("T")


class ListDialog(PaperknifeModal[T]):
    """A subclass lays the list out, binds the keys that it wants to the actions, and says what taking means."""

    @property
    @abstractmethod
    def lines(self) -> LineList[Any]:
        """The list."""

    @abstractmethod
    def take(self) -> None:
        """Answer with what the cursor is on, if it is on anything."""

    def opened(self) -> None:
        """Do what a click on the row under the cursor does."""
        self.take()

    def on_line_list_opened(self) -> None:
        """Hear of such a click."""
        self.opened()

    def action_take(self) -> None:
        """Take what the cursor is on."""
        self.take()

    def action_move(self, by: int) -> None:
        """Go ``by`` rows down, up when negative."""
        self.lines.move(by)

    def action_page(self, direction: int) -> None:
        """Go one page down (1) or up (-1)."""
        self.lines.page(direction)

    def action_top(self) -> None:
        """Go to the first row."""
        self.lines.go_top()

    def action_bottom(self) -> None:
        """Go to the last row."""
        self.lines.go_bottom()
