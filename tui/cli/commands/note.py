"""``paperknife note``: the note on a target, out of the words given, standard input or an editor."""

from __future__ import annotations

from argparse import Namespace
from contextlib import AbstractContextManager, nullcontext

from storage.errors import IntakeError, UsageError
from tui.cli.editor import WAYS, edited
from tui.cli.marking import print_mark, resolved, takes_target
from tui.cli.opening import creator, open_to_change, standard_input
from tui.cli.parser import Parser, takes_json, takes_library

EXAMPLES = (
    'paperknife note 1f2e3d4c:3 -m "compare with the October report"',
    "paperknife note 1f2e3d4c:3-5",
    "paperknife note 1f2e3d4c - < summary.md",
    'paperknife note 1f2e3d4c:3 -m ""',
)


def add_arguments(parser: Parser) -> None:
    """Take a target and, some way or other, the note."""
    takes_target(parser)
    parser.add_argument("source", nargs="?", metavar="-", help="standard input, which holds the note")
    parser.add_argument(
        "-m",
        "--message",
        metavar="TEXT",
        help="the note, in Markdown; an empty one removes it (--message=TEXT where it begins with -)",
    )
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Write the note and say what the target carries now."""
    if arguments.message is not None and arguments.source:
        raise UsageError("give the note with -m or on standard input, not both")
    if arguments.source not in (None, "-"):
        raise UsageError(f"“{arguments.source}” stands where only - may: {WAYS}")
    with open_to_change(arguments, creator()) as library:
        article, target = resolved(library, arguments.target)
        own = library.own(target)
        with _written(arguments, own.note if own else "") as note:
            annotation = library.mark(target, note=note)
        print_mark(arguments, article, target, annotation)
    return 0


def _written(arguments: Namespace, present: str) -> AbstractContextManager[str]:
    if arguments.message is not None:
        return nullcontext(arguments.message)
    if arguments.source:
        return nullcontext(_from_standard_input())
    return edited(present)


def _from_standard_input() -> str:
    source = standard_input()
    try:
        note = source.read().decode("utf-8").strip() if source else ""
    except UnicodeDecodeError as error:
        raise IntakeError("-", "standard input is no UTF-8 text") from error
    except OSError as error:
        raise IntakeError("-", f"standard input cannot be read: {error.strerror or error}") from error
    if not note:  # what should have written it has failed, as like as not; a note is not taken away for that
        raise IntakeError("-", 'standard input is empty; -m "" takes a note away')
    return note
