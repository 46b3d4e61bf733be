"""``paperknife orphans``: the annotations whose passage is no longer in the text of their article."""

from __future__ import annotations

from argparse import Namespace

from tui.cli.mark_list import list_marks
from tui.cli.parser import Parser, takes_json, takes_library
from tui.cli.query import takes_query

EXAMPLES = ("paperknife orphans", "paperknife orphans tag:conflict", "paperknife orphans --json | jq -r .quote")


def add_arguments(parser: Parser) -> None:
    """Take a query."""
    takes_query(parser, "marks", ids="articles")
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Print them, each with the passage that it was made on."""
    return list_marks(arguments, none="every mark is found in the text of its article", only_lost=True)
