"""Where a program has broken the lines of a text: blocks of lines, and the limits that they prove.

A program that fills lines goes on as long as the next word fits, so where it broke one, the next line's first word
would not have fitted. A text is taken for wrapped when most of its long lines that another follows at once pass that
test against one limit. Blocks (lines that nothing parts) of one margin are tested together, since each may have a
limit of its own: a letter's quotation, a column, an item of a list. Centred lines are tested by their width alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from storage.cleaning.lines import Line, is_wide, width_of

_NARROWEST, _WIDEST = 50, 160
_NARROWEST_COLUMN = 20
_LEAST_PAIRS, _LEAST_FULL = 4, 0.7
_LEAST_PAIRS_COLUMN, _LEAST_FULL_COLUMN = 8, 0.85
_LEAST_PAIRS_CELL, _MOST_TRIED = 2, 6
_USUAL = range(77, 81)
_TERMINAL = 78
"""The limits of terminals, and what programs fill of them: here fewer lines prove more."""
_BRIM, _MOST_BEYOND = 12, 0.15
_NEAR, _NEAR_USUAL = 0.7, 0.86
_LEAST_LOWER = 0.4
"""Of the lines that go on, so many begin in lower case where a script has it: those of a poem or a list do not."""
SLACK = 2
_HANGING = 8
"""A paragraph's first line stands at most so many columns further in, or out, than the others."""
_PIECE = re.compile(r"[\s\-–—/]")
ANEW = re.compile(r"[QA]:\s|[★☆◎●○■□◆◇▲△▼※▶►➤•]|【\d")
"""What never goes on: a speaker of an interview, a sign that stands before an entry."""
_UNBROKEN = 240
_MOST_UNBROKEN = 0.02


@dataclass(frozen=True, slots=True)
class Block:
    """Lines with nothing between them, by their places."""

    start: int
    end: int
    margin: int
    """The column that its lines begin at; for a centred block 0."""
    edges: Sequence[int]
    """The column after each line; for a centred block its width."""
    axis: int = -1
    """Twice the middle column of a centred block; -1 for any other."""


@dataclass(slots=True)
class _Evidence:
    """How many lines could have gone on, how many were full when they did not, and how the next ones begin."""

    limit: int
    pairs: int = 0
    full: int = 0
    lower: int = 0
    capital: int = 0

    def proves(self, least_pairs: int, least_full: float, *, any_case: bool) -> bool:
        if not any_case and self.lower < _LEAST_LOWER * (self.lower + self.capital):
            return False
        return self.pairs >= least_pairs and self.full >= least_full * self.pairs


def limits_of(lines: Sequence[Line], *, cell: bool) -> Mapping[int, tuple[Block, int]]:
    """Return the blocks that a program has broken, each with its limit, by the place of its first line."""
    blocks = list(_blocks(lines))
    if not blocks:
        return {}
    common = _limit_of_cell(lines, blocks) if cell else _limit_of_text(lines, blocks)
    groups: dict[tuple[int, int], list[Block]] = {}
    for block in blocks:
        groups.setdefault((block.margin, block.axis // 4), []).append(block)
    limits: dict[int, tuple[Block, int]] = {}
    for group in groups.values():
        limit = _limit_of_group(lines, group, common)
        if limit:
            limits.update((block.start, (block, limit)) for block in group)
    return limits


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """Yield the blocks of two lines or more."""
    start = 0
    for place in range(1, len(lines) + 1):
        if place < len(lines) and _belongs(lines[start], lines[place - 1], lines[place]):
            continue
        if place - start > 1:
            yield _block(lines, start, place)
        start = place


def _belongs(first: Line, before: Line, line: Line) -> bool:
    """Whether a line stands in one block with those above it."""
    if line.gap or line.marker:
        return False
    return line.indent <= first.indent + _HANGING + len(first.marker) or _may_be_centred(before, line)


def _may_be_centred(before: Line, line: Line) -> bool:
    return abs(before.indent + before.edge - line.indent - line.edge) <= 2


def _block(lines: Sequence[Line], start: int, end: int) -> Block:
    part = lines[start:end]
    edges = [line.edge for line in part]
    indents = [line.indent for line in part]
    margin = min(indents)
    if max(indents) > margin and not part[0].marker:
        axes = list(map(int.__add__, indents, edges))
        if max(axes) - min(axes) <= SLACK:
            return Block(start, end, 0, list(map(int.__sub__, edges, indents)), axes[0])
    return Block(start, end, margin, edges)


def _limit_of_text(lines: Sequence[Line], blocks: Sequence[Block]) -> int:
    flush = [block for block in blocks if block.axis < 0 or abs(block.axis - _TERMINAL) <= 2 * SLACK]
    edges = [line.edge for line in lines]
    limit = _common(edges)
    if limit in _USUAL:
        found = _evidence(lines, flush, _TERMINAL, _NEAR_USUAL)
        proved = found.proves(_LEAST_PAIRS, _LEAST_FULL, any_case=True)
        return _TERMINAL if proved or found.proves(2, 1, any_case=False) else 0
    if _NARROWEST <= limit <= _WIDEST:
        found = _evidence(lines, flush, limit, _NEAR)
        if found.proves(_LEAST_PAIRS, _LEAST_FULL, any_case=False):
            return limit
    # Some lines are wider, for they stand in tables: the others must end where a terminal does.
    within = sum(_TERMINAL - _BRIM <= edge <= _TERMINAL + SLACK for edge in edges)
    beyond = sum(_TERMINAL + SLACK < edge <= _TERMINAL + SLACK + _BRIM for edge in edges)
    found = _evidence(lines, flush, _TERMINAL, _NEAR_USUAL)
    proved = found.proves(_LEAST_PAIRS_COLUMN, _LEAST_FULL, any_case=True)
    return _TERMINAL if proved and beyond <= within * _MOST_BEYOND else 0


def is_unbroken(lines: Sequence[Line]) -> bool:
    """Whether so many lines are whole paragraphs that no program has broken a text's lines."""
    long = [line for line in lines if len(line.text) > _UNBROKEN and line.text.count(" ") > _UNBROKEN // 10]
    return len(long) > 2 and len(long) > _MOST_UNBROKEN * len(lines)


def _limit_of_cell(lines: Sequence[Line], blocks: Sequence[Block]) -> int:
    """The limit of a cell's lines; the widest may stand in a cell of its own inside, so the next ones are tried."""
    flush = [block for block in blocks if block.axis < 0]
    tried = sorted({edge for block in flush for edge in block.edges[:-1]}, reverse=True)[:_MOST_TRIED]
    margin = min((block.margin for block in flush), default=0)
    for limit in tried:
        if _NARROWEST_COLUMN <= limit - margin <= _WIDEST:
            found = _evidence(lines, flush, limit, _NEAR)
            if found.proves(_LEAST_PAIRS_CELL, _LEAST_FULL, any_case=False):
                return limit
    return 0


def _limit_of_group(lines: Sequence[Line], group: Sequence[Block], common: int) -> int:
    """The limit of blocks of one margin: their own where they prove one, else the whole text's."""
    edges = [edge for block in group for edge in block.edges]
    margin, axis = group[0].margin, group[0].axis
    limit = _common(edges)
    if axis >= 0:
        # What is centred on a page's own axis has the page's width.
        shared = common if common and abs(axis - common) <= 4 else 0
        found = _evidence(lines, group, limit, 0)
        return shared or (limit if limit > _NARROWEST_COLUMN and found.proves(2, 1, any_case=True) and common else 0)
    if common and sum(common - 2 * SLACK <= edge <= common + SLACK for edge in edges) > 2:
        return common
    if limit == common or not _NARROWEST_COLUMN <= limit - margin <= _WIDEST:
        return common
    found = _evidence(lines, group, limit, _NEAR)
    return limit if found.proves(_LEAST_PAIRS_COLUMN, _LEAST_FULL_COLUMN, any_case=False) else common


def _evidence(lines: Sequence[Line], blocks: Sequence[Block], limit: int, near: float) -> _Evidence:
    found = _Evidence(limit)
    for block in blocks:
        least = block.margin + (limit - block.margin) * near
        for place, edge in enumerate(block.edges[:-1], block.start):
            if not least <= edge <= limit + SLACK:
                continue
            after = lines[place + 1].text
            if ANEW.match(after):
                continue
            found.pairs += 1
            if overflows(edge, after, limit):
                found.full += 1
                found.lower += after[0].islower()
                found.capital += after[0].isupper()
    return found


def _common(widths: Sequence[int]) -> int:
    """The width that all but one line in fifty keep to."""
    counts = Counter(widths)
    wider = 0
    for width in sorted(counts, reverse=True):
        wider += counts[width]
        if wider > len(widths) * 0.02:
            return width
    return 0


def overflows(edge: int, after: str, limit: int) -> bool:
    """Whether the next line's first piece would not have fitted on a line that ends here."""
    room = limit - SLACK - edge - 1
    if room < 1:
        return True
    head = after[: room + 1]
    cut = _PIECE.search(head)
    piece = head[: cut.start() + (not cut[0].isspace())] if cut else head
    if not piece.isascii():
        for place, char in enumerate(piece):
            if is_wide(char):
                piece = piece[: place + 1]
                break
    return width_of(piece) > room
