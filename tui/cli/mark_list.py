"""Lists annotations by article in the order of its text: what ``notes`` and ``orphans`` print."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from storage.annotation import AnchorStatus, Annotation
from storage.article import Article, ArticleRow
from storage.errors import LibraryDamaged
from storage.wording import count_of
from tui.cli.opening import open_to_read
from tui.cli.output import PAGE, Bold, Dim, json_line, line, terminal_width
from tui.cli.parser import wants_json
from tui.cli.query import given_query, nothing_matches
from tui.cli.setting import cropped, wrapped
from tui.cli.streams import complain, say
from tui.cli.words import about, place, short

if TYPE_CHECKING:
    from storage.anchoring import Anchored, Finder
    from storage.library import Library
    from storage.query import Query

_INDENT = " " * 12
_PEN = "✎ "


@dataclass(frozen=True, slots=True)
class _Placed:
    """An annotation, and where it is now."""

    annotation: Annotation
    found: Anchored

    @property
    def lost(self) -> bool:
        return self.found.status is AnchorStatus.ORPHAN


def list_marks(arguments: Namespace, *, none: str, only_lost: bool = False) -> int:
    """Print the annotations that the query matches and return the exit code; ``none`` says that there are none.

    Those in an article whose text is damaged are said, and the others printed.

    Raises:
        NothingMatches: a query was given and matches none.
    """
    from storage.anchoring import Finder, in_text_order

    query = given_query(arguments)
    found, exit_code = False, 0
    with open_to_read(arguments) as library:
        for row, marks in _by_article(library, query):
            try:
                article = library.article(row.id, keep=False)
            except LibraryDamaged as error:
                complain(f"{count_of(len(marks), 'annotation')} of “{row.record.shown_title}” left out: {error}")
                exit_code = error.exit_code
                continue
            finder = Finder(article)
            placed = [_Placed(mark, finder.anchor(mark.target)) for mark in in_text_order(article, marks)]
            placed = [each for each in placed if each.lost or not only_lost]
            if not placed:
                continue
            if wants_json(arguments):
                _print_objects(article, placed, finder)
            else:
                _print_heading(article, first=not found)
                for each in placed:
                    _print_mark(article, each)
            found = True
    if not found and not exit_code:
        if query is not None:
            raise nothing_matches(arguments)
        say(none)
    return exit_code


def _print_objects(article: Article, placed: Sequence[_Placed], finder: Finder) -> None:
    from storage.exchange.objects import note_object

    for each in placed:
        json_line(note_object(each.annotation, article, finder))


def _by_article(library: Library, query: Query | None) -> Iterator[tuple[ArticleRow, list[Annotation]]]:
    picks = library.picks_marks(query) if query else None
    for article_id, marks in groupby(library.annotations(), key=lambda mark: mark.target.article):
        row = library.row(article_id)
        chosen = [mark for mark in marks if picks is None or picks(row, mark)]
        if chosen:
            yield row, chosen


def _print_heading(article: Article, *, first: bool) -> None:
    if not first:
        line()
    line(Bold(article.record.shown_title))
    line(Dim(f"{short(article.id)} · {about(article.record)}"))


def _print_mark(article: Article, placed: _Placed) -> None:
    mark, found, width = placed.annotation, placed.found, terminal_width() or PAGE
    where = "passage not found" if placed.lost else place(article, found.first, found.last, found.start, found.end)
    line("  ", Dim(short(mark.id)), "  ", where, *(["  ", Bold(" · ".join(mark.tags))] if mark.tags else []))
    if mark.target.exact:
        quote = " ".join(mark.target.exact.split())
        line(_INDENT, Dim(cropped(f"“{quote}”", width - len(_INDENT))))
    if mark.note:
        first, *others = wrapped(mark.note, width - len(_INDENT) - len(_PEN))
        line(_INDENT, _PEN, first)
        for row in others:
            line(_INDENT, " " * len(_PEN), row)
