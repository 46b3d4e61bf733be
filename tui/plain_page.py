"""Sets the kept blocks of an article as plain lines of text: for a file, a pipe, another program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from storage.block import Block, Kind, Role

_INDENT = 2
_DEEPEST = 12
"""Levels of nesting that are indented; what is deeper stands below them."""
_RULE = "* * *"
_AS_IT_STANDS = frozenset({Kind.CODE, Kind.TABLE})


def clean_text(title: str, blocks: Sequence[Block]) -> str:
    """Return a clean text with its title, a paragraph a line, parted by empty lines."""
    return "\n".join((*clean_page(title, blocks, None), ""))


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


def wrapped(text: str, width: int) -> list[str]:
    """Break ``text`` into rows of at most ``width`` cells, between words where they fit; newlines break, too."""
    from tui.wrapping import wrap

    return [part[start:end] for part in text.split("\n") for start, end in wrap(part, width)]


def _broken(text: str, width: int | None) -> list[str]:
    return [text] if width is None else wrapped(text, width)
