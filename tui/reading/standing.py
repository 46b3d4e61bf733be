"""What the bottom line says of what the cursor stands on: why it is hidden, and what the key for that does. Pure."""

from __future__ import annotations

from tui.reading.layout import shown_text
from tui.reading.margin import reason_in_margin
from tui.reading.view import View
from tui.status import in_words

_LEAST, _SHARE = 24, 0.6
"""Cells that a reason has at least, and its share of the line: the most needed keys stay beside it."""


def why_hidden(view: View, width: int) -> str:
    """Return why the block under the cursor is hidden, for a line of ``width`` cells.

    Empty where none is hidden, and where all of the reason stands beside or under the block.
    """
    if not view.blocks or view.on_fold:
        return ""
    block = view.blocks[view.cursor]
    if block.kept or block.reason is None:
        return ""
    said = shown_text(view.worded(block))
    in_margin = reason_in_margin(said, view.geometry.margin_width)[0]
    if "".join(text for text, _ink in in_margin).endswith(said):
        return ""
    return in_words(said, max(int(width * _SHARE), _LEAST))


def flip_label(view: View) -> str:
    """Return what the key that hides a block does here: ``hide``, ``keep`` or ``unfold``."""
    if view.on_fold:
        item = view.items.all[view.cursor_item]
        return "keep" if item.first == item.last else "unfold"
    return "hide" if not view.blocks or view.blocks[view.cursor].kept else "keep"
