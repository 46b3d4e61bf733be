"""Where a dialog stands so that what it is about stays in sight. Pure: regions in, regions out."""

from __future__ import annotations

from textual.geometry import Offset, Region, Size

NARROW = 60
"""Below this many columns a dialog takes the whole width."""

_EDITOR_WIDTH = 46
_EDITOR_BESIDE = 62
"""Columns of the editor at the right of its passage at most: it lies on all of the margin, the old note with it."""
_APART = 2
"""Cells between a passage and the editor at its right."""
_EDITOR_LEAST_WIDTH = 30
_EDITOR_HEIGHT = 12
_EDITOR_HEIGHT_ACROSS = 8
_EDITOR_LEAST_HEIGHT = 5


def place_picker(at: Offset | None, wanted: Size, screen: Size) -> Region:
    """Return where a picker of ``wanted`` cells stands for the line at ``at``.

    Under the line; above it where there is no room below; on a narrow screen, and when there is no line, across the
    bottom. Always inside the screen, and where it can be not on the bottom line, which tells the keys.
    """
    height = min(wanted.height, screen.height)
    if at is None or screen.width < NARROW:
        width = screen.width if screen.width < NARROW else min(wanted.width, screen.width)
        return Region((screen.width - width) // 2, screen.height - height, width, height)
    width = min(wanted.width, screen.width)
    x = max(0, min(at.x, screen.width - width))
    if at.y + 1 + height < screen.height or (at.y < height and at.y + 1 + height == screen.height):
        y = max(at.y + 1, 0)
    elif height <= at.y < screen.height:
        y = at.y - height
    else:
        y = screen.height - height
    return Region(x, y, width, height)


def place_editor(beside: Region | None, screen: Size) -> Region:
    """Return where an editor stands for the passage at ``beside``.

    Right of it where there are columns enough, else under it, else above it; across the bottom when none of these
    leaves room for a few lines, and when the passage is the article as a whole or out of sight.
    """
    seen = beside.intersection(screen.region) if beside else Region()
    x = min(seen.x, max(screen.width - _EDITOR_LEAST_WIDTH, 0)) if screen.width >= NARROW else 0
    width = min(screen.width - x, 2 * _EDITOR_WIDTH)
    if seen:
        right = screen.width - seen.right - _APART
        if right >= _EDITOR_LEAST_WIDTH:
            height = min(_EDITOR_HEIGHT, screen.height)
            y = max(min(seen.y, screen.height - 1 - height), 0)
            return Region(seen.right + _APART, y, min(right, _EDITOR_BESIDE), height)
        below, above = screen.height - seen.bottom, seen.y
        below -= below > _EDITOR_LEAST_HEIGHT  # the bottom line tells the keys
        if below >= _EDITOR_LEAST_HEIGHT and (below >= above or below >= _EDITOR_HEIGHT_ACROSS):
            return Region(x, seen.bottom, width, min(_EDITOR_HEIGHT_ACROSS, below))
        if above >= _EDITOR_LEAST_HEIGHT:
            height = min(_EDITOR_HEIGHT_ACROSS, above)
            return Region(x, above - height, width, height)
    height = min(max(screen.height // 2, _EDITOR_LEAST_HEIGHT), _EDITOR_HEIGHT, screen.height)
    return Region(x, screen.height - height, width, height)
