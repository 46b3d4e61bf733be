"""Sets the blocks of an article as lines of text: the clean page, the numbered one, and the one that says why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from storage.article import Block, Kind, Role
from tui.cli.output import Dim, line
from tui.cli.setting import wrapped

_INDENT = 2
_DEEPEST = 12
"""Levels of nesting that are indented; what is deeper stands below them."""
_GUTTER = 6
"""Cells of a paragraph's number, right-aligned, and the two spaces after it."""
_DECISION, _ROLE = len("hidden") + 2, max(len(role.value) for role in Role) + 2
"""Cells of the columns that say whether a block is shown, and its role, with the spaces after them."""
_NARROWEST_REASON = 20
_RULE = "* * *"
_AS_IT_STANDS = frozenset({Kind.CODE, Kind.TABLE})


def clean_page(title: str, blocks: Sequence[Block], width: int | None) -> Iterator[str]:
    """Yield the lines of a clean text: the title, then the kept blocks, parted by empty lines.

    Items of one list follow each other without one. Lines are broken at ``width`` cells, never when it is None.
    """
    before: Block | None = None
    if title:
        yield from _broken(title, width)
    for block in blocks:
        if not block.kept or block.role is Role.TITLE:
            continue
        if (before or title) and not (before and before.kind is block.kind is Kind.LIST_ITEM):
            yield ""
        yield from block_lines(block, width)
        before = block


def block_lines(block: Block, width: int | None) -> list[str]:
    """Return a block's text as lines: a list item behind its marker, code and tables as they stand."""
    text = shown_text(block)
    if block.kind in _AS_IT_STANDS:
        return text.split("\n")
    indent = " " * (_INDENT * min(block.depth, _DEEPEST))
    marker = f"{indent}{block.marker} " if block.marker else indent
    if width is None:
        return [marker + text]
    first, *others = wrapped(text, max(1, width - len(marker)))
    return [marker + first, *(" " * len(marker) + other for other in others)]


def shown_text(block: Block) -> str:
    """Return a block's text, or a stand-in for one that has none, so that it can be pointed at."""
    if block.text:
        return block.text
    return _RULE if block.kind is Kind.RULE else f"[{block.kind.value}]"


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


def _broken(text: str, width: int | None) -> list[str]:
    return [text] if width is None else wrapped(text, width)
