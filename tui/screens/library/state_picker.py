"""A few lines in which the reader says how far he is with an article: one key, or j, k and enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from storage.article import State
from tui.cells import Run
from tui.screens.list_dialog import ListDialog
from tui.session import Session
from tui.signs import STATE_SIGNS
from tui.widgets.hint_line import HintLine
from tui.widgets.line_list import LineList

CHOICES: tuple[tuple[str, State], ...] = (
    ("u", State.UNREAD),
    ("i", State.READING),
    ("r", State.READ),
    ("a", State.ARCHIVED),
)
"""The key of each state."""


class StateList(LineList[tuple[str, State]]):
    """The four states, each with its key and sign."""

    def row_runs(self, row: int, line: int, width: int) -> Sequence[Run]:
        """Return a state as a line."""
        key, state = self.rows[row]
        return [(f"{key} ", "key"), (f"{STATE_SIGNS[state]} ", "cursor"), (state.value, "")]


class StatePicker(ListDialog[State]):
    """Answers with the state that was chosen."""

    DEFAULT_CSS = "StatePicker { align: center middle; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(key, f"choose('{state.value}')", state.value, show=False) for key, state in CHOICES),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("enter,l", "take", show=False),
        Binding("q", "leave", show=False),
    ]

    def __init__(self, session: Session, state: State) -> None:
        super().__init__(session)
        self._state = state

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with self.panel("state"):
            yield StateList(CHOICES)
            yield HintLine("enter take · esc leave")

    def on_mount(self) -> None:
        """Begin at the state that the article has."""
        states = [state for _key, state in CHOICES]
        self.lines.rows_changed(states.index(self._state))

    @property
    def lines(self) -> StateList:
        """The states."""
        return self.query_one(StateList)

    def action_choose(self, state: str) -> None:
        """Answer with a state by its key."""
        self.dismiss(State(state))

    def take(self) -> None:
        """Answer with the state under the cursor."""
        self.dismiss(CHOICES[self.lines.cursor][1])
