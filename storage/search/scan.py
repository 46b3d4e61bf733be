"""A plain scan over titles, texts, notes and tags: nothing to build or to keep up, and slow in a big library."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from storage.annotation import Annotation
from storage.article import Article, ArticleRow
from storage.errors import NothingMatches
from storage.library import Library
from storage.query import Query
from storage.search.hits import Field, Hit
from storage.search.matching import find_words, snippet


def scan(library: Library, query: Query, stopped: Callable[[], bool] = lambda: False) -> Iterator[Hit]:
    """Yield every hit of ``query``, by article as added: title, then the shown text in order, then notes and tags.

    A passage is a hit when it holds at least one of the words, and the others stand in it or in the article's title,
    site, authors or tags. A query of tags alone hits titles and the annotations that carry them. Articles are read
    one at a time, as the hits are asked for; before each ``stopped`` may end the scan.

    Raises:
        LibraryDamaged: the text of an article is gone or damaged.
    """
    if not query:
        return
    for row in library.rows():
        if stopped():
            return
        annotations = library.annotations(row.id)
        try:
            article = library.article(row.id) if query.words or annotations else None
        except NothingMatches:  # removed since the search began
            continue
        if query.matches_article(row):
            yield _hit(row, query, Field.TITLE, row.record.shown_title)
        if article is not None:
            yield from _in_text(row, article, query)
            yield from _in_annotations(row, article, query, annotations)


def _in_text(row: ArticleRow, article: Article, query: Query) -> Iterator[Hit]:
    for block in article.blocks if query.words else ():
        if block.id in article.numbers and query.holds_word(block.text) and query.matches_article(row, block.text):
            yield _hit(row, query, Field.TEXT, block.text, block.id, article.numbers[block.id])


def _in_annotations(
    row: ArticleRow, article: Article, query: Query, annotations: tuple[Annotation, ...]
) -> Iterator[Hit]:
    for annotation in annotations:
        if not query.matches_annotation(row, annotation):
            continue
        target = annotation.target
        number = article.numbers.get(target.first)
        if annotation.note and (query.holds_word(annotation.note) or not query.words):
            yield _hit(row, query, Field.NOTE, annotation.note, target.first, number, annotation.id)
        elif query.asks_for_one_of(annotation.tags):
            tags = ", ".join(annotation.tags)
            yield _hit(row, query, Field.TAG, tags, target.first, number, annotation.id)


def _hit(
    row: ArticleRow,
    query: Query,
    field: Field,
    text: str,
    paragraph: str = "",
    number: int | None = None,
    annotation: str = "",
) -> Hit:
    shown, matches = snippet(text, find_words(text, query.words))
    return Hit(row.id, row.record.shown_title, field, shown, matches, paragraph, number, annotation)
