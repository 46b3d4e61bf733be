"""Plain text into segments: lines, list items, tables; nothing is judged here and nothing is dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from storage.article import Kind
from storage.cleaning.lines import BULLET, Line, lines_of, numbered, unwrapped
from storage.cleaning.segments import Page, Segment
from storage.text import sanitise, sanitise_line

_PROSE_CELL = 90
_LEAST_ROWS = 2
_RULE = re.compile(r"([*_=~#·-])(?: ?\1){2,79}")
"""Three signs of one sort or more, alone on a line: a break between parts of a text."""


_MOST_LINES = 200_000
"""More than any article has. Lines of such a text that nothing parts are one paragraph, or it could not be read."""


def read_plain(text: str) -> Page:
    """Return a plain text as a page; it has a segment for each line, wrapped lines joined and rows made a table."""
    lines = list(lines_of(sanitise(text)))
    return Page(tuple(_segments(unwrapped(lines) if len(lines) <= _MOST_LINES else list(_run_together(lines)))))


def _run_together(lines: Sequence[Line]) -> Iterator[Line]:
    """Join lines up to the next blank one."""
    start = 0
    for place in range(1, len(lines) + 1):
        if place == len(lines) or lines[place].gap:
            yield replace(lines[start], text=" ".join(line.text for line in lines[start:place]), starts_item=False)
            start = place


def _segments(lines: Sequence[Line]) -> Iterator[Segment]:
    numbers = numbered([line.text for line in lines])
    rows: list[list[str]] = []
    gap = 0
    for line, number in zip(lines, numbers, strict=True):
        cells = _cells(line)
        if cells and not (rows and line.gap):
            gap = gap if rows else line.gap
            rows.append(cells)
            continue
        yield from _table(rows, gap)
        rows = [cells] if cells else []
        gap = line.gap
        if not cells:
            marker = number.group(0) if number else _bullet(line.text)
            yield from _of_line(line, marker)
    yield from _table(rows, gap)


def _cells(line: Line) -> list[str]:
    """The cells of a line that can be a row of a table: two or more, none of them prose."""
    if "\t" not in line.text:
        return []
    cells = [sanitise_line(cell) for cell in line.text.split("\t")]
    filled = [cell for cell in cells if cell]
    return filled if len(filled) > 1 and max(map(len, filled)) < _PROSE_CELL else []


def _table(rows: Sequence[Sequence[str]], gap: int) -> Iterator[Segment]:
    if len(rows) >= _LEAST_ROWS:
        yield Segment("\n".join("\t".join(row) for row in rows), Kind.TABLE, gap=gap)
    elif rows:
        yield Segment(" ".join(rows[0]), gap=gap)


def _bullet(text: str) -> str:
    match = BULLET.match(text)
    return match.group(0) if match else ""


def _of_line(line: Line, marker: str) -> Iterator[Segment]:
    """A line as one segment, or where tabs part prose from what stands beside it, as one for each."""
    if _RULE.fullmatch(line.text):
        yield Segment(line.text, Kind.RULE, gap=line.gap, indent=line.indent)
        return
    text = line.text[len(marker) :]
    gap = line.gap
    for part in text.split("\t"):
        words = sanitise_line(part)
        if not words:
            continue
        if marker:
            sign = marker.strip()
            yield Segment(
                words,
                Kind.LIST_ITEM,
                depth=_depth(line.indent),
                marker=sign if sign[0].isdigit() else "•",
                gap=gap,
                indent=line.indent,
            )
        else:
            yield Segment(words, gap=gap, indent=line.indent)
        gap = 0


def _depth(indent: int) -> int:
    return min(max(0, (indent - 2) // 2), 8)
