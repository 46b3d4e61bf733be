"""The QUERY of a command: its words, and the error when nothing matches them."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from storage.errors import NothingMatches
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from storage.query import Query


def takes_query(parser: Parser, things: str) -> None:
    """Let the command take a query for ``things``."""
    parser.add_argument(
        "query",
        nargs="*",
        metavar="QUERY",
        help=f'words and "phrases" that the {things} must hold, tag:NAME, title:WORD, note:WORD, text:WORD, '
        "and not before what they must not hold",
    )


def given_query(arguments: Namespace) -> Query | None:
    """Return the query that was given, or None when there was none.

    Raises:
        UsageError: it cannot be understood.
    """
    words = " ".join(arguments.query).strip()
    if not words:
        return None
    from storage.query import parse_query

    return parse_query(words)


def nothing_matches(arguments: Namespace) -> NothingMatches:
    """Return the error for a query that was given and matched nothing."""
    return NothingMatches(f"nothing matches “{' '.join(arguments.query)}”")
