"""What a document that comes in becomes: a new article, a new revision of one that is there, or nothing.

Nothing is asked but the draft, the documents that came in, and files that never change: the same action over the same
library always ends the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storage.article import Article, ArticleRecord, Flip, FormerRevision
from storage.block import Block
from storage.cleaning import CLEANER
from storage.library.articles import corrections, is_corrected, paragraph_count_of, words_of
from storage.library.documents import ARTICLES, FLIPS, Document, Draft
from storage.library.flip_carrying import carried
from storage.library.known import Candidate, Clue, Known, path_of
from storage.library.likeness import Likeness, Wording, compare, is_same_page
from storage.library.records import article_document, flip_document, new_id, now, read_article, read_flip
from storage.text import sanitise_line

if TYPE_CHECKING:
    from storage.library.arriving import BlocksOf, NewArticle, Status, TextsOf


class Incoming:
    """Lays documents down in a draft, one after the other; each may be another state of one before it."""

    def __init__(self, draft: Draft, known: Known, texts_of: TextsOf, blocks_of: BlocksOf) -> None:
        """``known`` has the articles that what comes may be."""
        self._draft = draft
        self._texts_of = texts_of
        self._blocks_of = blocks_of
        self._known = known

    def lay(self, item: NewArticle, source: str) -> tuple[Status, str]:
        """Lay one down, whose bytes have the hash ``source``; return what became of it and the id of its article."""
        texts = self._texts_of(item, source)
        there = self._known.made_of(source)
        if there is not None:
            held = self._held(there)
            if held["texts_sha256"] == texts or self._blocks_of(held["texts_sha256"]) is not None:
                return "duplicate", there
            return self._lay_revision(held, item, source, texts)  # its text was lost, and is here again
        once = self._known.once_made_of(source)
        if once is not None and not (item.raw.path and item.raw.path == path_of(self._held(once))):
            return "duplicate", once  # an older state, and not that its file has been changed back
        former = self._former_state(item)
        return (
            self._lay_new(item, source, texts) if former is None else self._lay_revision(former, item, source, texts)
        )

    def _held(self, article: str) -> Document:
        held = self._draft.get(ARTICLES, article)
        assert held is not None, "what is known of a draft is in it"
        return held

    # what it is

    def _former_state(self, item: NewArticle) -> Document | None:
        """Return the article that a document is another state of: by address, then by path, the most alike first."""
        present = Wording(item.cleaned.title, item.cleaned.blocks)
        best: tuple[bool, int, Document] | None = None
        for candidate in self._known.candidates(item.raw, item.cleaned.url):
            held = self._held(candidate.article)
            former = Wording(held["title"], self._blocks_of(held["texts_sha256"]) or ())
            likeness = compare(former, present)
            if _is_another_state(candidate, former, present, likeness):
                by_address = candidate.clue is Clue.ADDRESS
                if best is None or (by_address, likeness.alike) > best[:2]:
                    best = (by_address, likeness.alike, held)
        return None if best is None else best[2]

    # what is laid down

    def _lay_new(self, item: NewArticle, source: str, texts: str) -> tuple[Status, str]:
        cleaned = item.cleaned
        record = ArticleRecord(
            id=new_id(),
            title=cleaned.title,
            authors=cleaned.authors,
            site=sanitise_line(item.site) or cleaned.site,
            published=cleaned.published,
            language=cleaned.language,
            url=cleaned.url,
            media_type=cleaned.media_type,
            origin=sanitise_line(item.raw.origin),
            added=now(),
            source_sha256=source,
            texts_sha256=texts,
            words=words_of(cleaned.blocks),
            paragraph_count=paragraph_count_of(cleaned.blocks),
            cleaner=CLEANER,
        )
        self._put({**article_document(record), **_beside(item)})
        return "added", record.id

    def _lay_revision(self, held: Document, item: NewArticle, source: str, texts: str) -> tuple[Status, str]:
        """Put a new state in the place of the present one; what the reader has corrected and how far he is stays.

        What the new state does not say of itself stays as well: a page that no longer names its author has one still.
        """
        was, cleaned = read_article(held), item.cleaned
        said: dict[str, object] = {
            "title": cleaned.title,
            "authors": list(cleaned.authors),
            "site": cleaned.site,
            "published": cleaned.published,
            "language": cleaned.language,
            "url": cleaned.url,
            "media_type": cleaned.media_type,
            "origin": sanitise_line(item.raw.origin),
        }
        now_known = {name: value for name, value in said.items() if value and not is_corrected(held, name)}
        if item.site:
            now_known["site"] = sanitise_line(item.site)
        record = was._replace(
            source_sha256=source,
            texts_sha256=texts,
            revision=was.revision + 1,
            former=(*was.former, FormerRevision(was.revision, was.source_sha256, was.texts_sha256)),
            cleaner=CLEANER,
        )
        flips = self._carry_flips(was, cleaned.blocks)
        shown = Article(record, cleaned.blocks, flips).blocks
        record = record._replace(words=words_of(shown), paragraph_count=paragraph_count_of(shown))
        self._put({**held, **article_document(record), **now_known, **_beside(item)})
        return "updated", was.id

    def _put(self, document: Document) -> None:
        self._draft.put(ARTICLES, document)
        self._known.note(document)

    def _carry_flips(self, was: ArticleRecord, present: Sequence[Block]) -> tuple[Flip, ...]:
        """Have a flip of a paragraph that has changed on what it has become too; return all flips of the article."""
        flips = tuple(map(read_flip, self._draft.of(FLIPS, was.id)))
        here = {block.id for block in present}
        former = self._blocks_of(was.texts_sha256) if any(flip.paragraph not in here for flip in flips) else None
        if former is None:
            return flips
        new = carried(Article(was, former, flips), present).flips
        for flip in new:
            self._draft.put(FLIPS, flip_document(flip))
        return (*flips, *new)


def _is_another_state(candidate: Candidate, former: Wording, present: Wording, likeness: Likeness) -> bool:
    match candidate.clue:
        case Clue.ADDRESS:
            return is_same_page(former, present)
        case Clue.PATH_ALONE:
            return likeness.is_half and former.heading == present.heading
        case Clue.PATH | Clue.FRONT_PAGE:
            return likeness.is_half


def _beside(item: NewArticle) -> dict[str, object]:
    """Return what only the document holds: where the file is, and that the reader has said what the site is."""
    path = {"path": item.raw.path} if item.raw.path else {}
    return {**path, **(corrections(["site"]) if sanitise_line(item.site) else {})}
