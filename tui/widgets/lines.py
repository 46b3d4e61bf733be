"""What every painting widget is: a virtual view that draws one line at a time, in the inks of the theme."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable

from rich.style import Style
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.cells import Run, Runs
from tui.inking import ink_style
from tui.paint import strip


class Lines(ScrollView, can_focus=False, inherit_bindings=False):
    """A view of any number of lines. Its screen has the keys; it never takes the focus and never animates."""

    def ink(self, *names: str) -> Style:
        """Return the style of inks laid over each other, without the widget's own ground; empty for no name."""
        style = Style.null()
        for name in names:
            style += ink_style(self, name)
        return style

    def painted(self, runs: Iterable[Run], width: int, ground: str = "") -> Strip:
        """Return a line of ``width`` cells from runs of text and ink (``""`` for plain), over the ink ``ground``."""
        base = self.rich_style + self.ink(ground) if ground else self.rich_style
        return strip(((text, self.ink(*name.split())) for text, name in runs), width, base)


class Pane(Lines):
    """Lines about one thing, laid out once for each size and one cell away from both sides."""

    def __init__(self) -> None:
        super().__init__()
        self._laid: list[Runs] = []

    @abstractmethod
    def laid_out(self, width: int, height: int) -> list[Runs]:
        """Return the lines for so many cells and lines; none where there is nothing to show, or no room."""

    def lay_out(self) -> None:
        """Lay the lines out again: they are about something else, or there is other room."""
        self._laid = self.laid_out(self.size.width - 2, self.size.height)
        self.refresh()

    def on_resize(self) -> None:
        """Lay the lines out for another size."""
        self.lay_out()

    def render_line(self, y: int) -> Strip:
        """Paint one line."""
        runs = self._laid[y] if y < len(self._laid) else []
        return self.painted([(" ", ""), *runs], self.size.width)
