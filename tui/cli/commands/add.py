"""``paperknife add``: files, folders and standard input into the library, one outcome each."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from typing import TYPE_CHECKING

from storage.annotation import tag_name
from storage.errors import InputError
from tui.cli.arrivals import taken_in
from tui.cli.output import json_line, line
from tui.cli.parser import Parser, takes_json, takes_library, wants_json
from tui.cli.streams import say
from tui.cli.words import short

if TYPE_CHECKING:
    from storage.adding import Outcome

EXAMPLES = (
    "paperknife add page.html scrapes/",
    'paperknife add --source "Arab News" --tag todo scrapes/',
    "curl -s https://example.com | paperknife add -",
)

_LONGEST_STATUS = len("duplicate")


def add_arguments(parser: Parser) -> None:
    """Take inputs and what is said of all of them."""
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="a file, a folder with all below it, or - for standard input"
    )
    parser.add_argument(
        "--source", default="", metavar="SITE", help="the site that published them, where a page does not say"
    )
    parser.add_argument(
        "--tag",
        action="append",
        default=[],
        dest="tags",
        metavar="TAG",
        help="a tag for each article; again for more",
    )
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Add the inputs and print what became of each."""
    from storage.adding import Status

    tags = tuple(map(tag_name, arguments.tags))
    counts: Counter[str] = Counter()
    for outcome in taken_in(arguments, site=arguments.source, tags=tags):
        counts[outcome.status] += 1
        _print(outcome, as_json=wants_json(arguments))
    if counts.total() > 1:
        say(", ".join(f"{number} {status}" for status, number in counts.items()))
    return InputError.exit_code if counts[Status.FAILED] else 0


def _print(outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        json_line(_told(outcome))
    elif not outcome.error:
        line(f"{outcome.status:<{_LONGEST_STATUS}}  {short(outcome.id)}  {outcome.shown_title}")


def _told(outcome: Outcome) -> dict[str, object]:
    told: dict[str, object] = {
        "id": outcome.id or None,
        "title": outcome.title,
        "status": outcome.status,
        "origin": outcome.origin,
        "paragraph_count": outcome.paragraph_count,
    }
    return {**told, "error": outcome.error} if outcome.error else told
