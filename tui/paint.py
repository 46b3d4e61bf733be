"""The one place where text becomes something that Textual paints; it makes every text harmless once more.

No text of an article, a name or a path goes through markup: not here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip

from tui.cells import harmless


def content(text: str) -> Content:
    """Return ``text`` for a widget that would read a plain string as markup."""
    return Content(harmless(text))


def segment(text: str, style: Style | None = None) -> Segment:
    """Return ``text`` as a segment of a strip."""
    return Segment(harmless(text), style)


def strip(runs: Iterable[tuple[str, Style]], width: int, base: Style) -> Strip:
    """Return a line of exactly ``width`` cells: each run in its style over ``base``."""
    segments = [segment(text, base + style) for text, style in runs if text]
    return Strip(segments).adjust_cell_length(width, base)
