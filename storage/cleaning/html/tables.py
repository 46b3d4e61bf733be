"""Which tables hold data and which only lay a page out, and the text of those that hold data."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from storage.cleaning.wordlist import word_set
from storage.text import sanitise_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_BLOCK_CONTENT = word_set(
    "table p h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre form article section figure header footer nav aside hr input "
    "select textarea iframe script center"
)
_LONGEST_CELL = 250
_LOOKED_AT = 2000
_UNREAD = frozenset(("script", "style", "template", "noscript"))


def is_data(table: HtmlElement) -> bool:
    """Whether a table is to be shown as one: several columns of short cells, and no block content inside them.

    Tables that hold block content, that have one column or one row, or whose cells are long only lay out a page.
    """
    if table.get("role") in ("presentation", "none"):
        return False
    marked = next(table.iterdescendants("th", "caption"), None) is not None
    for inner in islice(table.iterdescendants(), _LOOKED_AT):
        if inner.tag in _BLOCK_CONTENT and not (marked and inner.tag in ("p", "hr", "script")):
            return False
    rows = [list(_cells(row)) for row in islice(table.iter("tr"), 200)]
    columns = sorted(len(row) for row in rows)
    if len(rows) < 2 or columns[len(columns) // 2] < 2:
        return False
    longest = max(len(text_of(cell)) for row in rows for cell in row)
    return longest <= _LONGEST_CELL * (2 if marked else 1)


def rows_of(table: HtmlElement) -> str:
    """Return a table's text: a line a row, cells parted by tabs; rows without any text are left out."""
    rows = ["\t".join(text_of(cell) for cell in _cells(row)).rstrip("\t") for row in table.iter("tr")]
    caption = next(table.iterdescendants("caption"), None)
    head = [text_of(caption)] if caption is not None else []
    return "\n".join(row for row in head + rows if row.strip())


def _cells(row: HtmlElement) -> Iterator[HtmlElement]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def text_of(element: HtmlElement) -> str:
    """Return all text below an element as one harmless line; a break counts as a space."""
    if not len(element):
        return sanitise_line(element.text or "")
    parts = [element.text or ""]
    for inner in element.iterdescendants():
        if inner.tag not in _UNREAD and isinstance(inner.tag, str):
            parts.append(" " if inner.tag in ("br", "p", "div", "li", "td") else "")
            parts.append(inner.text or "")
        parts.append(inner.tail or "")
    return sanitise_line("".join(parts))
