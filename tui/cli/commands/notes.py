"""``paperknife notes``: what has been marked, by article, in the order of its text."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from storage.annotation import AnchorStatus, Annotation
from storage.article import Article, ArticleRow
from storage.errors import LibraryDamaged
from storage.wording import count_of
from tui.cli.opening import open_to_read
from tui.cli.output import PAGE, Bold, Dim, json_line, line, terminal_width
from tui.cli.parser import Parser, takes_json, takes_library, wants_json
from tui.cli.query import given_query, nothing_matches, takes_query
from tui.cli.setting import cropped, wrapped
from tui.cli.streams import complain, say
from tui.cli.words import about, place, short

if TYPE_CHECKING:
    from storage.anchoring import Anchored
    from storage.library import Library
    from storage.query import Query

EXAMPLES = ("paperknife notes", "paperknife notes tag:conflict", "paperknife notes --json | jq -r .quote")

_INDENT = " " * 12
_PEN = "✎ "


def add_arguments(parser: Parser) -> None:
    """Take a query."""
    takes_query(parser, "annotations")
    takes_json(parser)
    takes_library(parser)


def run(arguments: Namespace) -> int:
    """Print the annotations; those in an article whose text is damaged are said, and the others printed."""
    from storage.anchoring import in_text_order

    query = given_query(arguments)
    found, exit_code = False, 0
    with open_to_read(arguments) as library:
        for row, marks in _by_article(library, query):
            try:
                article = library.article(row.id)
            except LibraryDamaged as error:
                complain(f"{count_of(len(marks), 'annotation')} of “{row.record.shown_title}” left out: {error}")
                exit_code = error.exit_code
                continue
            if not wants_json(arguments):
                _print_heading(article, first=not found)
            found = True
            _print_marks(article, in_text_order(article, marks), as_json=wants_json(arguments))
    if not found and not exit_code:
        if query is not None:
            raise nothing_matches(arguments)
        say("no annotations yet; “paperknife tag” and “paperknife note” make them")
    return exit_code


def _by_article(library: Library, query: Query | None) -> Iterator[tuple[ArticleRow, list[Annotation]]]:
    for article_id, marks in groupby(library.annotations(), key=lambda mark: mark.target.article):
        row = library.row(article_id)
        chosen = [mark for mark in marks if query is None or query.matches_annotation(row, mark)]
        if chosen:
            yield row, chosen


def _print_heading(article: Article, *, first: bool) -> None:
    if not first:
        line()
    line(Bold(article.record.shown_title))
    line(Dim(f"{short(article.id)} · {about(article.record)}"))


def _print_marks(article: Article, marks: Sequence[Annotation], *, as_json: bool) -> None:
    if as_json:
        from storage.exchange.objects import note_object

        for mark in marks:
            json_line(note_object(mark, article))
        return
    from storage.anchoring import Finder

    finder, width = Finder(article), terminal_width() or PAGE
    for mark in marks:
        _print_mark(article, mark, finder.anchor(mark.target), width)


def _print_mark(article: Article, mark: Annotation, found: Anchored, width: int) -> None:
    lost = found.status is AnchorStatus.ORPHAN
    where = "passage not found" if lost else place(article, found.first, found.last, found.start, found.end)
    line("  ", Dim(short(mark.id)), "  ", where, *(["  ", Bold(" · ".join(mark.tags))] if mark.tags else []))
    if mark.target.exact:
        quote = " ".join(mark.target.exact.split())
        line(_INDENT, Dim(cropped(f"“{quote}”", width - len(_INDENT))))
    if mark.note:
        first, *others = wrapped(mark.note, width - len(_INDENT) - len(_PEN))
        line(_INDENT, _PEN, first)
        for row in others:
            line(_INDENT, " " * len(_PEN), row)
