"""``paperknife attach``: an annotation that has lost its passage is put on another one of its article."""

from __future__ import annotations

from argparse import Namespace

from tui.cli.marking import print_mark, resolved, takes_target
from tui.cli.naming import mark_named
from tui.cli.opening import open_to_change
from tui.cli.parser import Parser, takes_json, takes_library
from tui.cli.streams import say
from tui.cli.words import short

EXAMPLES = ("paperknife attach 5f2c8a1b 1f2e3d4c:3", "paperknife attach 5f2c8a1b 1f2e3d4c:3.10-42")


def add_arguments(parser: Parser) -> None:
    """Take an annotation and where it is to be."""
    parser.add_argument(
        "annotation",
        metavar="ANNOTATION-ID",
        help="a mark's id, or the first characters of it; “paperknife orphans” lists the marks without a passage",
    )
    takes_target(parser)
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Put it there, and say what the target carries now."""
    with open_to_change(arguments) as library:
        mark = mark_named(library, arguments.annotation)
        article, target = resolved(library, arguments.target)
        attached = library.attach(mark.id, target)
        print_mark(arguments, article, target, attached)
    if attached.id != mark.id:
        say(f"the mark {short(mark.id)} is part of {short(attached.id)} now, which stood there")
    return 0
