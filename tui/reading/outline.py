"""The headings of an article: how deep each stands, what is marked under it, how long it takes to read. Pure."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from storage.block import Block, Role
from storage.text import fold
from storage.wording import count_of
from tui.cells import Runs, cropped, width_of
from tui.pace import told
from tui.reading.folding import is_heading
from tui.reading.layout import shown_text

_DEEPEST = 6
"""Steps that a heading is indented at most."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, and what stands under it down to the next one that is no deeper."""

    block: int
    """Number of its block."""
    depth: int
    """Steps that it stands in from the outermost headings of the article."""
    text: str
    """On one line, harmless."""
    share: float
    """Which part of the article's text stands under it, from 0 to 1; of the title, all."""
    mark_count: int
    """How many passages are marked under it."""


def outline(
    blocks: Sequence[Block], above: Callable[[int], float], marked: Sequence[int] = ()
) -> tuple[Heading, ...]:
    """Return the title and the headings that are shown; nothing when there is no heading but the title.

    Args:
        blocks: All blocks of the article in order.
        above: Number of a block → which part of the page stands above it, from 0 to 1.
        marked: The block where each mark begins, in order; one twice where two begin.
    """
    found = [number for number, block in enumerate(blocks) if is_heading(block) and block.kept and block.text]
    levels = [0 if blocks[number].role is Role.TITLE else blocks[number].kind.level for number in found]
    steps = {level: step for step, level in enumerate(sorted({level for level in levels if level}))}
    if not steps:
        return ()
    ends = _ends(levels, found, len(blocks))
    return tuple(
        Heading(
            number,
            min(steps.get(level, 0), _DEEPEST),
            shown_text(blocks[number].text),
            (above(end) if end < len(blocks) else 1.0) - above(number),
            bisect_left(marked, end) - bisect_left(marked, number),
        )
        for number, level, end in zip(found, levels, ends, strict=True)
    )


def _ends(levels: Sequence[int], found: Sequence[int], count: int) -> list[int]:
    """Return for each heading the block of the next one that is no deeper, else the number of all blocks."""
    ends = [count] * len(found)
    open_ones: list[int] = []
    for place, level in enumerate(levels):
        while open_ones and levels[open_ones[-1]] >= level:
            ends[open_ones.pop()] = found[place]
        open_ones.append(place)
    return ends


def heading_at(headings: Sequence[Heading], block: int) -> int:
    """Return which heading a block stands under; the first for what stands above all of them."""
    return max(bisect_right(headings, block, key=lambda heading: heading.block) - 1, 0)


def matching(headings: Sequence[Heading], typed: str) -> list[Heading]:
    """Return the headings that hold every word that is typed, in order."""
    words = fold(typed).split()
    if not words:
        return list(headings)
    return [heading for heading in headings if all(word in fold(heading.text) for word in words)]


def heading_runs(heading: Heading, minutes: float, width: int) -> Runs:
    """Return a heading as a line of ``width`` cells: its words, what is marked under it, how long that takes.

    Args:
        heading: The heading.
        minutes: How long the whole article takes.
        width: Cells of the line.
    """
    marks = count_of(heading.mark_count, "mark") if heading.mark_count else ""
    length = told(heading.share * minutes) if heading.share * minutes >= 1 else "< 1 min"
    right: Runs = [(f"{marks:>9}", "key"), (f"{length:>10}", "dim")]
    indent = "  " * heading.depth
    room = width - width_of(right) - len(indent) - 1
    if room < len(indent) + 12:
        right, room = [], width - len(indent)
    text = cropped(heading.text, max(room, 1))
    gap = " " * (width - len(indent) - width_of([(text, "")]) - width_of(right)) if right else ""
    return [(indent, ""), (text, "title" if not heading.depth else ""), (gap, ""), *right]
