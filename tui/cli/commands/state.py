"""``paperknife state``: how far the reader is with an article."""

from __future__ import annotations

from argparse import Namespace

from storage.article import State
from tui.cli.naming import article_named
from tui.cli.opening import open_to_change
from tui.cli.parser import Parser, takes_library
from tui.cli.streams import say

EXAMPLES = ("paperknife state 1f2e3d4c read",)


def add_arguments(parser: Parser) -> None:
    """Take an article and its state."""
    parser.add_argument("id", metavar="ID", help="an article's id, or the first characters of it")
    parser.add_argument(
        "state",
        choices=[state.value for state in State],
        metavar="STATE",
        help="unread, reading, read or archived",
    )
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Set the state."""
    state = State(arguments.state)
    with open_to_change(arguments) as library:
        article = article_named(library, arguments.id)
        library.set_state([article], state)
        title = library.row(article).record.shown_title
    say(f"“{title}” is {state.value}")
    return 0
