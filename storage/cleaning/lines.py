"""Plain text as lines: indent, blank lines above, width in terminal columns, and hard-wrapped lines joined again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from storage.text import sanitise_line

_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]"
)
_TAB = 8

BULLET = re.compile(r"[•‣◦▪▫●○■□◆➤►▶»※·*+-]\s+(?=\S)")
"""What begins an item of a list; dashes longer than a hyphen begin speech in many languages and do not count."""
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")


def width_of(text: str) -> int:
    """Return how many terminal columns a text takes, near enough: East Asian wide characters take two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text that is not blank."""

    text: str
    """Trimmed; tabs inside are left."""
    indent: int
    """Columns before it."""
    gap: int
    """Blank lines above it."""
    starts_item: bool = False
    """Whether it begins with a bullet or with a number."""


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of ``text`` that are not blank."""
    gap = 0
    for raw in text.split("\n"):
        body = raw.strip()
        if not body:
            gap += 1
            continue
        margin = raw[: len(raw) - len(raw.lstrip())]
        starts_item = bool(BULLET.match(body) or _NUMBER.match(body))
        yield Line(body, width_of(margin.replace("\t", " " * _TAB)), gap, starts_item)
        gap = 0


_NARROWEST_WRAP, _WIDEST_WRAP = 58, 160
_NARROWEST_COLUMN = 24
_LEAST_PAIRS, _LEAST_FULL = 4, 0.7
_LEAST_PAIRS_COLUMN, _LEAST_FULL_COLUMN = 8, 0.85
_USUAL = range(78, 81)
"""The limits of terminals: here fewer lines prove more."""
_NEAR_LIMIT, _NEAR_LIMIT_USUAL = 0.7, 0.86
_LEAST_LOWER = 0.4
"""Of the lines that go on, so many begin in lower case where a script has it: those of a poem or a list do not."""
_SLACK = 2
_HANGING = 6


def wrap_width(lines: Sequence[Line], *, column: bool = False) -> int:
    """Return the column at which a program has broken the lines of a text, 0 where none has.

    A wrapped text has hardly a line that is wider than its limit, and most of its long lines that another
    line follows at once are so long that the next line's first word would not have fitted. Of a ``column``, a part of
    a text with an indent of its own that may be narrow, more lines and a larger share of them are asked.
    """
    widths = [line.indent + width_of(line.text) for line in lines]
    if not widths:
        return 0
    limit = _common_limit(widths)
    margin = lines[0].indent if column else 0
    narrowest = _NARROWEST_COLUMN if column else _NARROWEST_WRAP
    if not narrowest <= limit - margin <= _WIDEST_WRAP:
        return 0
    near = _NEAR_LIMIT_USUAL if limit in _USUAL and not column else _NEAR_LIMIT
    full = pairs = lower = capital = 0
    for place in range(len(lines) - 1):
        after = lines[place + 1]
        if after.gap or after.starts_item or widths[place] - margin < (limit - margin) * near:
            continue
        pairs += 1
        if _overflows(widths[place], after, limit):
            full += 1
            lower += after.text[0].islower()
            capital += after.text[0].isupper()
    if (column or limit not in _USUAL) and lower < _LEAST_LOWER * (lower + capital):
        return 0
    if column:
        return limit if pairs >= _LEAST_PAIRS_COLUMN and full >= _LEAST_FULL_COLUMN * pairs else 0
    return limit if pairs >= _LEAST_PAIRS and full >= _LEAST_FULL * pairs else 0


def _columns(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Part lines where the indent falls below, or leaps far above, that of the first."""
    start = 0
    for place in range(1, len(lines) + 1):
        if place < len(lines) and 0 <= lines[place].indent - lines[start].indent <= _HANGING:
            continue
        yield lines[start:place]
        start = place


def _common_limit(widths: Sequence[int]) -> int:
    """The width that all but one line in fifty keep to."""
    counts = Counter(widths)
    wider = 0
    for width in sorted(counts, reverse=True):
        wider += counts[width]
        if wider > len(widths) * 0.02:
            return width
    return 0


_BREAKS = re.compile(r"[\s\-–—/]")


def _overflows(width: int, after: Line, limit: int) -> bool:
    """Whether the next line's first piece would not have fitted on a line of this width."""
    head = after.text[:limit]
    cut = _BREAKS.search(head)
    piece = head[: cut.start() + (not cut.group().isspace())] if cut else head
    if wide := _WIDE.search(piece):
        piece = piece[: wide.end()]
    return width + 1 + width_of(piece) > limit - _SLACK


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with those joined that only a line limit parts; unchanged where the text has none."""
    common = wrap_width(lines)
    joined: list[Line] = []
    for column in _columns(lines):
        limit = wrap_width(column, column=True) or common
        joined.extend(_unwrapped_at(column, limit) if limit else column)
    return joined


def _unwrapped_at(lines: Sequence[Line], limit: int) -> Iterator[Line]:
    parts: list[str] = []
    for place, line in enumerate(lines):
        if parts and _goes_on(lines[place - 1], line, lines[place - len(parts)], limit):
            parts.append(line.text)
            continue
        if parts:
            yield _joined(lines[place - len(parts)], parts)
        parts = [line.text]
    if parts:
        yield _joined(lines[len(lines) - len(parts)], parts)


def _goes_on(before: Line, line: Line, first: Line, limit: int) -> bool:
    if line.gap or line.starts_item:
        return False
    if line.indent < first.indent or line.indent > first.indent + _HANGING:
        return False
    if line.indent != before.indent and before is not first:
        return False
    return _overflows(before.indent + width_of(before.text), line, limit)


def _joined(first: Line, parts: Sequence[str]) -> Line:
    if len(parts) == 1:
        return first
    text = parts[0]
    pieces = [text]
    for part in parts[1:]:
        unspaced = _WIDE.match(part) and _WIDE.match(pieces[-1][-1])
        pieces.append(part if unspaced else " " + part)
    return Line(sanitise_line("".join(pieces)), first.indent, first.gap, first.starts_item)


def numbered(texts: Sequence[str]) -> list[re.Match[str] | None]:
    """Return for each text the match of its list number; a number with no neighbour that counts on is none."""
    matches = [_NUMBER.match(text) for text in texts]
    values = [int(match.group(1)) if match else None for match in matches]
    counted: list[re.Match[str] | None] = []
    for place, match in enumerate(matches):
        value = values[place]
        near = values[max(0, place - 2) : place] + values[place + 1 : place + 3]
        counted.append(match if value is not None and ({value - 1, value + 1} & set(near)) else None)
    return counted
