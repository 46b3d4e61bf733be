"""Articles on their way to be cleaned again: what it takes, what was made of them, and how that is laid down."""

from __future__ import annotations

from dataclasses import dataclass

from storage.annotation import Annotation
from storage.article import Article, ArticleRecord, CleanedArticle, Flip, RawDocument
from storage.library.articles import is_corrected
from storage.library.documents import ARTICLES, FLIPS, Document, Draft
from storage.library.incoming_files import Files
from storage.library.recleaning import FIELDS, Recleaning, recleaned
from storage.library.records import article_document, flip_document, read_article, read_flip


@dataclass(frozen=True, slots=True)
class Uncleaned:
    """What it takes to clean an article again."""

    raw: RawDocument
    article: Article
    """Without blocks where its text is gone: it comes back by this."""
    annotations: tuple[Annotation, ...]
    corrected: frozenset[str]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A new revision whose text is on the disk, without that text."""

    was: ArticleRecord
    flips: tuple[Flip, ...]
    """Those that the article had."""
    corrected: frozenset[str]
    becomes: ArticleRecord
    new_flips: tuple[Flip, ...]
    cleaned: CleanedArticle
    """What cleaning said, without the blocks."""
    is_news: bool
    """Whether more becomes of it than that it is known which cleaner it was."""


def lay(draft: Draft, made: Prepared, files: Files) -> bool:
    """Lay a new revision down, over what the reader has done meanwhile; False where another one was first."""
    held = draft.get(ARTICLES, made.was.id)
    if held is None or held["texts_sha256"] != made.was.texts_sha256:
        return False
    was, corrected = read_article(held), corrected_in(held)
    flips = tuple(map(read_flip, draft.of(FLIPS, was.id)))
    becomes, new_flips = made.becomes, made.new_flips
    if (was._replace(state=made.was.state), flips, corrected) != (made.was, made.flips, made.corrected):
        before = Article(was, files.blocks_of(was.texts_sha256) or (), flips)
        blocks = files.blocks_of(made.becomes.texts_sha256)
        if blocks is None:
            return False
        again = recleaned(before, made.cleaned._replace(blocks=blocks), corrected=corrected)
        becomes, new_flips = again.after.record, again.flips
    draft.put(ARTICLES, {**held, **article_document(becomes._replace(state=was.state))})
    for flip in new_flips:
        draft.put(FLIPS, flip_document(flip))
    return True


def corrected_in(document: Document) -> frozenset[str]:
    """Return the fields that the reader has corrected."""
    return frozenset(name for name in FIELDS if is_corrected(document, name))


def prepared(made: Recleaning) -> Prepared:
    """Return a new revision whose text is on the disk."""
    return Prepared(
        was=made.before.record,
        flips=made.before.flips,
        corrected=made.corrected,
        becomes=made.after.record,
        new_flips=made.flips,
        cleaned=made.cleaned._replace(blocks=()),
        is_news=made.is_news,
    )
