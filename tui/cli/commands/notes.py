"""``paperknife notes``: what has been marked, by article, in the order of its text."""

from __future__ import annotations

from argparse import Namespace

from tui.cli.mark_list import list_marks
from tui.cli.parser import Parser, takes_json, takes_library
from tui.cli.query import takes_query

EXAMPLES = ("paperknife notes", "paperknife notes tag:conflict", "paperknife notes --json | jq -r .quote")


def add_arguments(parser: Parser) -> None:
    """Take a query."""
    takes_query(parser, "annotations")
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Print the annotations."""
    return list_marks(arguments, none="no annotations yet; “paperknife tag” and “paperknife note” make them")
