"""The one place where text becomes something that Textual paints; it makes every text harmless once more.

No text of an article, a name or a path goes through markup: not here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip

from storage.text import sanitise

ELLIPSIS = "…"
_ONE_LINE = {ord("\n"): " ", ord("\t"): " "}


def harmless(text: str) -> str:
    """Return ``text`` as one line that cannot steer a terminal; harmless text keeps its length, spaces and all."""
    return text if text.isprintable() else sanitise(text).translate(_ONE_LINE)


def content(text: str) -> Content:
    """Return ``text`` for a widget that would read a plain string as markup."""
    return Content(harmless(text))


def segment(text: str, style: Style | None = None) -> Segment:
    """Return ``text`` as a segment of a strip."""
    return Segment(harmless(text), style)


def cropped(text: str, cells: int) -> str:
    """Return ``text`` in at most ``cells`` cells of the terminal, an ellipsis standing for what was cut off."""
    text = harmless(text)
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip() + ELLIPSIS if cells > 0 else ""


def fitted(text: str, cells: int, *, right: bool = False) -> str:
    """Return ``text`` in exactly ``cells`` cells: cropped, or filled with spaces (on the left when ``right``)."""
    text = cropped(text, cells)
    space = " " * (cells - cell_len(text))
    return space + text if right else text + space


def strip(runs: Iterable[tuple[str, Style]], width: int, base: Style) -> Strip:
    """Return a line of exactly ``width`` cells: each run in its style over ``base``."""
    segments = [segment(text, base + style) for text, style in runs if text]
    return Strip(segments).adjust_cell_length(width, base)
