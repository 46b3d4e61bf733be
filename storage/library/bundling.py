"""What is to be exported, put together: a damaged text keeps nothing else from being taken away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storage.annotation import Annotation
from storage.article import Article
from storage.bundle import Bundle
from storage.errors import LibraryDamaged
from storage.rule import Rule

if TYPE_CHECKING:
    from storage.library.picker import LibraryPicker
    from storage.query import Query


def bundle_of(library: LibraryPicker, query: Query | None, articles: Sequence[str] | None) -> Bundle:
    """Return what ``query`` matches within ``articles``, with its texts and tags, annotations in the text's order.

    An article whose text is gone or damaged is left out with what is marked in it, and said.

    Raises:
        NothingMatches: one of ``articles`` is not in the library.
    """
    from storage.anchoring import in_text_order

    rows, annotations = library.matching(query, articles)
    marks: dict[str, list[Annotation]] = {}
    for mark in annotations:
        marks.setdefault(mark.target.article, []).append(mark)
    read: list[Article] = []
    left_out: list[str] = []
    for row in rows:
        try:
            read.append(library.article(row.id))
        except LibraryDamaged as error:
            left_out.append(f"“{row.record.shown_title}” left out: {error}")
    annotations = tuple(mark for article in read for mark in in_text_order(article, marks.get(article.id, ())))
    complete = query is None and articles is None and not left_out
    used = {tag for mark in annotations for tag in mark.tags}
    return Bundle(
        articles=tuple(read),
        annotations=annotations,
        tags=tuple(tag for tag in library.tags() if complete or tag.name in used),
        rules=_rules(library, read, complete=complete),
        complete=complete,
        left_out=tuple(left_out),
    )


def _rules(library: LibraryPicker, articles: Sequence[Article], *, complete: bool) -> tuple[Rule, ...]:
    rules = library.rules()
    if complete or not rules:
        return rules
    from storage.cleaning.sources import source_key
    from storage.library.origins import key_of

    sources = {key_of(article.record.site, article.record.url) for article in articles}
    return tuple(rule for rule in rules if source_key(rule.source) in sources)
