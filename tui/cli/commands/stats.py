"""``paperknife stats``: what was added, read and marked, when, from which sources, under which tags."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from typing import TYPE_CHECKING

from tui.cli.opening import open_to_read
from tui.cli.output import PAGE, Bold, Dim, json_line, line, terminal_width
from tui.cli.parser import Parser, takes_json, takes_library, wants_json
from tui.cli.query import nothing_matches, takes_query
from tui.cli.streams import say

if TYPE_CHECKING:
    from tui.cells import Runs

EXAMPLES = ("paperknife stats", "paperknife stats tag:conflict added:2026", "paperknife stats --json | jq .timeline")


def add_arguments(parser: Parser) -> None:
    """Take a query."""
    takes_query(parser, "articles or marks")
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Print the statistics, as plots and tables or as one object."""
    from storage.counting import count

    query = " ".join(arguments.query).strip()
    with open_to_read(arguments) as library:
        counted = count(library, query, datetime.now().astimezone().date())
    if query and not counted.articles:
        raise nothing_matches(library, arguments)
    if wants_json(arguments):
        from storage.exchange.counts import statistics_object

        json_line(statistics_object(counted))
    elif not counted.articles:
        say("nothing to count yet; “paperknife add” adds articles")
    else:
        from tui.lists.stat_rows import stat_rows

        for row in stat_rows(counted, terminal_width() or PAGE):
            for runs in row.lines:
                _print(runs)
    return 0


def _print(runs: Runs) -> None:
    styles = {"title": Bold, "dim": Dim}
    line(*(styles.get(ink, str)(text) for text, ink in runs))
