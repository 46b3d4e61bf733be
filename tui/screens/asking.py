"""Asking for one line, in place of the bottom line: what it shall be called, what it means."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from storage.errors import UsageError
from tui.screens.base import PaperknifeScreen

if TYPE_CHECKING:
    from tui.widgets.question import Question


class Asking(PaperknifeScreen):
    """A screen that asks for lines."""

    _answered: Callable[[str], bool] | None = None
    """What is done with the line that is being typed."""

    def ask_line(
        self,
        label: str,
        text: str,
        answered: Callable[[str], bool],
        *,
        hint: str = "",
        keys: str = "enter save · esc leave",
    ) -> None:
        """Ask for one line, which stays to be corrected as long as nothing can be done with it.

        Args:
            label: What is asked for.
            text: What it begins with.
            answered: Does what the line asks for, and returns whether it could be done; says why not, or raises
                UsageError where the line cannot be meant.
            hint: What stands in the empty line.
            keys: What is said of the keys.
        """
        from tui.widgets.question import Question

        self._answered = answered
        self.prompt(Question(label, text, placeholder=hint, keys=keys))

    def on_question_submitted(self, event: Question.Submitted) -> None:
        """Do what the line asks for."""
        try:
            done = self._answered is None or self._answered(event.text)
        except UsageError as error:
            self.tell_prompt(str(error))
            return
        if done:
            self.close_prompt()
        else:
            self.tell_prompt(self.status.message)

    def on_question_left(self) -> None:
        """Leave everything as it is."""
        self.close_prompt()
