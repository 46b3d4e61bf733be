"""Headings in plain text, where their form leaves no doubt: underlined, marked, numbered, in capitals, or a time.

A line of capitals or a number alone proves little on a page full of menus: it takes prose below, and a second one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from storage.block import Kind
from storage.cleaning.lines import Line

_WIDEST = 90
_PROSE = 110
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}|\*{3,}")
_UNDERLINE_STARTS = frozenset("=-~*")
_MARKED = re.compile(r"(#{1,6}) +(?=[^\s#])")
_DECIMAL = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})\.? +(?=[^\W\d_]{2})")
_TIME = re.compile(
    r"(?:\d{1,2}[:.h]\d{2}(?: ?(?:[ap]\.?m\.?|Uhr|[A-Z]{2,4}))?|\d{1,2} ?[ap]\.?m\.?(?: [A-Z]{2,4})?)", re.IGNORECASE
)
_LONGEST_TIME = 18
_NO_END = tuple(".,;:!。，；、")
_LEAST_TIMES = 3


def headings(lines: Sequence[Line]) -> Mapping[int, Kind]:
    """Return the form of each line that is a heading, by its place; of one that underlines a heading, RULE."""
    found: dict[int, Kind] = {}
    numbered: list[tuple[int, tuple[int, ...]]] = []
    counted: list[int] = []
    capitals: list[int] = []
    times: list[int] = []
    for place, line, after in _candidates(lines):
        text = line.text
        if text[0].isdigit():
            if len(text) <= _LONGEST_TIME and _TIME.fullmatch(text):
                times.append(place)
            elif line.marker:
                counted.append(place)
            elif number := _DECIMAL.match(text):
                numbered.append((place, tuple(map(int, number[1].split(".")))))
        elif not after.gap and _underlines(line, after):
            found[place] = Kind.HEADING_1 if after.text[0] == "=" else Kind.HEADING_2
            found[place + 1] = Kind.RULE
        elif marked := _MARKED.match(text) if text[0] == "#" else None:
            found[place] = Kind(f"heading-{len(marked[1])}")
        elif text.isupper() and _is_capitals(line, after):
            capitals.append(place)
    if len(numbered) > 1 and [number for _, number in numbered] == sorted({number for _, number in numbered}):
        found.update((place, Kind(f"heading-{min(6, len(number) + 1)}")) for place, number in numbered)
    if len(counted) > 1:
        found.update((place, Kind.HEADING_2) for place in counted if _over_prose(lines, place))
    if len(capitals) > 1:
        found.update(dict.fromkeys(capitals, Kind.HEADING_2))
    if len(times) >= _LEAST_TIMES:
        found.update(dict.fromkeys(times, Kind.HEADING_3))
    return found


def _candidates(lines: Sequence[Line]) -> Iterator[tuple[int, Line, Line]]:
    """Lines with a blank one above, or at the top, that are short and not the last."""
    for place, (line, after) in enumerate(itertools.pairwise(lines)):
        if (line.gap or not place) and len(line.text) <= _WIDEST and (not line.marker or line.text[0].isdigit()):
            yield place, line, after


def _underlines(line: Line, after: Line) -> bool:
    """Whether the next line is a rule about as wide as this one, and this one is not a rule itself."""
    if after.text[0] not in _UNDERLINE_STARTS or not _UNDERLINE.fullmatch(after.text):
        return False
    return abs(line.edge - line.indent - after.edge + after.indent) <= 3 and any(map(str.isalpha, line.text))


def _is_capitals(line: Line, after: Line) -> bool:
    """Whether a line in capitals stands alone over prose."""
    letters = sum(map(str.isalpha, line.text))
    return letters > 4 and after.gap > 0 and not line.text.endswith(_NO_END) and after.edge - after.indent >= _PROSE


def _over_prose(lines: Sequence[Line], place: int) -> bool:
    """Whether a numbered line is a heading and no item of a list: alone, without an end mark, over prose."""
    line, after = lines[place], lines[place + 1]
    alone = after.gap > 0 and not after.marker and after.edge - after.indent >= _PROSE
    return alone and not line.text.endswith(_NO_END)
