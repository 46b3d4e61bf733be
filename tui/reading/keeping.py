"""Keeps the reader's place through a change: the row under the cursor stays where it is on the screen. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tui.reading.view import View
    from tui.reading.viewport import Position


class HeldRow(NamedTuple):
    """A row, known by what it begins with, and where it stands."""

    block: int
    offset: int
    """The character of the block that the row begins with; 0 for its first row and for a fold."""
    line: int
    """The row of the window."""


def held_row(view: View) -> HeldRow | None:
    """Return the first row in sight of what the cursor stands on; None when none of its text is in sight.

    What was held last is held on until the reader moves: a window made small and large again, or a mark that comes
    and goes, ends where it began.
    """
    if not view.blocks:  # there may still be what stands above the text
        return None
    if view.held and view.held[1] == (view.cursor, view.viewport.top):
        return view.held[0]
    item = view.cursor_item
    it = view.items.all[item]
    for line, (other, row) in enumerate(view.lines()):
        if other != item:
            continue
        if it.fold:
            return HeldRow(view.cursor, 0, line)
        laid = view.layouts(it.first)
        return HeldRow(it.first, laid.offset(row), line) if row < len(laid.rows) else None
    return None


def hold(view: View, held: HeldRow) -> None:
    """Have the row that is held on its line of the window, or as near to it as the beginning of the page allows.

    In the middle of a paragraph a row is made to begin with the same character: it was the first in sight.
    """
    if not view.blocks:
        return
    view.cursor = view.settled(held.block)
    position = _row_of(view, held)
    line = min(held.line, max(view.height, 1) - 1)
    view.viewport.top = view.viewport.moved(position, -line)


def _row_of(view: View, held: HeldRow) -> Position:
    block = min(held.block, len(view.blocks) - 1)
    position = view.sheet.position_of(block, held.offset)
    it = view.items.all[position[0]]
    if held.offset and not it.fold and view.layouts(it.first).offset(position[1]) != held.offset:
        view.sheet.force((it.first, held.offset))
        return view.sheet.position_of(block, held.offset)
    return position
