"""``paperknife import``: what paperknife exported, taken in again."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from typing import TYPE_CHECKING

from storage.errors import InputError
from storage.wording import count_of
from tui.cli.exported import read_exported
from tui.cli.opening import open_to_change
from tui.cli.parser import Parser, takes_library
from tui.cli.streams import complain, say

if TYPE_CHECKING:
    from storage.bundle import Bundle

EXAMPLES = ("paperknife import library.json", "paperknife export --library ~/old | paperknife import -")


def add_arguments(parser: Parser) -> None:
    """Take exports."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="an export in the format json, or - for standard input"
    )
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Take in each file that is an export; what is wrong with another is said."""
    from storage.exchange.reading import read_export

    bundles: list[tuple[str, Bundle]] = []
    exit_code = 0
    for name in arguments.files:
        try:
            bundles.append((name, read_exported(name, read_export)))
        except InputError as error:
            complain(str(error))
            exit_code = error.exit_code
    if bundles:
        with open_to_change(arguments, create=True) as library:
            for name, bundle in bundles:
                statuses = Counter(added.status for added in library.take_in(bundle))
                told = ", ".join(f"{number} {status}" for status, number in sorted(statuses.items()))
                say(f"{name}: {count_of(len(bundle.annotations), 'mark')}, articles: {told or 'none'}")
    return exit_code
