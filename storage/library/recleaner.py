"""The part of the library's door through which articles are cleaned again, from their bytes into a new revision.

Three steps, so that nothing waits that need not: what is needed is read; what became of it is kept in files; many
articles are changed by one action.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from storage.annotation import Annotation
from storage.article import Article, ArticleRecord, CleanedArticle, Flip, RawDocument
from storage.errors import LibraryDamaged
from storage.library import labels
from storage.library.articles import is_corrected
from storage.library.disk import refusals_told
from storage.library.documents import ARTICLES, FLIPS, Document, Draft
from storage.library.incoming_files import Files
from storage.library.records import article_document, flip_document, read_article, read_flip
from storage.library.teacher import LibraryTeacher
from storage.library.texts import encode_blocks

if TYPE_CHECKING:
    from storage.library.recleaning import Recleaning


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


class LibraryRecleaner(LibraryTeacher):
    """What cleans again. :class:`~storage.library.Library` adds what else changes a library."""

    def uncleaned(self, article: str) -> Uncleaned:
        """Return what it takes to clean an article again; in any thread.

        Raises:
            NothingMatches: it is not in the library, or came by an import, without its bytes.
            LibraryDamaged: its bytes are damaged.
        """
        record, flips = self._record(article)
        raw = RawDocument(self.raw(article), record.origin, Path(record.origin).name)
        try:
            held = self.article(article, keep=False)
        except LibraryDamaged:
            held = Article(record, (), flips)
        with self._reading() as views:
            document = views.memory.get(ARTICLES, article) or {}
        return Uncleaned(raw, held, self.annotations(article), _corrected(document))

    def prepare(self, recleanings: Sequence[Recleaning]) -> tuple[Prepared, ...]:
        """Keep the new texts in files, and return what :meth:`reclean` lays down; in any thread.

        Raises:
            LibraryError: the disk refuses.
        """
        with refusals_told(self.home):
            self._texts.put(encode_blocks(each.cleaned.blocks) for each in recleanings if each.is_news)
        return tuple(map(_prepared, recleanings))

    def reclean(self, prepared: Sequence[Prepared]) -> frozenset[str]:
        """Give articles their new revisions, in one action; return the ids of those that have changed.

        What the reader has done since they were cleaned stays. One that is gone or has another text by now is left as
        it is. Where nothing is news it is only noted which cleaner it was, which is no action of the reader's.

        Raises:
            LibraryError: the disk refuses; nothing has changed.
        """
        news = [each for each in prepared if each.is_news]
        same = [each for each in prepared if not each.is_news and each.was.cleaner != each.becomes.cleaner]
        files = Files(self._raw, self._texts)

        def lay_news(draft: Draft) -> dict[str, str]:
            return {each.was.id: each.becomes.shown_title for each in news if _lay(draft, each, files)}

        def note(draft: Draft) -> None:
            for each in same:
                held = draft.get(ARTICLES, each.was.id)
                if held is not None and held["texts_sha256"] == each.was.texts_sha256:
                    draft.put(ARTICLES, {**held, "cleaner": each.becomes.cleaner})

        changed: dict[str, str] = {}
        if news:
            changed = self._act(lay_news, lambda laid: f"re-clean {labels.articles(list(laid.values()))}")
        if same:
            self._act(note, None)
        return frozenset(changed)


def _lay(draft: Draft, made: Prepared, files: Files) -> bool:
    """Lay a new revision down, over what the reader has done meanwhile; False where another one was first."""
    held = draft.get(ARTICLES, made.was.id)
    if held is None or held["texts_sha256"] != made.was.texts_sha256:
        return False
    was, corrected = read_article(held), _corrected(held)
    flips = tuple(map(read_flip, draft.of(FLIPS, was.id)))
    becomes, new_flips = made.becomes, made.new_flips
    if (replace(was, state=made.was.state), flips, corrected) != (made.was, made.flips, made.corrected):
        from storage.library.recleaning import recleaned

        before = Article(was, files.blocks_of(was.texts_sha256) or (), flips)
        blocks = files.blocks_of(made.becomes.texts_sha256)
        if blocks is None:
            return False
        again = recleaned(before, replace(made.cleaned, blocks=blocks), corrected=corrected)
        becomes, new_flips = again.after.record, again.flips
    draft.put(ARTICLES, {**held, **article_document(replace(becomes, state=was.state))})
    for flip in new_flips:
        draft.put(FLIPS, flip_document(flip))
    return True


def _corrected(document: Document) -> frozenset[str]:
    from storage.library.recleaning import (
        FIELDS,
    )  # with what finds passages again: nothing that opening a library needs

    return frozenset(name for name in FIELDS if is_corrected(document, name))


def _prepared(made: Recleaning) -> Prepared:
    return Prepared(
        was=made.before.record,
        flips=made.before.flips,
        corrected=made.corrected,
        becomes=made.after.record,
        new_flips=made.flips,
        cleaned=replace(made.cleaned, blocks=()),
        is_news=made.is_news,
    )
