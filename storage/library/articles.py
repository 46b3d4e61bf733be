"""Changes to articles themselves, laid down in a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from storage.article import ArticleRecord, State
from storage.block import Block, Role
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
    """Correct what is said of an article; return what it was. No new revision takes a correction away."""
    document = article_of(draft, article)
    changed = [name for name, value in fields.items() if document[name] != value]
    draft.put(ARTICLES, {**document, **fields, **corrections(changed)})
    return read_article(document)


def corrections(fields: Iterable[str]) -> dict[str, object]:
    """Return what a document holds to say that the reader has corrected ``fields``: a field of its own for each.

    One list of them could not be taken back field by field, as undo does it.
    """
    return {f"{name}_corrected": True for name in fields}


def is_corrected(document: Document, field: str) -> bool:
    """Return whether the reader has corrected a field."""
    return bool(document.get(f"{field}_corrected"))


def set_states(draft: Draft, articles: Sequence[str], state: State) -> list[ArticleRecord]:
    """Say how far the reader is with articles; return what they were."""
    documents = [article_of(draft, article) for article in articles]
    for document in documents:
        draft.put(ARTICLES, {**document, "state": state.value})
    return [read_article(document) for document in documents]


def remove_articles(draft: Draft, articles: Sequence[str]) -> list[ArticleRecord]:
    """Take articles out with everything written in them; return what they were."""
    records = [read_article(article_of(draft, article)) for article in articles]
    for table in (ANNOTATIONS, FLIPS):
        for key in [document["id"] for article in articles for document in draft.of(table, article)]:
            draft.drop(table, key)
    for article in articles:
        draft.drop(ARTICLES, article)
    return records


def words_of(blocks: Iterable[Block]) -> int:
    """Return how many words the kept blocks have."""
    return sum(len(block.text.split()) for block in blocks if block.kept)


def paragraph_count_of(blocks: Iterable[Block]) -> int:
    """Return the highest number that the reader shows."""
    return sum(1 for block in blocks if block.kept and block.role is not Role.TITLE)
