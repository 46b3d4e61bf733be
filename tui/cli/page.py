"""Prints the blocks of an article: the numbered page, and the one that says why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from storage.block import Block, Role
from tui.cli.output import Dim, line
from tui.plain_page import block_lines, wrapped

_GUTTER = 6
"""Cells of a paragraph's number, right-aligned, and the two spaces after it."""
_DECISION, _ROLE = len("hidden") + 2, max(len(role.value) for role in Role) + 2
"""Cells of the columns that say whether a block is shown, and its role, with the spaces after them."""
_NARROWEST_REASON = 20


def numbered_page(blocks: Iterable[Block], numbers: Mapping[str, int], width: int) -> None:
    """Print the kept blocks with the numbers that the reader sees."""
    for block in blocks:
        if block.id in numbers:
            line()
            _numbered(block, str(numbers[block.id]), width)


def why_page(blocks: Iterable[Block], numbers: Mapping[str, int], width: int) -> None:
    """Print all blocks in their places, and below each, in columns: kept or hidden, its role, why, and its id."""
    for block in blocks:
        line()
        _numbered(block, str(numbers.get(block.id, "")) if block.kept else "-", width)
        known = f"{'kept' if block.kept else 'hidden':<{_DECISION}}{block.role.value:<{_ROLE}}"
        for row in _why(block, max(width - _GUTTER - len(known), _NARROWEST_REASON)):
            line(" " * _GUTTER, Dim(known + row))
            known = " " * len(known)


def _numbered(block: Block, number: str, width: int) -> None:
    gutter: str = Dim(f"{number:>{_GUTTER - 2}}  ")
    for row in block_lines(block, width - _GUTTER):
        line(gutter, row)
        gutter = " " * _GUTTER


def _why(block: Block, width: int) -> list[str]:
    """Return the reason and the block's id as rows; the id stays in one piece, for it is there to be copied."""
    from storage.cleaning.reasons import word

    if block.reason is None:
        return [block.id]
    *rows, last = wrapped(word(block.reason), width)
    joined = f"{last} · {block.id}"
    return [*rows, joined] if len(wrapped(joined, width)) == 1 else [*rows, last, block.id]
