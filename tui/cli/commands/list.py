"""``paperknife list``: the articles of the library, one a line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from storage.article import ArticleRow
from storage.article_rows import ArticleRows
from tui.cli.opening import open_to_read
from tui.cli.output import json_line, terminal_width
from tui.cli.parser import Parser, takes_json, takes_library, wants_json
from tui.cli.query import given_query, nothing_matches, takes_query
from tui.cli.setting import cropped, print_table
from tui.cli.streams import say
from tui.cli.words import day, short
from tui.signs import STATE_SIGNS

if TYPE_CHECKING:
    from storage.library import Library

EXAMPLES = (
    "paperknife list",
    "paperknife list 'tag:conflict (source:arab or author:reuters) not state:read'",
    "paperknife list added:7d --sort source,published",
    "paperknife list --json | jq -r .title",
)

_TITLE = 4
"""The column that gives way when the terminal is narrow."""


def add_arguments(parser: Parser) -> None:
    """Take a query and an order."""
    takes_query(parser, "articles")
    parser.add_argument(
        "--sort",
        metavar="ORDERS",
        help="added, title, source, author, published, length, progress, state, marks: several are parted by commas, "
        "each may be turned by :up or :down, as in source,added:up (the oldest first)",
    )
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Print the articles in the order they were added, or in the one that was asked for."""
    query = given_query(arguments)
    in_order = _order(arguments.sort)
    with open_to_read(arguments) as library:
        picks = library.picks(query) if query else None
        rows = tuple(in_order(library, library.listed() if picks is None else library.listed().picked(picks)))
    if query is not None and not rows:
        raise nothing_matches(library, arguments)
    if wants_json(arguments):
        from storage.exchange.objects import article_object

        for row in rows:
            json_line(article_object(row))
    elif rows:
        _print_table(rows)
    else:
        say("the library is empty; “paperknife add PATH…” adds articles")
    return 0


def _order(written: str | None) -> Callable[[Library, ArticleRows], ArticleRows]:
    """Return what sorts the articles of a library.

    Raises:
        UsageError: there is no such order.
    """
    if written is None:
        return lambda _library, rows: rows
    from tui.lists.sorting import in_order, read_sorting

    sorting = read_sorting(written)

    def sort(library: Library, rows: ArticleRows) -> ArticleRows:
        from storage.library import ReaderState

        state = ReaderState.load(library.home)
        return in_order(rows, sorting, lambda article: place.furthest if (place := state.place(article)) else 0.0)

    return sort


def _print_table(rows: Sequence[ArticleRow]) -> None:
    total = terminal_width()
    cells = [_cells(row, site=None if total is None else total // 5) for row in rows]
    print_table(cells, gives=_TITLE)


def _cells(row: ArticleRow, site: int | None) -> tuple[str, ...]:
    record = row.record
    where = record.site if site is None else cropped(record.site, site)
    return (short(row.id), STATE_SIGNS[record.state], day(record.published), where, record.shown_title)
