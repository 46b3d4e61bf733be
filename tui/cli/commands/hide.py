"""``paperknife hide`` and ``keep``: the reader's own word on a paragraph, which outranks what cleaning said."""

from __future__ import annotations

import shlex
from argparse import Namespace
from typing import TYPE_CHECKING

from storage.annotation import Scope
from storage.errors import NothingMatches, UsageError
from storage.wording import count_of
from tui.cli.asking import agreed, can_ask
from tui.cli.marking import resolved
from tui.cli.opening import open_to_change
from tui.cli.parser import Parser, takes_library
from tui.cli.streams import say
from tui.cli.words import place_of

if TYPE_CHECKING:
    from storage.article import Article
    from storage.library import Library, Offer

EXAMPLES = (
    "paperknife hide 1f2e3d4c:3",
    "paperknife hide --yes 1f2e3d4c:3-5",
    "paperknife keep 1f2e3d4c:p-0123456789ab",
    "paperknife keep 1f2e3d4c:3",
)

_WHOLE_PARAGRAPHS = frozenset({Scope.PARAGRAPH, Scope.RANGE})


def add_arguments(parser: Parser) -> None:
    """Take paragraphs of an article."""
    parser.add_argument(
        "target",
        metavar="ID:P",
        help="a paragraph, or ID:P-Q for several; “paperknife show ID --why” shows the ids of hidden ones",
    )
    parser.add_argument("--yes", action="store_true", help="do not ask when something is marked in what is hidden")
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Hide or keep the paragraphs; ask before one is hidden in which something is marked."""
    kept = arguments.command == "keep"
    with open_to_change(arguments) as library:
        article, target = resolved(library, arguments.target)
        if target.scope not in _WHOLE_PARAGRAPHS:
            raise UsageError(f"“{arguments.target}” names no paragraph; ID:P does")
        first, last = article.index[target.first], article.index[target.last]
        paragraphs = [block.id for block in article.blocks[first : last + 1]]
        where = place_of(article, target)
        if not (kept or arguments.yes) and not _may_hide(library, article, paragraphs, where):
            say("nothing was hidden")
            return NothingMatches.exit_code
        library.flip(article.id, paragraphs, kept)
        offers = library.offers(article.id, paragraphs)
        if kept:  # what is back has a number again
            where = place_of(library.article(article.id), target)
    say(f"{where} of “{article.record.shown_title}”: {'kept' if kept else 'hidden'}")
    for offer in offers:
        say(
            f"{'kept' if kept else 'hidden'} in {count_of(offer.articles, 'article')} of {offer.source}; "
            f"this makes it a rule: {_command(offer)}"
        )
    return 0


def _may_hide(library: Library, article: Article, paragraphs: list[str], where: str) -> bool:
    """Ask where something is marked in what is to be hidden.

    Raises:
        UsageError: nobody can answer.
    """
    from storage.anchoring import standing_in

    marks = standing_in(article, paragraphs, library.annotations(article.id))
    if not marks:
        return True
    carried = f"{where} carries {count_of(len(marks), 'mark')}"
    if not can_ask():
        raise UsageError(f"{carried}: say --yes to hide it all the same; what is marked stays in the notes")
    return agreed(f"{carried}; what is marked stays in the notes. hide it?")


def _command(offer: Offer) -> str:
    keep = ["--keep"] if offer.kept else []
    dashes = ["--"] if offer.line.startswith("-") else []
    return shlex.join(["paperknife", "rules", "add", *keep, f"--source={offer.source}", *dashes, offer.line])
