"""Rows of tables in plain text: cells parted by tabs, by pipes, or by two spaces and more at the same columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from storage.cleaning.lines import Line, one_line

_PROSE_CELL = 90
_LEAST_ROWS, _LEAST_ALIGNED = 2, 3
_ALIGNED = 0.7
_PIPE = re.compile(r"[ \t]*[|│┃][ \t]*")
_GAP = re.compile(r" {2,}")
_BORDER = re.compile(r"[-+|=:─━│┼├┤┌┐└┘┬┴ ]{3,}")
_BORDER_STARTS = frozenset("-+|=:─━│┼├┤┌┐└┘┬┴")


def is_candidate(text: str) -> bool:
    """Whether a line may be a row, seen at a glance."""
    return "\t" in text or "  " in text or "|" in text or "│" in text


def table_at(lines: Sequence[Line], place: int) -> tuple[int, str]:
    """Return where a table that begins at ``place`` ends, and its text, cells parted by tabs.

    Without a text there is none, and none begins before that place either.
    """
    text = lines[place].text
    if "\t" in text:
        return _tabbed(lines, place)
    if "|" in text or "│" in text:
        return _piped(lines, place)
    return _aligned(lines, place)


def _tabbed(lines: Sequence[Line], place: int) -> tuple[int, str]:
    rows: list[list[str]] = []
    end = place
    while end < len(lines) and not (rows and lines[end].gap):
        cells = _cells(lines[end].text.split("\t")) if "\t" in lines[end].text else []
        if not cells:
            break
        rows.append(cells)
        end += 1
    return end, _text(rows) if len(rows) >= _LEAST_ROWS else ""


def _cells(raw: Sequence[str]) -> list[str]:
    """The cells of what can be a row: two or more, none of them prose."""
    filled = [one_line(cell.strip()) for cell in raw if cell and not cell.isspace()]
    return filled if len(filled) > 1 and max(map(len, filled)) < _PROSE_CELL else []


def _piped(lines: Sequence[Line], place: int) -> tuple[int, str]:
    """Rows of as many cells; what only draws borders is left out. A menu parted by pipes is one row and no table."""
    rows: list[list[str]] = []
    end = place
    bordered = 0
    while end < len(lines) and not (rows and lines[end].gap):
        text = lines[end].text
        if text[0] in _BORDER_STARTS and _BORDER.fullmatch(text):
            bordered += 1
        else:
            cells = [one_line(cell) for cell in _PIPE.split(text.strip("|│┃ "))]
            if len(cells) < 2 or (rows and len(cells) != len(rows[0])):
                break
            rows.append(cells)
        end += 1
    closed = all(line.text[0] in "|│┃+-" for line in lines[place:end])
    least = _LEAST_ROWS if bordered or closed else _LEAST_ALIGNED
    return end, _text(rows) if len(rows) >= least else ""


def _aligned(lines: Sequence[Line], place: int) -> tuple[int, str]:
    """Rows of which most begin a cell, but the first one, or end one at a column that others have too."""
    rows: list[list[str]] = []
    starts: Counter[int] = Counter()
    ends: Counter[int] = Counter()
    end = place
    while end < len(lines) and not (rows and lines[end].gap):
        line = lines[end]
        if "  " not in line.text or "\t" in line.text or line.marker:
            break
        cells = _GAP.split(line.text)
        if max(map(len, cells)) >= _PROSE_CELL:
            break
        column = line.indent
        for gap in _GAP.finditer(line.text):
            starts[column + gap.end()] += 1
            ends[column + gap.start()] += 1
        ends[column + len(line.text)] += 1
        rows.append(cells)
        end += 1
    if len(rows) < _LEAST_ALIGNED or max(*starts.values(), *ends.values()) < _ALIGNED * len(rows):
        return end, ""
    return end, _text(rows)


def _text(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)
