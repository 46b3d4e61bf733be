"""``paperknife`` and ``paperknife PATH…``: add what is named, then read."""

from __future__ import annotations

from argparse import Namespace

from storage.errors import InputError
from storage.wording import count_of
from tui.cli.arrivals import taken_in
from tui.cli.catalogue import SUMMARIES
from tui.cli.opening import library_place
from tui.cli.parser import Parser, takes_library, takes_version
from tui.cli.streams import say
from tui.terminal import need_terminal

EXAMPLES = ("paperknife", "paperknife page.html", "curl -s https://example.com | paperknife -")


def add_arguments(parser: Parser) -> None:
    """Take inputs."""
    parser.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="a file, a folder with all below it, or - for standard input, to add first",
    )
    takes_library(parser)
    takes_version(parser)


def run(arguments: Namespace) -> int:
    """Add the inputs, then open the app: in the article when exactly one came in, else in the library at the last."""
    came_in, failed = _added(arguments) if arguments.paths else ([], 0)
    if arguments.paths and not came_in:
        _hint_at_a_command(arguments.paths[0])
        return InputError.exit_code
    from tui.launch import launch

    warnings = (
        [f"{count_of(failed, 'input')} could not be added; why, the terminal says after quitting"] if failed else []
    )
    ended = launch(
        library_place(arguments),
        read=came_in[0] if len(came_in) == 1 else None,
        at=came_in[-1] if came_in else None,
        warnings=warnings,
    )
    return ended or (InputError.exit_code if failed else 0)


def _hint_at_a_command(word: str) -> None:
    """Name the command that a word which is no path may have been meant as."""
    from difflib import get_close_matches

    if word == "help":
        say("did you mean “paperknife --help”?")
    for name in get_close_matches(word, SUMMARIES, n=1):
        say(f"did you mean “paperknife {name}”?")


def _added(arguments: Namespace) -> tuple[list[str], int]:
    """Add the inputs and return the ids of the articles that they are, in order, and how many failed.

    Raises:
        UsageError: there is no terminal to read them on; nothing was added.
    """
    from storage.adding import Status

    outcomes = [(outcome.status, outcome.id) for outcome in taken_in(arguments, seeds=True, before=need_terminal)]
    articles = dict.fromkeys(article for _, article in outcomes if article)
    return list(articles), sum(status is Status.FAILED for status, _ in outcomes)
