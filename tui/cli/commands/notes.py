"""``paperknife notes``: what has been marked, by article in the order of its text, by tag, or by time."""

from __future__ import annotations

from argparse import Namespace

from tui.cli.mark_list import list_marks
from tui.cli.parser import Parser, takes_json, takes_library
from tui.cli.query import takes_query

EXAMPLES = (
    "paperknife notes",
    "paperknife notes 1f2e3d4c",
    "paperknife notes tag:conflict --group time",
    "paperknife notes --json | jq -r .quote",
)


def add_arguments(parser: Parser) -> None:
    """Take a query."""
    takes_query(parser, "marks", ids="articles")
    parser.add_argument(
        "--group",
        choices=("article", "tag", "time"),
        default="article",
        help="what the headings are: article, tag (a mark stands under each of its tags) or "
        "time (the day or month it was made, newest first); otherwise article",
    )
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Print the annotations."""
    none = "no marks yet; “paperknife tag” and “paperknife note” make them"
    return list_marks(arguments, none=none, grouping=arguments.group)
