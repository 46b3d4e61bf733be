"""Selecting in a list: one row after the other, from one to another, all. The next command is for the selected."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from tui.lists.selecting import Selection
from tui.screens.listing import ListScreen
from tui.session import Session


class SelectingScreen(ListScreen):
    """A screen with a list whose rows can be selected."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.selection = Selection()

    @abstractmethod
    def listed_keys(self) -> Sequence[str]:
        """Return the keys of the rows that can be selected, from top to bottom."""

    @abstractmethod
    def key_here(self) -> str | None:
        """Return the key of the row under the cursor; None where there is nothing to select."""

    @abstractmethod
    def show_selected(self) -> None:
        """Show which rows are selected, and how many."""

    def action_select(self) -> None:
        """Select the row under the cursor, or let it go, and go to the next."""
        key = self.key_here()
        if key is not None:
            self.selection.toggle(key)
            self.show_selected()
            self.lines.move(1)

    def action_select_range(self) -> None:
        """Select everything from the row that was selected last to this one."""
        key = self.key_here()
        if key is not None:
            self.selection.reach(self.listed_keys(), key)
            self.show_selected()

    def action_select_all(self) -> None:
        """Select everything that is listed, or let all go."""
        self.selection.all(self.listed_keys())
        self.show_selected()

    def let_go(self) -> None:
        """Select nothing any more."""
        self.selection.clear()
        self.show_selected()
