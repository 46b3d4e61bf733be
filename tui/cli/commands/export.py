"""``paperknife export``: the library, what a query matches, or articles or marks by their ids, for other tools."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from storage.errors import InputError
from storage.wording import count_of
from tui.cli.opening import open_to_read
from tui.cli.output import whole
from tui.cli.parser import Parser, takes_library
from tui.cli.query import annotations_meant, articles_named, given_query, nothing_matches, takes_query
from tui.cli.streams import complain, say
from tui.files import write_whole

EXAMPLES = (
    "paperknife export -o library.json",
    "paperknife export tag:conflict --format markdown -o conflict.md",
    "paperknife export --format jsonl | jq -r .quote",
)

FORMATS = ("json", "jsonl", "w3c", "markdown")
"""The names of the formats, here so that help need not import the formats; a test compares them."""


def add_arguments(parser: Parser) -> None:
    """Take a query, a format and a file."""
    takes_query(parser, "articles or marks", ids="articles or of marks")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="json",
        help="json holds everything and can be imported, jsonl is one mark a line, "
        "w3c is a W3C AnnotationCollection, markdown is for people; otherwise json",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="the file to write, whole or not at all (otherwise standard output)"
    )
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Write the export; articles whose text is damaged are said, and the others written."""
    from datetime import UTC, datetime

    from storage.exchange.formats import FORMATS as WRITERS
    from tui.version import __version__

    with open_to_read(arguments) as library:
        chosen = annotations_meant(library, arguments)
        named = articles_named(library, arguments) if chosen is None else None
        query = given_query(arguments) if chosen is None and named is None else None
        if chosen is None:
            bundle = library.bundle(query, named)
        else:
            articles = dict.fromkeys(library.annotation(each).target.article for each in chosen)
            bundle = library.bundle(articles=tuple(articles)).only(frozenset(chosen))
    if query is not None and not (bundle.articles or bundle.annotations or bundle.left_out):
        raise nothing_matches(library, arguments)
    for why in bundle.left_out:
        complain(why)
    exit_code = InputError.exit_code if bundle.left_out else 0
    text = WRITERS[arguments.format].write(bundle, exported=datetime.now(UTC), version=__version__)
    if arguments.output in (None, "-"):
        whole(text)
        return exit_code
    write_whole(Path(arguments.output), text)
    parts = (count_of(len(bundle.articles), "article"), count_of(len(bundle.annotations), "mark"))
    say(f"wrote {' and '.join(parts)} to {arguments.output}")
    return exit_code
