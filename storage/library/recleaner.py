"""The part of the library's door through which articles are cleaned again, from their bytes into a new revision.

Three steps, so that nothing waits that need not: what is needed is read; what became of it is kept in files; many
articles are changed by one action.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import LibraryDamaged
from storage.library.disk import refusals_told
from storage.library.documents import ARTICLES, Draft
from storage.library.teacher import LibraryTeacher

if TYPE_CHECKING:  # what finds passages again is loaded when an article is cleaned again, not with the library
    from storage.library.preparing import Prepared, Uncleaned
    from storage.library.recleaning import Recleaning


class LibraryRecleaner(LibraryTeacher):
    """What cleans again. :class:`~storage.library.Library` adds what else changes a library."""

    def uncleaned(self, article: str) -> Uncleaned:
        """Return what it takes to clean an article again; in any thread.

        Raises:
            NothingMatches: it is not in the library, or came by an import, without its bytes.
            LibraryDamaged: its bytes are damaged.
        """
        from storage.article import Article, RawDocument
        from storage.library.preparing import Uncleaned, corrected_in

        record, flips = self._record(article)
        raw = RawDocument(self.raw(article), record.origin, Path(record.origin).name)
        try:
            held = self.article(article, keep=False)
        except LibraryDamaged:
            held = Article(record, (), flips)
        with self._reading() as views:
            document = views.memory.get(ARTICLES, article) or {}
        return Uncleaned(raw, held, self.annotations(article), corrected_in(document))

    def prepare(self, recleanings: Sequence[Recleaning]) -> tuple[Prepared, ...]:
        """Keep the new texts in files, and return what :meth:`reclean` lays down; in any thread.

        Raises:
            LibraryError: the disk refuses.
        """
        from storage.library.preparing import prepared
        from storage.library.texts import encode_blocks

        with refusals_told(self.home):
            self._texts.put(encode_blocks(each.cleaned.blocks) for each in recleanings if each.is_news)
        return tuple(map(prepared, recleanings))

    def reclean(self, prepared: Sequence[Prepared]) -> frozenset[str]:
        """Give articles their new revisions, in one action; return the ids of those that have changed.

        What the reader has done since they were cleaned stays. One that is gone or has another text by now is left as
        it is. Where nothing is news it is only noted which cleaner it was, which is no action of the reader's.

        Raises:
            LibraryError: the disk refuses; nothing has changed.
        """
        from storage.library import labels
        from storage.library.incoming_files import Files
        from storage.library.preparing import lay

        news = [each for each in prepared if each.is_news]
        same = [each for each in prepared if not each.is_news and each.was.cleaner != each.becomes.cleaner]
        files = Files(self._raw, self._texts)

        def lay_news(draft: Draft) -> dict[str, str]:
            return {each.was.id: each.becomes.shown_title for each in news if lay(draft, each, files)}

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
