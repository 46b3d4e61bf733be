"""``paperknife redo``: makes the change again that was taken back last."""

from __future__ import annotations

from argparse import Namespace

from storage.errors import MadeElsewhere
from tui.cli.deeds import named_first, print_change, takes_action
from tui.cli.opening import open_to_change
from tui.cli.parser import Parser, takes_json, takes_library

EXAMPLES = ("paperknife redo", "paperknife redo 4711")


def add_arguments(parser: Parser) -> None:
    """Take an action."""
    takes_action(parser, "the number of what was taken back last, wanted where a window did that")
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Make it again and say what it was; what a window took back is only made again when it is named."""
    with open_to_change(arguments) as library:
        try:
            change = library.redo(arguments.action)
        except MadeElsewhere as error:
            raise named_first(error, "redo") from error
    print_change(arguments, change, "done again")
    return 0
