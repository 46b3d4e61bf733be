"""What the commands that mark a passage share: finding it, and saying what it carries then."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from storage.annotation import Annotation, Target
from storage.article import Article
from tui.cli.naming import article_named
from tui.cli.output import json_line
from tui.cli.parser import Parser, wants_json
from tui.cli.streams import say
from tui.cli.words import place_of

if TYPE_CHECKING:
    from storage.library import Library

_LONGEST = 60


def takes_target(parser: Parser) -> None:
    """Let the command take a target."""
    parser.add_argument(
        "target",
        metavar="TARGET",
        help="ID (the article), ID:P (a paragraph), ID:P-Q (a range) or ID:P.START-END (characters of a paragraph); "
        "P is the number that is shown, or a paragraph's own id",
    )


def resolved(library: Library, text: str) -> tuple[Article, Target]:
    """Return the article and the target that a TARGET names.

    Raises:
        UsageError: it cannot be understood.
        NothingMatches: there is no such article or paragraph.
    """
    from storage.anchoring.address import parse_address, resolve

    address = parse_address(text)
    article = library.article(article_named(library, address.article))
    return article, resolve(article, address)


def print_mark(arguments: Namespace, article: Article, target: Target, annotation: Annotation | None) -> None:
    """Print what a target carries after a change: as JSON on standard output, or in words on standard error."""
    if wants_json(arguments):
        if annotation is not None:
            from storage.exchange.objects import note_object

            json_line(note_object(annotation, article))
        return
    where = (
        f"{place_of(article, target)} of “{article.record.shown_title}”"
        if target.first
        else f"“{article.record.shown_title}”"
    )
    say(f"{where}: {_carried(annotation)}")


def _carried(annotation: Annotation | None) -> str:
    if annotation is None:
        return "no tag and no note"
    note = annotation.note
    shown = [f"✎ {note if len(note) <= _LONGEST else note[: _LONGEST - 1] + '…'}"] if note else []
    return " · ".join([*annotation.tags, *shown])
