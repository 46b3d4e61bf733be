"""The one door to a library: what it holds is read and changed through it alone.

Each method says what may be asked; the work is done next door, the reading half is in ``reader``.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from storage.annotation import Annotation, Target, tag_name
from storage.article import ArticleRecord, ArticleRow, Flip, State
from storage.errors import NothingMatches, UsageError
from storage.library.articles import article_of, edit_article, remove_articles, set_states
from storage.library.disk import refusals_told
from storage.library.documents import ARTICLES, Document, Draft
from storage.library.records import now, read_article
from storage.library.tagger import LibraryTagger
from storage.text import sanitise_line
from storage.wording import count_of

if TYPE_CHECKING:  # what lays changes down is loaded with the first one, or behind the first picture: see ``warm_up``
    from storage.bundle import Bundle
    from storage.library.arriving import Added, NewArticle, Status

T = TypeVar("T")


class Library(LibraryTagger):
    """The articles of one reader, with everything written in them.

    What is read comes from memory. Each change is one action: it is on the disk when the call returns, whole or not
    at all, and can be undone whole. Any call may raise a :class:`~storage.errors.LibraryError`; then nothing has
    changed.
    """

    # --- changing ----------------------------------------------------------------------------------------------

    def add(self, items: Sequence[NewArticle]) -> tuple[Added, ...]:
        """Add articles, in this order.

        What is known of their sources is laid over them: lines that recur there, and the reader's rules. The bytes of
        one that is here already are a duplicate; another state of one, known by its address, or by its path and its
        paragraphs, is a new revision of it (:mod:`storage.library.incoming`).
        """
        from storage.library import arriving
        from storage.library.incoming_files import Files
        from storage.library.known import Known, likely

        items = self.informed(items)
        files = Files(self._raw, self._texts)

        def may_be(get: Callable[[str, str], Document | None]) -> list[Document]:
            with self._reading() as views:
                ids = views.as_added(likely(items, sources, views.clues))
                return [document for own in ids if (document := get(ARTICLES, own)) is not None]

        def action(draft: Draft) -> list[tuple[Status, str]]:
            known = Known(may_be(draft.get))
            return arriving.add(draft, items, sources, known, files.texts_of, self._creator, files.blocks_of)

        with refusals_told(self.home):
            sources = files.keep(items)
            files.prepare(items, may_be(self._store.memory.get))
        return self._come_in(action, arriving.added_label)

    def take_in(self, bundle: Bundle) -> tuple[Added, ...]:
        """Take an export in. Everything is known by its id, so importing twice is importing once.

        Of two versions of one annotation or flip, the one that was changed later stays. Two annotations that one
        reader made on one target, each in another library, become one.
        """
        from storage.library import arriving
        from storage.library.texts import encode_blocks

        with refusals_told(self.home):
            names = self._texts.put(encode_blocks(article.cleaned) for article in bundle.articles)
        texts = dict(zip((article.id for article in bundle.articles), names, strict=True))
        return self._come_in(lambda draft: arriving.take_in(draft, bundle, texts), arriving.taken_in_label)

    def mark(
        self, target: Target, *, add: Sequence[str] = (), remove: Sequence[str] = (), note: str | None = None
    ) -> Annotation | None:
        """Change this reader's annotation that stands on exactly ``target``, or make it.

        Returns None when nothing is left of it: no tag and no note.

        Raises:
            UsageError: one of ``add`` is no tag.
        """
        from storage.library import labels, marking

        held = self.own(target) if target.revision > 1 else None  # else nothing was marked before the article changed
        meant = target if held is None else held.target

        def action(draft: Draft) -> tuple[Annotation | None, Annotation | None]:
            return marking.mark(draft, meant, self._creator, add=add, remove=remove, note=note)

        _, after = self._act(action, lambda marked: labels.label_of_mark(*marked, self._place(target)))
        return after

    def mark_each(self, targets: Sequence[Target], *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> None:
        """Give tags on each target or take them off, as one action: on all or on none.

        Raises:
            NothingMatches: an article is not in the library any more.
            UsageError: one of ``add`` is no tag.
        """
        from storage.library import marking

        def action(draft: Draft) -> None:
            for target in targets:
                marking.mark(draft, target, self._creator, add=add, remove=remove, note=None)

        said = " ".join([*(f"+{tag_name(tag)}" for tag in add), *(f"-{tag}" for tag in remove)])
        what = "passage" if any(target.first for target in targets) else "article"
        self._act(action, lambda _: f"tag {count_of(len(targets), what)} {sanitise_line(said)}")

    def attach(self, annotation: str, target: Target) -> Annotation:
        """Put an annotation on ``target``, a passage of its article; return what stands there now.

        It is for those that have lost their passage. What its reader has written there already takes it up.

        Raises:
            NothingMatches: there is no such annotation.
            UsageError: ``target`` is in another article.
        """
        from storage.library import labels, marking

        there = self.annotation(annotation)
        if there.target.article != target.article:
            raise UsageError("a mark stays in its article: name a passage of that")
        held = self.own(target) if there.creator == self._creator else None
        meant = target if held is None or held.id == there.id else held.target

        def label(moved: tuple[Annotation, Annotation]) -> str:
            return f"put the mark on {labels.place(None, moved[0].target)} on {self._place(target)}"

        return self._act(lambda draft: marking.attach(draft, there.id, meant), label)[1]

    def delete_annotations(self, ids: Sequence[str]) -> None:
        """Delete annotations with their tags and notes; ids that are not there any more are passed over."""
        from storage.library import marking

        def label(deleted: list[Annotation]) -> str:
            if len(deleted) == 1:
                return f"delete the mark on {self._place(deleted[0].target)}"
            return f"delete {count_of(len(deleted), 'mark')}"

        self._act(lambda draft: marking.delete(draft, ids), label)

    def edit(
        self,
        article: str,
        *,
        title: str | None = None,
        authors: Sequence[str] | None = None,
        published: str | None = None,
        site: str | None = None,
    ) -> ArticleRow:
        """Correct what is said of an article; None leaves a field as it is.

        Raises:
            NothingMatches: it is not in the library.
            UsageError: ``published`` is no date.
        """
        from storage.library import labels

        fields: dict[str, object] = {}
        for name, value in (("title", title), ("site", site)):
            if value is not None:
                fields[name] = sanitise_line(value)
        if published is not None:
            from storage.published import read_published

            fields["published"] = read_published(published)
        if authors is not None:
            fields["authors"] = [author for author in map(sanitise_line, authors) if author]

        self._act(
            lambda draft: edit_article(draft, article, fields),
            lambda was: f"correct {labels.articles([was.shown_title])}",
        )
        return self.row(article)

    def set_state(self, articles: Sequence[str], state: State, *, undoable: bool = True) -> None:
        """Say how far the reader is with articles; ``undoable=False`` when it is by reading on.

        Raises:
            NothingMatches: one is not in the library.
        """
        from storage.library import labels

        def label(records: list[ArticleRecord]) -> str:
            return f"set {labels.articles([record.shown_title for record in records])} to {state.value}"

        self._act(lambda draft: set_states(draft, articles, state), label if undoable else None)

    def flip(self, article: str, paragraphs: Sequence[str], kept: bool) -> None:
        """Hide paragraphs or bring them back; a flip back to what cleaning said takes the flip out.

        Raises:
            NothingMatches: the article or a paragraph is not there.
        """
        from storage.calling import called_in
        from storage.library.flipping import lay_flip

        before = self.article(article)
        cleaned = {block.id: block for block in before.cleaned}
        for paragraph in paragraphs:
            if paragraph not in cleaned:
                raise NothingMatches(f"the article has no paragraph {sanitise_line(paragraph)}")

        def action(draft: Draft) -> None:
            article_of(draft, article)
            for paragraph in paragraphs:
                lay_flip(draft, Flip(article, paragraph, kept, now()), cleaned[paragraph])

        def label(_: None) -> str:
            flips = (Flip(article, paragraph, kept, "") for paragraph in paragraphs)
            others = (flip for flip in before.flips if flip.paragraph not in paragraphs)
            shown = replace(before, flips=(*others, *flips)) if kept else before
            return f"{'bring back' if kept else 'hide'} {called_in(shown, paragraphs[0], paragraphs[-1])}"

        self._act(action, label)

    def remove(self, articles: Sequence[str]) -> None:
        """Remove articles with everything written in them; their files stay for undo.

        Raises:
            NothingMatches: one is not in the library.
        """
        from storage.library import labels

        def label(records: list[ArticleRecord]) -> str:
            return f"remove {labels.articles([record.shown_title for record in records])}"

        self._act(lambda draft: remove_articles(draft, articles), label)

    # --- behind the door ---------------------------------------------------------------------------------------

    def _come_in(
        self,
        action: Callable[[Draft], list[tuple[Status, str]]],
        label: Callable[[list[tuple[Status, str]], Callable[[str], str]], str],
    ) -> tuple[Added, ...]:
        def named(draft: Draft) -> tuple[list[tuple[Status, str]], str]:
            outcome = action(draft)
            return outcome, label(outcome, lambda key: read_article(article_of(draft, key)).shown_title)

        from storage.library.arriving import Added

        outcome, _ = self._act(named, lambda came: came[1])
        return tuple(Added(status, self.row(key)) for status, key in outcome)

    def _place(self, target: Target) -> str:
        """Return where a target is, in the reader's numbers if the text is at hand: a key must not wait for it."""
        from storage.library import labels

        article = None
        if target.first:
            with contextlib.suppress(NothingMatches):
                article = self._shelf.at_hand(*self._record(target.article))
        if article is not None and article.record.revision != target.revision:  # it may lie elsewhere now
            from storage.anchoring import anchor

            found = anchor(article, target)
            target = target._replace(first=found.first or target.first, last=found.last or target.last)
        return labels.place(article, target)
