"""``paperknife`` and ``paperknife PATH…``: add what is named, then read."""

from __future__ import annotations

from argparse import Namespace

from storage.errors import InputError
from tui.cli.arrivals import taken_in
from tui.cli.catalogue import SUMMARIES
from tui.cli.opening import library_place
from tui.cli.parser import Parser, takes_library, takes_version
from tui.cli.streams import say

EXAMPLES = ("paperknife", "paperknife page.html", "curl -s https://example.com | paperknife -")


def add_arguments(parser: Parser) -> None:
    """Take inputs."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="a file, a folder, or - for standard input, to add first"
    )
    takes_library(parser)
    takes_version(parser)


def run(arguments: Namespace) -> int:
    """Add the inputs, then open the app: at the article when exactly one came in."""
    came_in, failed = _added(arguments) if arguments.paths else (set(), False)
    if arguments.paths and not came_in:
        _hint_at_a_command(arguments.paths[0])
        return InputError.exit_code
    from tui.launch import launch

    ended = launch(library_place(arguments), read=came_in.pop() if len(came_in) == 1 else None)
    return ended or (InputError.exit_code if failed else 0)


def _hint_at_a_command(word: str) -> None:
    """Name the command that a word which is no path may have been meant as."""
    from difflib import get_close_matches

    for name in get_close_matches(word, SUMMARIES, n=1):
        say(f"did you mean “paperknife {name}”?")


def _added(arguments: Namespace) -> tuple[set[str], bool]:
    """Add the inputs and return the ids of the articles that they are, and whether one failed."""
    from storage.adding import Status

    outcomes = [(outcome.status, outcome.id) for outcome in taken_in(arguments, seeds=True)]
    return {article for _, article in outcomes if article}, any(status is Status.FAILED for status, _ in outcomes)
