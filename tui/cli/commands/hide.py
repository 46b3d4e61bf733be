"""``paperknife hide`` and ``keep``: the reader's own word on a paragraph, which outranks what cleaning said."""

from __future__ import annotations

from argparse import Namespace

from storage.annotation import Scope
from storage.errors import UsageError
from tui.cli.marking import resolved
from tui.cli.opening import open_to_change
from tui.cli.parser import Parser, takes_library
from tui.cli.streams import say
from tui.cli.words import place_of

EXAMPLES = ("paperknife hide 1f2e3d4c:3", "paperknife keep 1f2e3d4c:p-0123456789ab")

_WHOLE_PARAGRAPHS = frozenset({Scope.PARAGRAPH, Scope.RANGE})


def add_arguments(parser: Parser) -> None:
    """Take paragraphs of an article."""
    parser.add_argument(
        "target",
        metavar="ID:P",
        help="a paragraph, or several as ID:P-Q; “paperknife show ID --why” shows the ids of hidden ones",
    )
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Hide or keep the paragraphs."""
    kept = arguments.command == "keep"
    with open_to_change(arguments) as library:
        article, target = resolved(library, arguments.target)
        if target.scope not in _WHOLE_PARAGRAPHS:
            raise UsageError(f"“{arguments.target}” names no paragraph; ID:P does")
        first, last = article.index[target.first], article.index[target.last]
        paragraphs = [block.id for block in article.blocks[first : last + 1]]
        library.flip(article.id, paragraphs, kept)
    say(f"{place_of(article, target)} of “{article.record.shown_title}”: {'kept' if kept else 'hidden'}")
    return 0
