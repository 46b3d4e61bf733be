"""One line of input at the bottom of a screen: for the filter, and for finding in an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.paint import content
from tui.widgets.line_input import LineInput


class Prompt(Widget):
    """A label, what is typed, and a word about it at the right."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "leave", show=False)]

    @dataclass
    class Changed(Message):
        """What is typed has changed."""

        text: str

    @dataclass
    class Submitted(Message):
        """Enter was pressed."""

        text: str

    @dataclass
    class Left(Message):
        """Escape was pressed."""

    def __init__(self, label: str, text: str = "", *, placeholder: str = "") -> None:
        super().__init__()
        self._label = label
        self._text = text
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """Lay label, input and aside out in a row."""
        yield Static(content(f" {self._label}: "), classes="prompt--label")
        yield LineInput(self._text, placeholder=self._placeholder)
        yield Static(classes="prompt--aside", markup=False)

    def on_mount(self) -> None:
        """Take the keyboard."""
        self.query_one(Input).focus()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    def tell(self, text: str) -> None:
        """Say something about what is typed, such as how much it finds."""
        self.query_one(".prompt--aside", Static).update(content(f"  {text} "))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass the change on."""
        event.stop()
        self.post_message(self.Changed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass enter on."""
        event.stop()
        self.post_message(self.Submitted(event.value))

    def action_leave(self) -> None:
        """Tell the screen that the reader wants out."""
        self.post_message(self.Left())
