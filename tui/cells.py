"""Texts cut and filled to a number of terminal cells, where a wide character takes two. Pure."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size

from tui.paint import harmless

ELLIPSIS = "…"


def clip(text: str, cells: int) -> str:
    """Return ``text`` as one line of at most ``cells`` cells; what does not fit ends in an ellipsis."""
    line = harmless(text)
    if cell_len(line) <= cells:
        return line
    return set_cell_size(line, cells - 1).rstrip() + ELLIPSIS if cells > 0 else ""


def fill(text: str, cells: int) -> str:
    """Return ``text`` clipped and filled up with spaces to exactly ``cells`` cells."""
    return set_cell_size(clip(text, cells), max(cells, 0))


def fill_left(text: str, cells: int) -> str:
    """As :func:`fill`, the spaces before the text: for figures."""
    clipped = clip(text, cells)
    return " " * (cells - cell_len(clipped)) + clipped
