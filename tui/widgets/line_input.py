"""One line to type in, that keeps what is typed or pasted harmless."""

from __future__ import annotations

from textual.widgets import Input

from storage.text import sanitise


class LineInput(Input):
    """A line of input without a border. Control characters in pasted text are dropped, line ends become spaces."""

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
