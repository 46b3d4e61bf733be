"""What a dialog says at its lower edge: what its keys do, or what is wrong with what was typed."""

from __future__ import annotations

from textual.widgets import Static

from tui.paint import content


class HintLine(Static):
    """A quiet line; what is wrong is loud and begins with ``!``."""

    DEFAULT_CSS = """
    HintLine { height: auto; max-height: 3; color: $quiet; text-style: $dim-style; }
    HintLine.-trouble { color: $error; text-style: bold; }
    """

    def __init__(self, text: str = "") -> None:
        super().__init__(content(text))
        self._said = (text, False)

    def say(self, text: str, *, trouble: bool = False) -> None:
        """Say something else; what is said already, as with each letter that is typed, is not painted again."""
        if (text, trouble) != self._said:
            self._said = (text, trouble)
            self.set_class(trouble, "-trouble")
            self.update(content(f"! {text}" if trouble else text), layout=self.styles.is_auto_height)
