"""Plain text into segments: paragraphs, list items, tables, headings, code; nothing is judged and nothing dropped.

What stands in a segment stands so in the input but for these repairs, and no others:

* spaces of any width are one space, none at the edges; marks of direction at a line's beginning go
* lines that a program has wrapped are joined (``unwrapping``), by a space or, between East Asian characters, nothing
* a word parted at a line's end is one word again (``hyphens``)
* columns that stand side by side are read one after the other (``side_by_side``)
* the cells of a table are parted by tabs, whatever parted them before; signs that only draw its borders go (``rows``)
* of a text with more than 200,000 paragraphs, lines that nothing parts are kept together as code is
* what begins a list item is its marker, not its text; what underlines or marks a heading goes (``headings``)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from storage.block import Kind
from storage.cleaning.code import may_hold_code, verbatim, with_code
from storage.cleaning.headings import headings
from storage.cleaning.hyphens import Words
from storage.cleaning.line_limits import is_unbroken
from storage.cleaning.lines import RULE, Line, counted, lines_of, one_line, plain_spaces
from storage.cleaning.rows import is_candidate, table_at
from storage.cleaning.segments import Page, Segment
from storage.cleaning.side_by_side import Stream, streams
from storage.cleaning.unwrapping import unwrapped
from storage.text import sanitise

_RULE_SIGNS = frozenset("*_=~#·-")
_MARK = re.compile(r"#{1,6} +")
_DEEPEST = 8
_MOST_LINES, _BUNDLE = 200_000, 100
"""More lines than any article has. They are bundled, or what comes could not be read."""


def read_plain(text: str) -> Page:
    """Return a plain text as a page."""
    text = plain_spaces(sanitise(text))
    lines = lines_of(text)
    if may_hold_code(text):
        lines = with_code(lines)
    parted = list(streams(lines))
    if not is_unbroken(lines):
        words = Words(text)
        parted = [Stream(unwrapped(stream.lines, words, cell=stream.cell)) for stream in parted]
    flow = [line for stream in parted for line in stream.lines]
    if len(flow) > _MOST_LINES:
        flow = list(_bundled(flow))
    return Page(tuple(_segments(flow)))


def _bundled(lines: Sequence[Line]) -> Iterator[Line]:
    """Put lines that nothing parts together, as code is: so they stay lines."""
    start = 0
    for place in range(1, len(lines) + 1):
        if place < len(lines) and not lines[place].gap and place - start < _BUNDLE:
            continue
        part = lines[start:place]
        yield verbatim(part, part[0].gap) if len(part) > 1 else part[0]
        start = place


def _segments(lines: Sequence[Line]) -> Iterator[Segment]:
    forms = headings(lines)
    markers = counted([line.marker for line in lines])
    open_items: list[int] = []
    place, count = 0, len(lines)
    tried = 0
    while place < count:
        line, marker, form = lines[place], markers[place], forms.get(place)
        text, indent, gap = line.text, line.indent, line.gap
        if "\n" in text:
            yield Segment(text, Kind.CODE, gap=gap, indent=indent)
        elif form is not None:
            if form is not Kind.RULE:
                yield Segment(one_line(_MARK.sub("", text)), form, gap=gap, indent=indent)
        elif marker:
            words = one_line(text[len(marker) :])
            while open_items and open_items[-1] >= indent:
                open_items.pop()
            sign = marker.strip()
            yield Segment(
                words,
                Kind.LIST_ITEM,
                depth=min(len(open_items), _DEEPEST),
                marker=sign if sign[-1] in ".)．）、" else "•",
                gap=gap,
                indent=indent,
            )
            open_items.append(indent)
        else:
            if open_items and indent <= open_items[0]:
                open_items.clear()
            if place >= tried and is_candidate(text):
                tried, table = table_at(lines, place)
                if table:
                    yield Segment(table, Kind.TABLE, gap=gap, indent=indent)
                    place = tried
                    continue
                yield from _parts(line)
            elif "  " in text or "\t" in text:
                yield from _parts(line)
            elif text[0] in _RULE_SIGNS and RULE.fullmatch(text):
                yield Segment(text, Kind.RULE, gap=gap, indent=indent)
            else:
                yield Segment(text, gap=gap, indent=indent)
        place += 1


def _parts(line: Line) -> Iterator[Segment]:
    """A line as one segment, or where tabs part prose from what stands beside it, as one for each."""
    gap = line.gap
    for part in line.text.split("\t"):
        if words := one_line(part.strip()):
            yield Segment(words, gap=gap, indent=line.indent)
            gap = 0
