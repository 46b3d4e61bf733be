"""What an article becomes when its bytes are cleaned again: its next revision, and what of it is other than before.

Pure. What the reader has done stays: corrections, flips, and annotations, which keep the evidence of their passages
and are found again by it, or are orphans; none is altered.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace
from functools import cached_property

from storage.anchoring import Anchored, Finder
from storage.annotation import AnchorStatus, Annotation
from storage.article import Article, ArticleRecord, CleanedArticle, Flip, FormerRevision
from storage.cleaning import CLEANER
from storage.hashing import sha256
from storage.library.articles import paragraph_count_of, words_of
from storage.library.differences import Difference, differences
from storage.library.flip_carrying import carried
from storage.library.texts import encode_blocks

FIELDS = ("title", "authors", "site", "published", "language", "url", "media_type")
"""What cleaning says of an article beside its blocks."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is said of the article, and was not or was otherwise."""

    field: str
    was: str
    now: str
    """Empty: nobody says it any more. Several authors are parted by commas."""


@dataclass(frozen=True, slots=True)
class CarriedAnnotation:
    """An annotation, and where it is found in the text before and in the one after."""

    annotation: Annotation
    before: Anchored
    after: Anchored

    @property
    def orphaned(self) -> bool:
        """Whether the new text has lost it; one that had been lost before has not been lost now."""
        return self.after.status is AnchorStatus.ORPHAN and self.before.status is not AnchorStatus.ORPHAN

    @property
    def found(self) -> bool:
        """Whether it is found in the new text."""
        return self.after.status is not AnchorStatus.ORPHAN


@dataclass(frozen=True)
class Recleaning:
    """An article before and after; nothing is in the library yet."""

    before: Article
    """Without blocks where its text was lost."""
    after: Article
    """With the flips on it, those that were carried too."""
    cleaned: CleanedArticle
    corrected: frozenset[str]
    """The fields that the reader has corrected."""
    flips: tuple[Flip, ...]
    """The flips that are new: on what paragraphs have become."""
    flips_lost: tuple[Flip, ...]
    """Flips whose paragraph is no more; they are kept, in case it comes back."""
    annotations: tuple[Annotation, ...]

    @property
    def is_news(self) -> bool:
        """Whether anything is other than before: the blocks, why they are kept or hidden, or what is said."""
        return self.before.record._replace(cleaner=self.after.record.cleaner) != self.after.record

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """How the blocks differ, in the order of the new text."""
        if self.before.record.texts_sha256 == self.after.record.texts_sha256:
            return ()
        return differences(self.before.blocks, self.after.blocks)

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """What is said of the article otherwise than before."""
        pairs = ((name, *(_worded(getattr(a.record, name)) for a in (self.before, self.after))) for name in FIELDS)
        return tuple(Fact(name, was, now) for name, was, now in pairs if was != now)

    @cached_property
    def carried(self) -> tuple[CarriedAnnotation, ...]:
        """Every annotation of the article, in the order it was given."""
        if not self.annotations:
            return ()
        before, after = Finder(self.before), Finder(self.after)
        return tuple(
            CarriedAnnotation(each, before.anchor(each.target), after.anchor(each.target))
            for each in self.annotations
        )


def recleaned(
    before: Article,
    cleaned: CleanedArticle,
    annotations: Iterable[Annotation] = (),
    corrected: Set[str] = frozenset(),
) -> Recleaning:
    """Return what an article becomes whose bytes are now ``cleaned``.

    ``corrected`` are the :data:`FIELDS` in which the reader's word stands. What cleaning no longer says of the same
    bytes was wrong and goes; what an earlier state of the page has said, made of other bytes, stays.
    """
    was = before.record
    inherited = any(former.source_sha256 != was.source_sha256 for former in was.former)
    said = {name: getattr(cleaned, name) for name in FIELDS if name not in corrected}
    record = was._replace(cleaner=CLEANER, **{name: value for name, value in said.items() if value or not inherited})
    same = before.cleaned and cleaned.blocks == before.cleaned
    texts = was.texts_sha256 if same else sha256(encode_blocks(cleaned.blocks))
    flips: tuple[Flip, ...] = ()
    lost: tuple[Flip, ...] = ()
    if texts == was.texts_sha256:
        after = Article(record, cleaned.blocks, before.flips)
    else:
        flips, lost = carried(before, cleaned.blocks)
        record = _next_revision(record, texts)
        after = Article(record, cleaned.blocks, (*before.flips, *flips))
        words, paragraphs = words_of(after.blocks), paragraph_count_of(after.blocks)
        after = replace(after, record=record._replace(words=words, paragraph_count=paragraphs))
    return Recleaning(before, after, cleaned, frozenset(corrected), flips, lost, tuple(annotations))


def _next_revision(record: ArticleRecord, texts: str) -> ArticleRecord:
    former = FormerRevision(record.revision, record.source_sha256, record.texts_sha256)
    return record._replace(texts_sha256=texts, revision=record.revision + 1, former=(*record.former, former))


def _worded(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value)
