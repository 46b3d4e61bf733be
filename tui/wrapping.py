"""Wraps text to a width of terminal cells, as spans of the text: what the rows leave out is white space only.

Greedy: a row takes as many words as fit. Text in which every character takes one cell is cut by counting; any other
text by the running sum of its cells, so that a wide character, a combining mark or a joined emoji is never cut.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from tui.cells import Run, Runs
from tui.clusters import BREAK_HERE, SOFT_HYPHEN, running_cells

Span = tuple[int, int]
"""Start and end of a row, in code points of the text."""

# Compiled, and kept, by ``re`` at its first use: many ranges take long, and ASCII needs none.
_ONE_CELL = "[ -~\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20c0]*"
_NO_ROW_BEGINS_WITH = frozenset("、。，．・：；？！）］｝」』】〕》〉〗々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ…‥％")
_NO_ROW_ENDS_WITH = frozenset("（［｛「『【〔《〈〖")


def is_one_cell(text: str) -> bool:
    """Return whether every character of ``text`` surely takes one cell."""
    return (text.isascii() and text.isprintable()) or re.fullmatch(_ONE_CELL, text) is not None


def wrap(text: str, width: int, forced: int = 0) -> list[Span]:
    """Return the rows of ``text``, none wider than ``width`` cells, at least one.

    Rows break at spaces, after hyphens inside words, at soft ones and between wide characters; a word that is longer
    than a row is cut. A row begins at ``forced`` when that lies inside the text. Only a character that is itself
    wider than ``width`` makes a row too wide.
    """
    width = max(width, 1)
    cells = None if is_one_cell(text) else running_cells(text)
    if 0 < forced < len(text):
        return _rows(text, 0, forced, width, cells) + _rows(text, forced, len(text), width, cells)
    return _rows(text, 0, len(text), width, cells)


def _rows(text: str, at: int, end: int, width: int, cells: Sequence[int] | None) -> list[Span]:
    rows: list[Span] = []
    while at < end:
        limit = at + width if cells is None else _limit(cells, at, width)
        if limit >= end:
            rows.append((at, end))
            break
        cut = _cut(text, at, limit, width, cells)
        rows.append((at, cut))
        at = cut
        while at < end and text[at] == " ":
            at += 1
    return rows or [(at, at)]


def _limit(cells: Sequence[int], at: int, width: int) -> int:
    """Return the furthest end of a row that begins ``at``, always past at least one cluster."""
    limit = bisect_right(cells, cells[at] + width, at) - 1
    if limit > at:
        return limit
    return bisect_right(cells, cells[at + 1], at + 1) - 1


def _cut(text: str, at: int, limit: int, width: int, cells: Sequence[int] | None) -> int:
    """Return where the row that begins ``at`` and may reach ``limit`` ends best."""
    if text[limit] == " ":
        return limit
    space = text.rfind(" ", at, limit)
    best = max(space, _after_hyphen(text, max(space, at), limit))
    if cells is not None:
        best = max(best, _at_a_sign(text, max(best, at), limit, cells, cells[at] + width))
        best = max(best, _between_wide(text, max(best, at), limit, cells))
    return best if best > at else limit


def _at_a_sign(text: str, low: int, limit: int, cells: Sequence[int], most: int) -> int:
    """Return the place after the last sign in (low, limit] that says a row may end there; 0 for none.

    A soft hyphen at the end of a row takes a cell: it is drawn there.
    """
    best = 0
    for sign, takes in ((BREAK_HERE, 0), (SOFT_HYPHEN, 1)):
        place = text.rfind(sign, low, limit) + 1
        while place and (cells[place] + takes > most or cells[place + 1] == cells[place]):
            place = text.rfind(sign, low, place - 1) + 1  # there is no room, or a mark belongs to what is before it
        best = max(best, place)
    return best


def _after_hyphen(text: str, low: int, limit: int) -> int:
    """Return the place after the last hyphen between two letters, or dash after one, in (low, limit]; 0 for none."""
    place = max(text.rfind("-", low, limit), text.rfind("—", low, limit))
    if place <= low:
        return 0
    return place + 1 if text[place - 1].isalnum() and text[place + 1].isalpha() else 0


def _between_wide(text: str, low: int, limit: int, cells: Sequence[int]) -> int:
    """Return the last place in (low, limit] beside a wide character where a row may break; 0 for none."""
    for place in range(limit, low, -1):
        begins = cells[place + 1] - cells[place] if place + 1 < len(cells) else 0
        if not begins:
            continue
        if (
            (begins == 2 or cells[place] - cells[place - 1] == 2)
            and text[place] not in _NO_ROW_BEGINS_WITH
            and text[place - 1] not in _NO_ROW_ENDS_WITH
        ):
            return place
    return 0


NO_BREAK = "\xa0"


def flow(runs: Sequence[Run], width: int, hang: int = 0) -> list[Runs]:
    """Wrap runs of text and ink as one text; rows after the first are indented by ``hang`` cells.

    A no-break space keeps what stands beside it in one row, and is drawn as a space.

    Returns:
        Rows of runs, each at most ``width`` cells.
    """
    text = "".join(run for run, _ink in runs)
    first = wrap(text, width)
    spans = first[:1]
    if len(first) > 1:
        begin = first[1][0]
        spans += [(begin + start, begin + end) for start, end in wrap(text[begin:], max(width - hang, 1))]
    ends = list(accumulate(len(run) for run, _ink in runs))
    rows: list[Runs] = []
    for number, (start, end) in enumerate(spans):
        row: Runs = [(" " * hang, "")] if number and hang else []
        for place in range(bisect_right(ends, start), len(runs)):
            run_start = ends[place] - len(runs[place][0])
            if run_start >= end:
                break
            row.append((text[max(start, run_start) : min(end, ends[place])].replace(NO_BREAK, " "), runs[place][1]))
        rows.append(row)
    return rows
