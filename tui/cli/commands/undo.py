"""``paperknife undo``: takes back the last change, or the one that is named; the history tells the numbers."""

from __future__ import annotations

from argparse import Namespace

from storage.errors import MadeElsewhere
from tui.cli.deeds import named_first, print_change, takes_action
from tui.cli.opening import open_to_change
from tui.cli.parser import Parser, takes_json, takes_library

EXAMPLES = ("paperknife undo", "paperknife undo 4711")


def add_arguments(parser: Parser) -> None:
    """Take an action."""
    takes_action(parser, "the number of a change, as “paperknife history” shows it (otherwise the last one)")
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Take it back and say what it was; what a window did is only taken back when it is named."""
    action: int | None = arguments.action
    with open_to_change(arguments) as library:
        try:
            change = library.undo(action, confirmed=action is not None)
        except MadeElsewhere as error:
            raise named_first(error, "undo") from error
    print_change(arguments, change, "undone")
    return 0
