"""``paperknife search``: where words stand in the texts, titles, notes and tags of the library."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING

from storage.article import ArticleRow
from storage.errors import UsageError
from tui.cli.opening import open_to_read
from tui.cli.output import Bold, Dim, json_line, line, terminal_width
from tui.cli.parser import Parser, takes_json, takes_library, takes_limit, wants_json
from tui.cli.progress import ProgressBar
from tui.cli.query import given_query, nothing_matches, takes_query
from tui.cli.setting import cropped
from tui.cli.streams import say
from tui.cli.words import short

if TYPE_CHECKING:
    from storage.query import Query
    from storage.search import Answer, Hit, Searcher

EXAMPLES = (
    "paperknife search patrols",
    "paperknife search '\"joint patrols\" title:turkey not tag:done'",
    "paperknife search patrols --limit 20 --json",
)

_NUMBER = 8
"""Cells of the column that says at which paragraph a hit is."""


def add_arguments(parser: Parser) -> None:
    """Take a query."""
    takes_query(parser, "articles and marks")
    takes_limit(parser, "how many hits to print, the best ones")
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Print the hits, by article, the best first."""
    query = given_query(arguments)
    if query is None:
        raise UsageError("name what is to be found, as in “paperknife search patrols”")
    from storage.search import Searcher

    shown = ""
    with open_to_read(arguments) as library, closing(Searcher(library)) as searcher:
        answer = _searched(searcher, query)
        for hit in islice(answer, arguments.limit):
            if wants_json(arguments):
                json_line(_told(hit, library.row(hit.article)))
            else:
                if hit.article != shown:
                    _print_heading(hit, first=not shown)
                _print(hit, terminal_width())
            shown = hit.article
        for trouble in answer.troubles:
            say(trouble)
    if not shown:
        raise nothing_matches(library, arguments)
    return 0


def _searched(searcher: Searcher, query: Query) -> Answer:
    """Search, and show how far the index is where somebody sees it and it takes long."""
    with ProgressBar(lambda: 0) as bar:
        return searcher.find_all(query, lambda done, among: bar.show(done, among, "preparing the search"))


def _print_heading(hit: Hit, *, first: bool) -> None:
    if not first:
        line()
    line(Dim(short(hit.article)), "  ", Bold(hit.title))


def _print(hit: Hit, width: int | None) -> None:
    said = "" if hit.field is hit.field.TEXT else f"{hit.field.value}: "
    ahead = f"{hit.number or '':>{_NUMBER}}  {said}"
    text = hit.snippet if width is None else cropped(hit.snippet, width - len(ahead))
    line(Dim(ahead), *_loud(text, hit.matches))


def _loud(text: str, matches: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield ``text`` in parts, those that match loud."""
    done = 0
    for start, end in matches:
        yield text[done:start]
        yield Bold(text[start:end])
        done = end
    yield text[done:]


def _told(hit: Hit, row: ArticleRow) -> dict[str, object]:
    return {
        "article": hit.article,
        "title": row.record.title,
        "field": hit.field.value,
        "paragraph": hit.paragraph or None,
        "number": hit.number,
        "annotation": hit.annotation or None,
        "snippet": hit.snippet,
        "matches": [list(stretch) for stretch in hit.matches],
    }
