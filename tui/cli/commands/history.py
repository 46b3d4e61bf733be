"""``paperknife history``: what was done to the library, or to one article, the newest first."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from storage.errors import NothingMatches
from storage.wording import count_of
from tui.cli.deeds import change_object
from tui.cli.naming import article_named
from tui.cli.opening import open_to_read
from tui.cli.output import json_line
from tui.cli.parser import Parser, takes_json, takes_library, takes_limit, wants_json
from tui.cli.setting import print_table
from tui.cli.streams import say
from tui.cli.words import short

if TYPE_CHECKING:
    from storage.library import Change, Library

EXAMPLES = ("paperknife history", "paperknife history --limit 20", "paperknife history 1f2e3d4c --json")

_LABEL = 4
"""The column that pays where a terminal is too narrow."""


def add_arguments(parser: Parser) -> None:
    """Take a limit and an article."""
    parser.add_argument(
        "id",
        nargs="?",
        metavar="ID",
        help="an article's id, or the first characters of it, for what touched it alone (otherwise all)",
    )
    takes_limit(parser, "how many to print, the last ones")
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Print what was done, each with the number by which undo takes it back."""
    with open_to_read(arguments) as library:
        article = _found(library, arguments.id) if arguments.id is not None else None
        changes = library.history(arguments.limit, article)
        if wants_json(arguments):
            for change in changes:
                json_line(change_object(change))
            return 0
        rows = [_row(change) for change in changes]
        readable = not library.read_only
    if rows:
        print_table(rows, gives=_LABEL)
    elif readable:
        say("nothing was done yet")
    return 0


def _row(change: Change) -> tuple[str, ...]:
    from tui.moments import local

    several = len(change.articles) > 1
    touched = count_of(len(change.articles), "article") if several else "".join(map(short, change.articles))
    when = f"{local(change.at):%Y-%m-%d %H:%M}"
    return (str(change.id), when, str(change.origin), touched, change.label, "undone" if change.undone else "")


def _found(library: Library, prefix: str) -> str:
    """Return the article that an id names, be it in the library or only in its history."""
    try:
        return article_named(library, prefix)
    except NothingMatches:
        ids = {each for change in library.history() for each in change.articles if prefix and each.startswith(prefix)}
        if len(ids) != 1:
            raise
        return ids.pop()
