"""``paperknife`` and ``paperknife PATH…``: add what is named, then read."""

from __future__ import annotations

from argparse import Namespace

from storage.errors import InputError
from tui.cli.arrivals import FAILED, LEFT_OUT, taken_in
from tui.cli.opening import library_place
from tui.cli.parser import Parser, takes_library
from tui.version import __version__

EXAMPLES = ("paperknife", "paperknife page.html", "curl -s https://example.com | paperknife -")


def add_arguments(parser: Parser) -> None:
    """Take inputs."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="a file, a folder, or - for standard input, to add first"
    )
    takes_library(parser)
    parser.add_argument("--version", action="version", version=f"paperknife {__version__}", help="print the version")


def run(arguments: Namespace) -> int:
    """Add the inputs, then open the app: at the article when exactly one came in."""
    came_in: dict[str, None] = {}
    failed = False
    for outcome in taken_in(arguments, seeds=True) if arguments.paths else ():
        if outcome.status == FAILED:
            failed = True
        elif outcome.status != LEFT_OUT:
            came_in[outcome.id] = None
    if arguments.paths and not came_in:
        return InputError.exit_code
    from tui.launch import launch

    ended = launch(library_place(arguments), read=next(iter(came_in)) if len(came_in) == 1 else None)
    return ended or (InputError.exit_code if failed else 0)
