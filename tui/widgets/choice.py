"""One of a few words, chosen with the arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from tui.widgets.lines import Lines

_LABEL = 7


class Choice(Lines, can_focus=True, inherit_bindings=False):
    """A label and a row of words, one of them chosen: it stands between angles and is bold."""

    DEFAULT_CSS = "Choice { height: 1; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space,l", "turn(1)", "next", show=False),
        Binding("left,h", "turn(-1)", "before", show=False),
    ]

    @dataclass
    class Changed(Message):
        """Another word was chosen."""

        choice: Choice
        chosen: int

        @property
        def control(self) -> Choice:
            """The choice that changed."""
            return self.choice

    def __init__(self, label: str, words: Sequence[str], chosen: int = 0) -> None:
        super().__init__()
        self._label = label
        self._words = tuple(words)
        self._chosen = chosen

    @property
    def chosen(self) -> int:
        """Which of the words is chosen."""
        return self._chosen

    @property
    def word(self) -> str:
        """The word that is chosen."""
        return self._words[self._chosen]

    def action_turn(self, by: int) -> None:
        """Choose the next word, or the one before."""
        self._choose((self._chosen + by) % len(self._words))

    def render_line(self, y: int) -> Strip:
        """Paint the row."""
        sign = "▌ " if self.has_focus else "  "
        runs = [(sign, "cursor"), (self._label.ljust(_LABEL), "dim")]
        for place, word in enumerate(self._words):
            runs += [(f"‹{word}›", "title")] if place == self._chosen else [(f" {word} ", "dim")]
        return self.painted(runs, self.size.width)

    def on_click(self, event: events.Click) -> None:
        """Choose the word that was clicked."""
        at = 2 + _LABEL
        for place, word in enumerate(self._words):
            if at <= event.x < at + len(word) + 2:
                self._choose(place)
                event.stop()
            at += len(word) + 2

    def _choose(self, place: int) -> None:
        if place != self._chosen:
            self._chosen = place
            self.refresh()
            self.post_message(self.Changed(self, place))
