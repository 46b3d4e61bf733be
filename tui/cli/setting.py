"""Sets rows in columns of terminal cells; what measures cells is imported when there is something to set."""

from __future__ import annotations

from collections.abc import Sequence

from tui.cli.output import line, terminal_width

_GAP = 2
"""Cells between two columns."""


def cropped(text: str, width: int) -> str:
    """Return ``text`` in at most ``width`` cells, ended by … where something was left out."""
    from tui import cells

    return cells.cropped(text, width)


def print_table(rows: Sequence[Sequence[str]], *, gives: int) -> None:
    """Print rows in aligned columns; on a terminal that is too narrow, the column ``gives`` pays.

    In a file or a pipe nothing is cut. A column that is empty in all rows takes no place.
    """
    from rich.cells import cell_len

    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    total = terminal_width()
    if total is not None:
        over = sum(widths) + _GAP * (sum(map(bool, widths)) - 1) - total
        widths[gives] = max(1, widths[gives] - max(0, over))
    for row in rows:
        parts = [(cropped(cell, width), width) for cell, width in zip(row, widths, strict=True) if width]
        line(*(part + " " * (width - cell_len(part) + _GAP) for part, width in parts))
