"""``paperknife delete``: annotations, by their ids."""

from __future__ import annotations

from argparse import Namespace

from storage.wording import count_of
from tui.cli.naming import mark_named
from tui.cli.opening import open_to_change
from tui.cli.parser import Parser, takes_library
from tui.cli.streams import say

EXAMPLES = ("paperknife delete 5f2c8a1b",)


def add_arguments(parser: Parser) -> None:
    """Take annotations."""
    parser.add_argument(
        "ids",
        nargs="+",
        metavar="ANNOTATION-ID",
        help="a mark's id, or the first characters of it; “paperknife notes” lists them",
    )
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Delete the annotations; none of them when one id matches nothing."""
    with open_to_change(arguments) as library:
        ids = list(dict.fromkeys(mark_named(library, prefix).id for prefix in arguments.ids))
        library.delete_annotations(ids)
    say(f"deleted {count_of(len(ids), 'mark')}")
    return 0
