"""One line of input at the bottom of a screen: for queries, and for finding in an article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from storage.query.completing import Completion
from tui.cells import cropped
from tui.paint import content
from tui.status import parts_within
from tui.widgets.line_input import LineInput
from tui.widgets.query_input import QueryInput

_LEAST = 8
"""Cells that what is typed keeps beside what is said of it, and that this needs."""
_AROUND = 4
"""Cells of a line beside the label and what is typed: a colon, spaces, the cursor."""
_COMMA = ", "
_ADVICE = "; "
"""What parts a trouble from what to do about it."""
_APART = "   "
"""What parts a word about what is typed from what the keys do."""
Complete = Callable[[str], Completion | None]
"""What is typed → how it may go on."""


def in_short(text: str, room: int) -> str:
    """Return what is said in ``room`` cells: all of it, else what to do about it, cropped if it must be."""
    if cell_len(text) > room:
        text = text.rpartition(_ADVICE)[2]
    return cropped(text, room)


class Prompt(Widget):
    """A label, what is typed, and a word about it at the right."""

    DEFAULT_CSS = """
    Prompt {
        height: 1;
        layout: horizontal;
        background: $background;
    }
    Prompt > .prompt--label, Prompt > .prompt--aside {
        width: auto;
        color: $quiet;
        text-style: $dim-style;
    }
    Prompt > Input {
        width: 1fr;
        height: 1;
        border: none;
        padding: 0;
        background: $background;
    }
    Prompt > Input:focus {
        border: none;
        background: $background;
    }
    Prompt > QueryInput > .input--suggestion { color: $quiet; text-style: $dim-style; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave", show=False),
        Binding("up", "recall", "recall", show=False),
    ]

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

    def __init__(
        self,
        label: str,
        text: str = "",
        *,
        placeholder: str = "",
        last: str = "",
        keys: str = "",
        complete: Complete | None = None,
    ) -> None:
        """Make a line.

        Args:
            label: What the line is for.
            text: What stands in it to begin with.
            placeholder: How it may be filled; shown while it is empty.
            last: What was typed the last time, shown in the place of that; ↑ takes it.
            keys: What enter and escape do; said where there is room.
            complete: Tells how what is typed may go on.
        """
        super().__init__()
        self._label = label
        self._text = text
        self._placeholder = last or placeholder
        self._last = last
        self._keys = keys
        self._complete = complete
        self._told: tuple[str, tuple[int, int]] = "", (0, 0)
        self._cut = self._cut_next = ""
        """What was left out of what was pasted, until something else is typed."""

    def compose(self) -> ComposeResult:
        """Lay label, input and aside out in a row."""
        yield Static(content(f" {self._label}: "), classes="prompt--label")
        typed = LineInput if self._complete is None else QueryInput
        yield typed(self._text, placeholder=self._placeholder)
        yield Static(classes="prompt--aside", markup=False)

    def on_mount(self) -> None:
        """Take the keyboard."""
        self.query_one(Input).focus()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(Input).value

    @property
    def offered(self) -> str:
        """What is shown after what is typed, for tab to take; empty when nothing is."""
        return "".join(typed.offered for typed in self.query(QueryInput))

    def tell(self, text: str, wrong: tuple[int, int] = (0, 0)) -> None:
        """Say something about what is typed, such as how much it finds; underline what is ``wrong`` with it."""
        self._told = text, wrong
        left = self.size.width - len(self._label) - 5
        room = left - max(_LEAST, cell_len(self.text) + 2)
        if self._cut:
            text, room = self._cut, left - _LEAST
        elif wrong != (0, 0):  # what is wrong is told even where what is typed has to scroll
            room = min(left - _LEAST, max(room, left // 2))
        if self._keys and wrong == (0, 0):
            more = f"{text}{_APART}{self._keys}" if text else self._keys
            if cell_len(more) + cell_len(self.text or self._placeholder) + _LEAST <= left:
                text, room = more, left
        said = f"  {in_short(text, room)} " if text and room >= _LEAST else ""
        self.query_one(".prompt--aside", Static).update(content(said))
        for typed in self.query(QueryInput):
            typed.underline(*wrong)

    def on_resize(self) -> None:
        """Say again what was said before there was room, or while there was more; offer no word cut in two."""
        room = self.size.width - cell_len(self._label) - _AROUND
        shown = parts_within(room, self._placeholder.split(_COMMA), _COMMA)
        for typed in self.query(Input):
            typed.placeholder = shown
        self.tell(*self._told)

    def on_line_input_cut(self, event: LineInput.Cut) -> None:
        """Say instead of anything else what was left out."""
        event.stop()
        self._cut = self._cut_next = str(event)
        self.tell(*self._told)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how it may go on, and pass the change on."""
        event.stop()
        self._cut, self._cut_next = self._cut_next, ""
        for typed in self.query(QueryInput):
            typed.offer(self._complete(event.value) if self._complete else None)
        self.post_message(self.Changed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass enter on."""
        event.stop()
        self.post_message(self.Submitted(event.value))

    def action_recall(self) -> None:
        """Type again what was typed the last time."""
        line = self.query_one(Input)
        if self._last and not line.value:
            line.value = self._last
            line.cursor_position = len(line.value)

    def action_leave(self) -> None:
        """Tell the screen that the reader wants out."""
        self.post_message(self.Left())
