"""One line to type in, that keeps what is typed or pasted harmless."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import Input

from storage.text import sanitise
from storage.wording import count_of

MOST = 5_000
"""Characters that a line takes of what is pasted: Textual lays the whole of it out with each key."""


class LineInput(Input):
    """A line of input without a border. Control characters in pasted text are dropped, line ends become spaces."""

    @dataclass
    class Cut(Message):
        """What was pasted is too long; comes before the line changes."""

        count: int
        """Characters that were left out."""

        def __str__(self) -> str:
            return f"left out {count_of(self.count, 'character')} beyond {MOST:,}"

    DEFAULT_CSS = """
    LineInput, LineInput:focus {
        height: 1; border: none; padding: 0; background: transparent; background-tint: transparent;
    }
    """

    def __init__(self, text: str = "", *, placeholder: str = "") -> None:
        super().__init__(text, placeholder=placeholder, select_on_focus=False)
        self.cursor_blink = False

    def validate_value(self, value: str) -> str:
        """Return what is kept of ``value``, whichever way it came."""
        return sanitise(value).replace("\n", " ").replace("\t", " ")

    def on_paste(self, event: events.Paste) -> None:
        """Take of what is pasted what there is room for, and tell what was left out."""
        start, end = sorted(self.selection)
        line = next(iter(event.text.splitlines()), "")
        room = max(MOST - len(self.value) + end - start, 0)
        if len(line) > room:
            event.prevent_default()
            event.stop()
            self.post_message(self.Cut(len(line) - room))
            self.replace(line[:room], start, end)
