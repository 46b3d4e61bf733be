"""Where the columns of the reading pane stand at a width of the screen: gutter, text, margin. Pure."""

from __future__ import annotations

from typing import NamedTuple

MEASURE = 66
"""Cells a line of text takes unless the reader says otherwise: what typographers call a good line."""
NARROWEST, WIDEST, STEP = 40, 120, 4
"""The measures that a reader can choose."""

BESIDE_FROM = 99
"""From this width of the pane on (a terminal of 100), tags and notes stand beside their paragraph."""
_MARGIN_LEAST, _MARGIN_MOST, _MARGIN_GAP = 26, 58, 3


class Geometry(NamedTuple):
    """Columns, counted from 0 at the left edge of the pane."""

    width: int
    """Cells of the pane."""
    bar: int
    """Where the cursor's bar stands; -1 when there is no gutter."""
    digits: int
    """Cells of the paragraph's number, right-aligned after the bar."""
    lanes: int
    """How many bars of marks stand side by side, after the number and a space."""
    text: int
    """Where the text begins."""
    measure: int
    """Cells of a line of text."""
    margin: int
    """Where the margin begins; the same as ``text`` when it stands under the paragraph."""
    margin_width: int
    """Cells of a line of the margin; 0 when no margin is shown."""

    @property
    def beside(self) -> bool:
        """Whether the margin stands beside the text and not under it."""
        return self.margin > self.text


def make_geometry(
    width: int, measure: int = MEASURE, *, digits: int = 2, lanes: int = 1, bare: bool = False, plain: bool = False
) -> Geometry:
    """Return the columns of a pane of ``width`` cells.

    Args:
        width: Cells of the pane.
        measure: Cells that a line of text may take.
        digits: Digits of the highest number of a paragraph.
        lanes: How many marks overlap at most.
        bare: Whether only the text is shown.
        plain: Whether there are no marks, so that neither lanes nor margin are needed.
    """
    if bare:
        taken = max(min(measure, width - 2), 1)
        left = max((width - taken) // 2, 0)
        return Geometry(width, -1, 0, 0, left, taken, left, 0)
    digits = max(digits, 2)
    if plain:
        gutter = digits + 4
        taken = max(min(measure, width - gutter - 1), 1)
        return Geometry(width, 1, digits, 0, gutter, taken, gutter, 0)
    lanes = max(min(lanes, 4), 2 if width >= BESIDE_FROM else 1)
    gutter = digits + lanes + 4
    room = width - gutter - 1
    if width < BESIDE_FROM or room - _MARGIN_GAP - _MARGIN_LEAST < NARROWEST:
        taken = max(min(measure, room), 1)
        left = max((width - gutter - taken - 1) // 2, 0)
        text = left + gutter
        return Geometry(width, left + 1, digits, lanes, text, taken, text, taken)
    taken = min(measure, room - _MARGIN_GAP - _MARGIN_LEAST)
    margin_width = min(room - _MARGIN_GAP - taken, _MARGIN_MOST)
    left = (room - _MARGIN_GAP - taken - margin_width) // 2
    text = left + gutter
    return Geometry(width, left + 1, digits, lanes, text, taken, text + taken + _MARGIN_GAP, margin_width)
