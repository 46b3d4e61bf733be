"""Lays a block out in rows of a width: pure, and the same for the screen and for tests.

A row is a span of what is shown, so that an offset in the block's text and a place on the screen can be turned into
each other; what is shown has a character for each one of the block's text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from storage.block import Block, Kind
from storage.text import REORDERING_SIGN
from tui.cells import cropped
from tui.clusters import SOFT_HYPHEN, drawn, running_cells
from tui.wrapping import Span, is_one_cell, wrap

Cell = tuple[int, int, int]
"""The column where a stretch of a row stands, and its start and end in what is shown."""

_TAB = 4
_LEAST_BESIDE = 5
"""Cells that the marker of a list leaves to its text, with a space, at least."""
_FIGURE = r"[-+−–±~<>≈]?\s?[$€£¥]?\s?\d[\d.,’'\u00a0\u202f ]*(?:%|‰|°C?|[a-zA-Zµ]{1,3})?"
"""A number with its sign, currency or short unit."""
_NARROWEST_COLUMN = 6
_COLUMN_GAP = 2

_UNSEEN = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)), "\ufffd")
_ONE_FOR_ONE = _UNSEEN | {
    **dict.fromkeys((0x202A, 0x202B, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068), REORDERING_SIGN),
    **dict.fromkeys((0x202C, 0x2069, 0xFEFF), "\u200b"),
    **dict.fromkeys((0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), " "),
}
_LINES_STAY = _ONE_FOR_ONE | {0x09: "\t", 0x0A: "\n"}


class Laid(NamedTuple):
    """One block in rows."""

    shown: str
    """What is shown: the block's text, one character for one, with what is said before and after it."""
    rows: Sequence[Span]
    """Start and end of each row in ``shown``, in order; of a table, of all that stands in the row."""
    before: int = 0
    """How many characters of ``shown`` come before the block's text."""
    length: int = 0
    """How many characters the block's text has."""
    lead: str = ""
    """What stands left of a first row: a marker, a bar."""
    hang: str = ""
    """What stands left of a row that goes on with the one before; as wide as ``lead``."""
    cells: Sequence[Sequence[Cell]] = ()
    """For tables and code with tabs, what stands where in each row; empty when each row is one stretch."""
    head: int = 0
    """How many characters of a table's text name its columns."""

    def lead_of(self, row: int) -> str:
        """Return what stands left of a row."""
        goes_on = row > 0 and "\n" not in self.shown[self.rows[row - 1][1] : self.rows[row][0]]
        return self.hang if goes_on else self.lead

    def cells_of(self, row: int) -> Sequence[Cell]:
        """Return what stands where in a row, columns counted after the lead."""
        return self.cells[row] if self.cells else ((0, *self.rows[row]),)

    def hyphenated(self, row: int) -> bool:
        """Return whether a row ends inside a word, at a soft hyphen."""
        end = self.rows[row][1]
        return 0 < end < len(self.shown) and self.shown[end - 1] == SOFT_HYPHEN and self.shown[end] not in " \n"

    def offset(self, row: int) -> int:
        """Return the offset in the block's text at which a row begins."""
        return min(max(self.rows[row][0] - self.before, 0), self.length)

    def row_at(self, offset: int) -> int:
        """Return the row that holds the character at ``offset`` of the block's text."""
        place = offset + self.before
        for number, cells in enumerate(self.cells):
            if any(start <= place < end for _x, start, end in cells):
                return number
        return max(bisect_right(self.rows, place, key=_start) - 1, 0)


def _start(span: Span) -> int:
    return span[0]


def lay_out(block: Block, width: int, forced: int = 0) -> Laid:
    """Return ``block`` in rows of at most ``width`` cells (at least 8 are taken).

    A row begins at the offset ``forced`` of the block's text when that lies inside it and the kind is one that is
    wrapped.
    """
    width = max(width, 8)
    match block.kind:
        case Kind.TABLE if block.text:
            return _table(block, width)
        case Kind.CODE:
            return _code(block, width, forced)
        case Kind.FIGURE | Kind.TABLE:
            name = "picture" if block.kind is Kind.FIGURE else "table"
            return _said(block, f"[{name}: " if block.text else f"[{name}", "]", width, forced)
        case Kind.RULE:
            line = "─" * min(width, 24)  # in the place of the signs that it was written with, if any
            return Laid(line, [(0, len(line))], before=len(line), length=len(block.text))
        case Kind.LIST_ITEM:
            indent = " " * (2 * min(block.depth, width // 8))
            lead = indent + cropped(harmless_marker(block.marker) or "•", width - len(indent) - _LEAST_BESIDE) + " "
            return _prose(block, width, forced, lead, " " * running_cells(lead)[-1])
        case Kind.QUOTE:
            bars = "│ " * min(block.depth + 1, width // 8)
            return _prose(block, width, forced, bars, bars)
        case _:
            return _prose(block, width, forced)


def harmless_marker(marker: str) -> str:
    """Return a list item's marker as it is shown: a few harmless characters."""
    return drawn(marker.translate(_ONE_FOR_ONE)).strip()[:8]


def shown_text(text: str, *, lines: bool = False) -> str:
    """Return ``text`` harmless and on one line, one character for one; newlines and tabs stay when ``lines``."""
    return text if text.isprintable() else text.translate(_LINES_STAY if lines else _ONE_FOR_ONE)


def _prose(block: Block, width: int, forced: int, lead: str = "", hang: str = "") -> Laid:
    shown = shown_text(block.text)
    rows = wrap(shown, width - running_cells(hang)[-1], forced)
    return Laid(shown, rows, length=len(shown), lead=lead, hang=hang)


def _said(block: Block, before: str, after: str, width: int, forced: int) -> Laid:
    shown = before + shown_text(block.text) + after
    rows = wrap(shown, width, forced + len(before) if forced else 0)
    return Laid(shown, rows, before=len(before), length=len(block.text))


def _code(block: Block, width: int, forced: int) -> Laid:
    shown = shown_text(block.text, lines=True)
    width -= 2
    simple = "\t" not in shown and is_one_cell(shown.replace("\n", ""))
    rows: list[Span] = []
    cells: list[list[Cell]] = []
    at = 0
    for line in shown.split("\n"):
        end = at + len(line)
        for start, stop in ((at, forced), (forced, end)) if at < forced < end else ((at, end),):
            if simple:
                rows += [(start + first, start + last) for first, last in wrap(shown[start:stop], width)]
            else:
                found = _code_rows(shown, start, stop, width)
                cells += found
                rows += [(row[0][1], row[-1][2]) for row in found]
        at = end + 1
    return Laid(shown, rows, length=len(shown), lead="  ", hang="↪ ", cells=cells)


def _code_rows(shown: str, start: int, end: int, width: int) -> list[list[Cell]]:
    """Cut one line of code into rows, tabs to the next multiple of four columns."""
    rows: list[list[Cell]] = [[]]
    x = 0
    at = start
    while at < end:
        if shown[at] == "\t":
            x = (x // _TAB + 1) * _TAB
            at += 1
            continue
        if x >= width:
            rows.append([])
            x = 0
        stop = shown.find("\t", at, end)
        stop = end if stop < 0 else stop
        running = running_cells(shown[at:stop])
        taken = max(bisect_right(running, width - x) - 1, 0)
        if at + taken < stop and (space := shown.rfind(" ", at, at + taken) + 1) > at + taken // 2:
            taken = space - at
        if taken:
            rows[-1].append((x, at, at + taken))
            at += taken
            x = width if at < stop else x + running[taken]
        elif x:
            x = width
        else:
            rows[-1].append((0, at, at + 1))
            at += 1
            x = width
    return [row or [(0, start, start)] for row in rows]


def _table(block: Block, width: int) -> Laid:
    shown = shown_text(block.text, lines=True)
    grid = _grid(shown)
    columns = max(len(line) for line in grid)
    wanted = [
        max((running_cells(shown[slice(*line[at])])[-1] for line in grid if at < len(line)), default=0)
        for at in range(columns)
    ]
    widths = _column_widths(wanted, width)
    figures = _columns_of_figures(shown, grid, columns)
    cells: list[list[Cell]] = []
    for line in grid:
        cells += _side_by_side(shown, line, widths, figures) if widths else _one_below_other(shown, line, width)
    rows = [(min(cell[1] for cell in row), max(cell[2] for cell in row)) for row in cells]
    return Laid(shown, rows, length=len(shown), cells=cells, head=_head(shown, grid, figures))


def _columns_of_figures(shown: str, grid: Sequence[Sequence[Span]], columns: int) -> frozenset[int]:
    """Return the columns, but the first, that hold nothing but figures below their head."""
    below = [[shown[slice(*line[at])].strip() for line in grid[1:] if at < len(line)] for at in range(columns)]
    return frozenset(
        at
        for at, texts in enumerate(below)
        if at and sum(map(bool, texts)) > 1 and all(re.fullmatch(_FIGURE, text) for text in texts if text)
    )


def _head(shown: str, grid: Sequence[Sequence[Span]], figures: frozenset[int]) -> int:
    """Return where the first line ends when it names columns: it has words above figures; else 0."""
    if not any(
        at in figures and not re.fullmatch(_FIGURE, shown[slice(*span)].strip()) for at, span in enumerate(grid[0])
    ):
        return 0
    return grid[0][-1][1]


def _grid(shown: str) -> list[list[Span]]:
    """Return the spans of the cells of each line."""
    grid: list[list[Span]] = []
    at = 0
    for line in shown.split("\n"):
        spans: list[Span] = []
        for text in line.split("\t"):
            spans.append((at, at + len(text)))
            at += len(text) + 1
        grid.append(spans)
    return grid


def _column_widths(wanted: Sequence[int], width: int) -> list[int]:
    """Return the widths of the columns, the widest ones narrowed until all fit; none when they cannot."""
    room = width - _COLUMN_GAP * (len(wanted) - 1)
    if sum(wanted) <= room:
        return list(wanted)
    least = [min(cells, _NARROWEST_COLUMN) for cells in wanted]
    if sum(least) > room:
        return []
    low, high = _NARROWEST_COLUMN, max(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(min(cells, middle) for cells in wanted) <= room:
            low = middle
        else:
            high = middle - 1
    return [min(cells, low) for cells in wanted]


def _side_by_side(
    shown: str, line: Sequence[Span], widths: Sequence[int], figures: frozenset[int]
) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    x = 0
    for at, ((start, end), width) in enumerate(zip(line, widths, strict=False)):
        for number, (first, last) in enumerate(wrap(shown[start:end], width)):
            if number == len(rows):
                rows.append([])
            if first < last or not number:
                taken = running_cells(shown[start + first : start + last])[-1] if at in figures else width
                rows[number].append((x + max(width - taken, 0), start + first, start + last))
        x += width + _COLUMN_GAP
    return [row for row in rows if row]


def _one_below_other(shown: str, line: Sequence[Span], width: int) -> list[list[Cell]]:
    rows: list[list[Cell]] = []
    for number, (start, end) in enumerate(line):
        indent = 2 if number else 0
        spans = wrap(shown[start:end], width - indent)
        rows += [[(indent, start + first, start + last)] for first, last in spans if first < last]
    return rows or [[(0, line[0][0], line[0][0])]]
