"""Which rows of a page are in sight: a window whose top is a row of an item, never a line number of the whole.

Nothing needs to know how tall the page is, so only what is in sight is ever laid out and a page of any length is
walked in the same time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Position = tuple[int, int]
"""Number of an item, and of a row in it."""


@dataclass(slots=True, eq=False, repr=False)
class Viewport:
    """A window of ``height`` rows over ``count`` items."""

    count: int
    """How many items there are."""
    rows_of: Callable[[int], int]
    """How many rows an item has, at least one."""
    height: int
    """Rows of the window, at least one."""
    top: Position = (0, 0)
    """The first row in sight."""

    def moved(self, position: Position, by: int) -> Position:
        """Return the row ``by`` rows after (before, when negative) another one, at most the last or the first."""
        item, row = position
        row += by
        while row < 0:
            if item == 0:
                return (0, 0)
            item -= 1
            row += self.rows_of(item)
        while row >= (rows := self.rows_of(item)):
            if item >= self.count - 1:
                return (item, rows - 1)
            row -= rows
            item += 1
        return (item, row)

    def lines(self) -> list[Position]:
        """Return the rows in sight, from the top; fewer than ``height`` at the end of the page."""
        item, row = self.top
        lines: list[Position] = []
        while item < self.count and len(lines) < self.height:
            take = min(self.rows_of(item) - row, self.height - len(lines))
            lines += [(item, row + more) for more in range(take)]
            item, row = item + 1, 0
        return lines

    @property
    def end(self) -> Position:
        """The last row of the page."""
        return (self.count - 1, self.rows_of(self.count - 1) - 1) if self.count else (0, 0)

    @property
    def last_top(self) -> Position:
        """The lowest top at which the page still fills the window."""
        return self.moved(self.end, 1 - self.height) if self.count else (0, 0)

    def scroll(self, by: int) -> bool:
        """Move the window down (up, when negative), not past the ends; return whether it moved."""
        if not self.count:
            return False
        goal = self.moved(self.top, by)
        if by > 0:
            goal = max(min(goal, self.last_top), self.top)
        moved, self.top = goal != self.top, goal
        return moved

    def line_of(self, position: Position) -> int | None:
        """Return how many rows below the top a row stands; None when it is out of sight."""
        if position < self.top:
            return None
        item, row = self.top
        line = -row
        while item < position[0]:
            line += self.rows_of(item)
            if line >= self.height:
                return None
            item += 1
        line += position[1]
        return line if line < self.height else None

    def reveal(self, first: Position, last: Position) -> bool:
        """Move the window as little as it takes to show the rows from ``first`` to ``last``.

        Where they do not fit, the window begins with the first. Return whether it moved.
        """
        before = self.top
        if first < self.top:
            self.top = first
        elif self.line_of(last) is None:
            self.top = min(self.moved(last, 1 - self.height), first)
        return before != self.top
