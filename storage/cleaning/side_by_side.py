"""Columns of text side by side, as programs lay out tables of web pages, read one after the other.

What stands on one line is cut where two spaces or more stand on all lines above and below, as far as that strip of
nothing reaches: a gutter. What stands left of it comes first, then what stands right, and each side is cut again.
A table of figures has such strips too; there nearly every line has something on both sides, and it is left.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.cleaning.lines import Line, is_wide, marker_of, width_of

_PIECE = re.compile(r"(?:\S|(?<=\[) +(?=\]))+(?: (?:\S|(?<=\[) +(?=\]))+)*")
"""Words parted by single spaces; an empty field of a form is a word."""
_LEAST_LINES = 3
"""Lines with a gap inside; fewer make no columns of a text."""
_LEAST_BOTH = 3
_MOST_BOTH = 0.8
_MOST_PIECES = 60
"""More than any page's columns have on a line."""
_STRIDE = 8
_REACH = 400
"""A gutter ends where so many lines in a row have nothing on one of its sides."""
_DEEPEST = 12
_PROSE = 90
_LEAST_ON, _LEAST_WIDE, _LONG = 3, 16, 0.7


@dataclass(frozen=True, slots=True)
class Stream:
    """Lines that are read one after the other."""

    lines: Sequence[Line]
    cell: bool = False
    """Whether they stood beside others."""


class _Row:
    """A line as its pieces, each with the columns it takes."""

    __slots__ = ("at", "line", "pieces")

    def __init__(self, at: int, line: Line, pieces: Sequence[tuple[int, int, str]]) -> None:
        self.at = at
        self.line = line
        self.pieces = pieces


@dataclass(slots=True)
class _Gutter:
    """A strip of nothing and the rows it parts."""

    left: int
    right: int
    both: int = 0
    """Rows with something on both sides."""
    filled: int = 0
    first: int = 0
    end: int = 0
    """One past the last row that it reaches."""


def streams(lines: Sequence[Line]) -> Iterator[Stream]:
    """Part the lines of a text where columns stand side by side, in reading order."""
    if len(["" for line in lines if "  " in line.text]) < _LEAST_LINES:
        yield Stream(lines)
        return
    at = 0
    rows: list[_Row] = []
    for line in lines:
        at += line.gap + 1
        rows.append(_Row(at, line, _pieces(line)))
    yield from _parted(rows, cell=False, depth=0)


def _pieces(line: Line) -> list[tuple[int, int, str]]:
    text = line.text
    if "  " not in text or "\n" in text or "\t" in text:
        return [(line.indent, line.edge, text)]
    start, narrow = line.indent + len(line.marker), text.isascii()
    body = text[len(line.marker) :]
    pieces: list[tuple[int, int, str]] = []
    column, done = start, 0
    for found in _PIECE.finditer(body):
        column += found.start() - done
        width = len(found[0]) if narrow else width_of(found[0])
        pieces.append((column, column + width, found[0]))
        column += width
        done = found.end()
    if len(pieces) > _MOST_PIECES:
        return [(line.indent, line.edge, text)]
    first = pieces[0]
    pieces[0] = (line.indent, first[1], line.marker + first[2])
    return pieces


def _parted(rows: Sequence[_Row], *, cell: bool, depth: int) -> Iterator[Stream]:
    """Yield the streams of some rows: those of the columns that are found, and of what stands between."""
    done = place = 0
    while place < len(rows) and depth < _DEEPEST:
        if len(rows[place].pieces) < 2:
            place += 1
            continue
        gutter, place = _gutter_at(rows, place, done)
        if gutter is None:
            continue
        if gutter.first > done:
            yield _stream(rows[done : gutter.first], cell)
        for side in _sides(rows[gutter.first : gutter.end], gutter):
            yield from _parted(side, cell=True, depth=depth + 1)
        done = place = gutter.end
    if done < len(rows):
        yield _stream(rows[done:], cell)


def _gutter_at(rows: Sequence[_Row], place: int, floor: int) -> tuple[_Gutter | None, int]:
    """The gutter through a row that parts the most rows below it, reaching up as far as it can.

    With it comes the place to look on from: past it, or, where it parts no text, so far that the work stays in
    proportion to the rows.
    """
    pieces = rows[place].pieces
    living = [_Gutter(left[1], right[0], 0, 0, place) for left, right in itertools.pairwise(pieces)]
    best: _Gutter | None = None
    last_both = end = place
    while end < len(rows) and living and end - last_both <= _REACH:
        kept: list[_Gutter] = []
        both = False
        for gutter in living:
            side = _pass(gutter, rows[end])
            if side < 0:
                best = _better(best, gutter)
                continue
            gutter.filled += 1
            gutter.end = end + 1
            if side:
                gutter.both += 1
                both = True
            kept.append(gutter)
        if both:
            last_both = end
        living = kept
        end += 1
    for gutter in living:
        best = _better(best, gutter)
    if best is None or best.both < _LEAST_BOTH:
        return None, place + 1
    if best.both > _MOST_BOTH * best.filled:
        return None, _past(place, best)
    while best.first > floor and place - best.first < _REACH and _pass(best, rows[best.first - 1]) >= 0:
        best.first -= 1
    # What stands above, left alone, up to the last blank line, is read first either way and need not be cut.
    for first in range(place, best.first, -1):
        if rows[first].line.gap and all(row.pieces[-1][1] <= best.left for row in rows[best.first : first]):
            best.first = first
            break
    sides = _sides(rows[best.first : best.end], best)
    return (best, best.end) if any(map(_flows, sides)) else (None, _past(place, best))


def _past(place: int, gutter: _Gutter) -> int:
    return place + max(1, (gutter.end - place) // _STRIDE)


def _flows(rows: Sequence[_Row]) -> bool:
    """Whether one side holds text that goes on from line to line: long lines, and the next begins in the middle."""
    if not rows:
        return False
    margin = min(row.pieces[0][0] for row in rows)
    least = margin + max(_LEAST_WIDE, _LONG * (max(row.pieces[-1][1] for row in rows) - margin))
    on = 0
    for row, after in itertools.pairwise(rows):
        first = after.pieces[0][2][0]
        if after.at == row.at + 1 and row.pieces[-1][1] >= least and (first.islower() or is_wide(first)):
            on += 1
    return on >= _LEAST_ON or any(end - start > _PROSE for row in rows for start, end, _ in row.pieces)


def _pass(gutter: _Gutter, row: _Row) -> int:
    """Narrow a gutter to what a row leaves of it: 1 with something on both sides, 0 on one, -1 where it ends."""
    left, right = gutter.left, gutter.right
    before = after = False
    for start, end, _ in row.pieces:
        if end <= left:
            before = True
        elif start >= right:
            after = True
        elif start < right and end > left:
            # A piece that stands in the strip must leave two columns of it.
            if start - left >= right - end:
                right = start
                after = True
            else:
                left = end
                before = True
            if right - left < 2:
                return -1
    gutter.left, gutter.right = left, right
    return int(before and after)


def _better(best: _Gutter | None, gutter: _Gutter) -> _Gutter:
    return gutter if best is None or gutter.both > best.both else best


def _sides(rows: Sequence[_Row], gutter: _Gutter) -> tuple[list[_Row], list[_Row]]:
    middle = gutter.right
    left: list[_Row] = []
    right: list[_Row] = []
    for row in rows:
        before = [piece for piece in row.pieces if piece[0] < middle]
        after = [piece for piece in row.pieces if piece[0] >= middle]
        if before and after:
            left.append(_Row(row.at, row.line, before))
            right.append(_Row(row.at, row.line, after))
        else:
            (left if before else right).append(row)
    return left, right


def _stream(rows: Sequence[_Row], cell: bool) -> Stream:
    lines: list[Line] = []
    at = rows[0].at - max(rows[0].line.gap, int(cell)) - 1
    for row in rows:
        gap = row.at - at - 1
        at = row.at
        line = row.line
        start, end = row.pieces[0][0], row.pieces[-1][1]
        if start == line.indent and end == line.edge:
            lines.append(line if gap == line.gap else line._replace(gap=gap))
            continue
        text = _text(row.pieces)
        lines.append(Line(text, start, gap, line.marker if start == line.indent else marker_of(text), end))
    return Stream(lines, cell)


def _text(pieces: Sequence[tuple[int, int, str]]) -> str:
    parts = [pieces[0][2]]
    for before, piece in itertools.pairwise(pieces):
        parts.append(" " * (piece[0] - before[1]))
        parts.append(piece[2])
    return "".join(parts)
