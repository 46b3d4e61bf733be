"""What the library shows of its documents: rows, annotations, tags, each worked out once until it changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from storage.annotation import Annotation, Tag, tag_key
from storage.article import ArticleRecord, ArticleRow, Flip
from storage.article_rows import ArticleRows
from storage.collector import collector_paused
from storage.library.documents import ANNOTATIONS, ARTICLES, FLIPS, RULES, TAGS, Document, DocumentChange
from storage.library.engine.lines import decode_all, place_of, values_of
from storage.library.engine.memory import Memory
from storage.library.listed import Listed
from storage.library.records import read_annotation, read_article, read_flip, read_rule, read_tag

if TYPE_CHECKING:
    from storage.library.clues import Clues
    from storage.library.origins import Origins
    from storage.library.tag_recency import TagRecency
    from storage.library.tag_uses import TagUses
    from storage.rule import Rule


class Views:
    """Values made from documents. Its owner sees to it that nobody alters the memory meanwhile."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        """What these are views of."""
        self._rows: dict[str, ArticleRow] = {}
        self._annotations: dict[str, tuple[Annotation, ...]] = {}
        self._tags: tuple[Tag, ...] | None = None
        self._sources: dict[str, str] | None = None
        self._rules: tuple[Rule, ...] | None = None
        self._origins: Origins | None = None
        self._clues: Clues | None = None
        self._tag_recency: TagRecency | None = None
        self.tag_uses: TagUses | None = None
        """How much each tag is used, once somebody has asked (:mod:`storage.library.tagger`)."""

    def forget(self, changes: Iterable[DocumentChange]) -> None:
        """Leave out what ``changes`` have made untrue."""
        for change in changes:
            for article in change.articles:
                self._rows.pop(article, None)
                self._annotations.pop(article, None)
            self._tags = None
            if self._tag_recency is not None:
                self._tag_recency.follow(change)
            if change.table == ARTICLES:
                self._sources = None
                for kept in (self._origins, self._clues):
                    if kept is not None:
                        kept.follow(change)
            elif change.table == RULES:
                self._rules = None

    def listed(self, reading: AbstractContextManager[object]) -> ArticleRows:
        """Return every article in the order added, as it is now; the rest is read later, under ``reading``."""
        articles = self.memory.articles()
        lines = tuple(self.memory.lines[ARTICLES].values())
        return ArticleRows(Listed(articles, lines, len(self.memory.lines[ANNOTATIONS]), self.rows_of, reading))

    def rows_of(self, articles: Sequence[str], lines: Sequence[bytes]) -> list[ArticleRow]:
        """Return the rows of ``articles`` as their ``lines`` said when they were listed; some may have changed."""
        held = self.memory.lines[ARTICLES]
        is_now = [held.get(own) is line for own, line in zip(articles, lines, strict=True)]
        rows = [self._rows.get(own) if now else None for own, now in zip(articles, is_now, strict=True)]
        missing = [place for place, row in enumerate(rows) if row is None]
        if missing:
            annotated = self.memory.annotated()
            with collector_paused():
                for place, document in zip(missing, decode_all([lines[place] for place in missing]), strict=True):
                    own = articles[place]
                    row = self._row_of(document) if own in annotated else ArticleRow(read_article(document))
                    rows[place] = row
                    if is_now[place]:
                        self._rows[own] = row
        return [row for row in rows if row is not None]

    def row(self, article: str) -> ArticleRow | None:
        """Return one article, or None."""
        row = self._rows.get(article)
        if row is None:
            document = self.memory.get(ARTICLES, article)
            row = None if document is None else self._row_of(document)
            if row is not None:
                self._rows[article] = row
        return row

    def record(self, article: str) -> ArticleRecord | None:
        """Return what is known of one article, without a look at what is marked in it; None when it is not there."""
        row = self._rows.get(article)
        if row is not None:
            return row.record
        document = self.memory.get(ARTICLES, article)
        return None if document is None else read_article(document)

    def row_of_source(self, sha256: str) -> ArticleRow | None:
        """Return the first article made of the bytes with this hash, or None."""
        if self._sources is None:
            made_of = zip(*self._said("source_sha256"), self.memory.articles(), strict=True)
            self._sources = dict(reversed([*made_of]))
        article = self._sources.get(sha256)
        return None if article is None else self.row(article)

    def annotations(self, article: str) -> tuple[Annotation, ...]:
        """Return the annotations of an article in text order, those on the whole article first."""
        held = self._annotations.get(article)
        if held is None:
            made = (read_annotation(document) for document in self.memory.of(ANNOTATIONS, article))
            held = self._annotations[article] = tuple(sorted(made, key=_in_text_order))
        return held

    def all_annotations(self) -> tuple[Annotation, ...]:
        """Return every annotation, by article as added, then in text order."""
        return tuple(annotation for article in self.memory.articles() for annotation in self.annotations(article))

    def flips(self, article: str) -> tuple[Flip, ...]:
        """Return the reader's flips in an article."""
        return tuple(read_flip(document) for document in self.memory.of(FLIPS, article))

    def tags(self) -> tuple[Tag, ...]:
        """Return the codebook, sorted by name without case."""
        if self._tags is None:
            counts = self.memory.tag_counts()
            made = (
                read_tag(document, counts.get(tag_key(document["name"]), 0)) for document in self.memory.all(TAGS)
            )
            self._tags = tuple(sorted(made, key=lambda tag: tag_key(tag.name)))
        return self._tags

    def rules(self) -> tuple[Rule, ...]:
        """Return the reader's rules in the order in which they were made."""
        if self._rules is None:
            self._rules = tuple(map(read_rule, self.memory.all(RULES)))
        return self._rules

    @property
    def tag_recency(self) -> TagRecency:
        """How recent and how frequent each tag is."""
        if self._tag_recency is None:
            from storage.library.tag_recency import TagRecency  # nothing that a run which tags nothing needs

            # Article by article: all of them at once would be the most that is ever in memory.
            self._tag_recency = TagRecency(
                document for article in self.memory.articles() for document in self.memory.of(ANNOTATIONS, article)
            )
        return self._tag_recency

    @property
    def origins(self) -> Origins:
        """The articles of each source."""
        if self._origins is None:
            from storage.library.origins import Origins  # nothing that a run which adds nothing needs

            self._origins = Origins(zip(self.memory.articles(), *self._said(*Origins.FIELDS), strict=True))
        return self._origins

    @property
    def clues(self) -> Clues:
        """By what the articles are known when they come again."""
        if self._clues is None:
            from storage.library.clues import Clues

            self._clues = Clues(zip(self.memory.articles(), *self._said(*Clues.FIELDS), strict=True))
        return self._clues

    def as_added(self, articles: Iterable[str]) -> list[str]:
        """Return the ids of articles in the order added; those that are gone are left out."""
        lines = self.memory.lines[ARTICLES]
        return sorted((own for own in articles if own in lines), key=lambda own: place_of(lines[own]))

    def _said(self, *fields: str) -> list[list[Any]]:
        """Return of each field what every article says in it, in the order added, the rest of them unread."""
        self.memory.articles()  # puts them in order
        lines = tuple(self.memory.lines[ARTICLES].values())
        return [values_of(lines, field) for field in fields]

    def _row_of(self, document: Document) -> ArticleRow:
        article = document["id"]
        held = list(self.memory.tags_and_notes(article))
        tags = {tag_key(name): name for names in dict.fromkeys(names for names, _ in held) for name in names}
        return ArticleRow(
            read_article(document),
            annotation_count=len(held),
            note_count=sum(has_note for _, has_note in held),
            tags=tuple(tags[key] for key in sorted(tags)),
        )


def _in_text_order(annotation: Annotation) -> tuple[bool, int, int, str, str]:
    target = annotation.target
    return (bool(target.first), *target.position, annotation.created, annotation.id)
