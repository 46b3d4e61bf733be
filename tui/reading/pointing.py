"""Which character of the text stands at a cell of the page, for the mouse. Pure."""

from __future__ import annotations

from rich.cells import cell_len

from tui.reading.sheet import LineKind
from tui.reading.view import View


def character_at(view: View, x: int, y: int) -> tuple[int, int] | None:
    """Return the block and the offset in its text of what a cell of the window shows; None beside the text."""
    lines = view.lines()
    if not 0 <= y < len(lines):
        return None
    line = view.sheet.line(lines[y])
    if line.kind is not LineKind.TEXT:
        return None
    laid = view.layouts(line.block)
    column = x - view.geometry.text - cell_len(laid.lead_of(line.row))
    for begin, start, end in laid.cells_of(line.row):
        at = begin
        for place in range(start, end):
            wide = cell_len(laid.shown[place])
            if at <= column < at + wide:
                offset = place - laid.before
                return (line.block, offset) if 0 <= offset < laid.length else None
            at += wide
    return None
