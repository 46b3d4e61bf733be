"""What every painting widget is: a virtual view that draws one line at a time, in the inks of the theme."""

from __future__ import annotations

from collections.abc import Iterable

from rich.style import Style
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.cells import Run
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
