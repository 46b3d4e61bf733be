"""``paperknife remove``: articles with their annotations, by the articles' ids."""

from __future__ import annotations

from argparse import Namespace

from storage.wording import count_of
from tui.cli.naming import article_named
from tui.cli.opening import open_to_change
from tui.cli.parser import Parser, takes_library
from tui.cli.streams import say

EXAMPLES = ("paperknife remove 1f2e3d4c",)


def add_arguments(parser: Parser) -> None:
    """Take articles."""
    parser.add_argument("ids", nargs="+", metavar="ID", help="an article's id, or the first characters of it")
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Remove the articles; none of them when one id matches nothing."""
    with open_to_change(arguments) as library:
        ids = list(dict.fromkeys(article_named(library, prefix) for prefix in arguments.ids))
        rows = [library.row(article) for article in ids]
        library.remove(ids)
    for row in rows:
        marks = f" with {count_of(row.annotation_count, 'mark')}" if row.annotation_count else ""
        say(f"removed “{row.record.shown_title}”{marks}")
    return 0
