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

    def show_line(self, line: int, margin: int = 0) -> None:
        """Scroll as little as it takes to have ``line`` in sight, with ``margin`` lines around it where there are."""
        height, top = self.scrollable_content_region.height, self.scroll_offset.y
        margin = min(margin, max(0, (height - 1) // 2))
        if line - margin < top:
            self.scroll_to(y=max(0, line - margin), animate=False)
        elif line + margin >= top + height:
            self.scroll_to(y=line + margin - height + 1, animate=False)
