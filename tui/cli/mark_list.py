"""Lists annotations by article in the order of its text: what ``notes`` and ``orphans`` print."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from storage.annotation import AnchorStatus, Annotation
from storage.article import Article, ArticleRow
from storage.errors import LibraryDamaged, NothingMatches
from storage.wording import count_of
from tui.cli.mark_printed import Kept, print_mark
from tui.cli.opening import open_to_read
from tui.cli.output import Bold, Dim, json_line, line
from tui.cli.parser import wants_json
from tui.cli.query import articles_named, given_query, nothing_matches
from tui.cli.streams import complain, say
from tui.cli.words import about, place, short

if TYPE_CHECKING:
    from storage.anchoring import Anchored, Finder
    from storage.library import Library
    from storage.query import Query


@dataclass(frozen=True, slots=True)
class _Placed:
    """An annotation, and where it is now."""

    annotation: Annotation
    found: Anchored

    @property
    def lost(self) -> bool:
        return self.found.status is AnchorStatus.ORPHAN


def list_marks(arguments: Namespace, *, none: str, only_lost: bool = False, grouping: str = "article") -> int:
    """Print the annotations that the query matches and return the exit code; ``none`` says that there are none.

    Those in an article whose text is damaged are said, and the others printed. ``grouping`` is ``article``, or what
    :func:`tui.cli.mark_groups.print_groups` knows.

    Raises:
        NothingMatches: a query was given and matches none.
    """
    from storage.anchoring import Finder, in_text_order

    query = given_query(arguments)
    found, exit_code = False, 0
    kept: list[Kept] = []
    with open_to_read(arguments) as library:
        named = articles_named(library, arguments)
        for row, marks in _by_article(library, query if named is None else None, named):
            try:
                article = library.article(row.id, keep=False)
            except LibraryDamaged as error:
                complain(f"{count_of(len(marks), 'mark')} of “{row.record.shown_title}” left out: {error}")
                exit_code = error.exit_code
                continue
            finder = Finder(article)
            placed = [_Placed(each, finder.anchor(each.target)) for each in in_text_order(article, marks)]
            placed = [each for each in placed if each.lost or not only_lost]
            if not placed:
                continue
            if grouping != "article":
                kept.append(_kept(row, article, placed, finder if wants_json(arguments) else None))
            elif wants_json(arguments):
                _print_objects(article, placed, finder)
            else:
                _print_heading(article, first=not found)
                for each in placed:
                    print_mark(each.annotation, _where(article, each))
            found = True
        if kept:
            from tui.cli.mark_groups import print_groups  # which loads what makes lists on the screen

            print_groups(kept, library.tags(), grouping)
    if not found and not exit_code:
        if query is not None:
            lost = "no mark that has lost its passage"
            if named is not None:
                raise NothingMatches(f"{lost if only_lost else 'no mark'} is in {' or '.join(map(short, named))}")
            raise nothing_matches(library, arguments, lost if only_lost else "nothing")
        say(none)
    return exit_code


def _print_objects(article: Article, placed: Sequence[_Placed], finder: Finder) -> None:
    from storage.exchange.objects import note_object

    for each in placed:
        json_line(note_object(each.annotation, article, finder))


def _by_article(
    library: Library, query: Query | None, named: Collection[str] | None
) -> Iterator[tuple[ArticleRow, list[Annotation]]]:
    """Yield the articles with marks, of those that are ``named`` if any are, and those of the marks that match."""
    picks = library.picks_marks(query) if query else None
    for article_id, marks in groupby(library.annotations(), key=lambda annotation: annotation.target.article):
        if named is not None and article_id not in named:
            continue
        row = library.row(article_id)
        chosen = [annotation for annotation in marks if picks is None or picks(row, annotation)]
        if chosen:
            yield row, chosen


def _print_heading(article: Article, *, first: bool) -> None:
    if not first:
        line()
    line(Bold(article.record.shown_title))
    line(Dim(f"{short(article.id)} · {about(article.record)}"))


def _kept(row: ArticleRow, article: Article, placed: Sequence[_Placed], finder: Finder | None) -> Kept:
    from storage.exchange.objects import note_object

    return Kept(
        row,
        tuple(each.annotation for each in placed),
        {each.annotation.id: _where(article, each) for each in placed},
        {each.annotation.id: note_object(each.annotation, article, finder) for each in placed} if finder else {},
    )


def _where(article: Article, placed: _Placed) -> str:
    found = placed.found
    return "passage not found" if placed.lost else place(article, found.first, found.last, found.start, found.end)
