"""Changes to articles themselves, laid down in a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storage.article import ArticleRecord, State
from storage.errors import NothingMatches
from storage.library.documents import ANNOTATIONS, ARTICLES, FLIPS, Document, Draft
from storage.library.records import read_article
from storage.text import sanitise_line


def article_of(draft: Draft, article: str) -> Document:
    """Return the document of an article.

    Raises:
        NothingMatches: it is not in the library.
    """
    document = draft.get(ARTICLES, article)
    if document is None:
        raise no_article(article)
    return document


def no_article(article: str) -> NothingMatches:
    """Return the error for an article that is not in the library."""
    return NothingMatches(f"the article {sanitise_line(article)[:8]} is not in the library")


def edit_article(draft: Draft, article: str, fields: Mapping[str, object]) -> ArticleRecord:
    """Put other values into fields of an article; return what it was."""
    document = article_of(draft, article)
    draft.put(ARTICLES, {**document, **fields})
    return read_article(document)


def set_states(draft: Draft, articles: Sequence[str], state: State) -> list[ArticleRecord]:
    """Say how far the reader is with articles; return what they were."""
    return [edit_article(draft, article, {"state": state.value}) for article in articles]


def remove_articles(draft: Draft, articles: Sequence[str]) -> list[ArticleRecord]:
    """Take articles out with everything written in them; return what they were."""
    records = [read_article(article_of(draft, article)) for article in articles]
    for table in (ANNOTATIONS, FLIPS):
        for key in [document["id"] for article in articles for document in draft.of(table, article)]:
            draft.drop(table, key)
    for article in articles:
        draft.drop(ARTICLES, article)
    return records
