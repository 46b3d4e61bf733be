"""``paperknife edit``: an article's title, authors, date and source, corrected."""

from __future__ import annotations

from argparse import Namespace

from storage.errors import UsageError
from storage.published import read_published
from tui.cli.naming import article_named
from tui.cli.opening import open_to_change
from tui.cli.output import json_line
from tui.cli.parser import Parser, takes_json, takes_library, wants_json
from tui.cli.streams import say
from tui.cli.words import about

EXAMPLES = (
    'paperknife edit 1f2e3d4c --title "Joint patrols discussed"',
    'paperknife edit 1f2e3d4c --author "A. Writer" --author "B. Reader" --published 2020-02-20',
)


def add_arguments(parser: Parser) -> None:
    """Take an article and what is corrected."""
    parser.add_argument("id", metavar="ID", help="an article's id, or the first characters of it")
    parser.add_argument("--title", metavar="TITLE", help="the title")
    parser.add_argument(
        "--author",
        action="append",
        metavar="NAME",
        help="an author; again for more; an empty one takes all away",
    )
    parser.add_argument(
        "--published", metavar="DATE", help="the day, YYYY-MM-DD, with or without time and zone; empty takes it away"
    )
    parser.add_argument("--source", metavar="SITE", help="the site that published it; empty takes it away")
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Correct the article and say how it stands now."""
    authors = None if arguments.author is None else [name for name in arguments.author if name.strip()]
    if authors is None and arguments.title is arguments.published is arguments.source is None:
        raise UsageError("nothing to correct: --title, --author, --published and --source say what")
    if arguments.title is not None and not arguments.title.strip():
        raise UsageError("an article needs a title")
    published = None if arguments.published is None else read_published(arguments.published)
    with open_to_change(arguments) as library:
        row = library.edit(
            article_named(library, arguments.id),
            title=arguments.title,
            authors=authors,
            published=published,
            site=arguments.source,
        )
    if wants_json(arguments):
        from storage.exchange.objects import article_object

        json_line(article_object(row))
    else:
        say(f"“{row.record.shown_title}” · {about(row.record)}")
    return 0
