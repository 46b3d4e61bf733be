"""A prompt that asks for something: its messages are its own, so that none is taken for those of a filter."""

from __future__ import annotations

from tui.widgets.prompt import Prompt


class Question(Prompt):
    """A label, what is typed, and what is wrong with it at the right."""

    class Changed(Prompt.Changed):
        """What is typed has changed."""

    class Submitted(Prompt.Submitted):
        """Enter was pressed."""

    class Left(Prompt.Left):
        """Escape was pressed."""
