"""What is said of an article or an annotation, as queries compare it: folded once, when it is first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

from storage.annotation import Annotation, tag_key
from storage.article import ArticleRow
from storage.source import source_of
from storage.text import fold


class AnnotationKeeper(Protocol):
    """What is asked of whoever holds the annotations, and only by queries that look into them."""

    def annotations(self, article: str, /) -> Sequence[Annotation]:
        """Return the annotations of an article."""

    def lost(self, article: str, /) -> frozenset[str]:
        """Return the ids of those whose passage is not found in the text of the article."""


class NoAnnotations:
    """Holds no annotations."""

    def annotations(self, _article: str, /) -> Sequence[Annotation]:
        """Return none."""
        return ()

    def lost(self, _article: str, /) -> frozenset[str]:
        """Return none."""
        return frozenset()


class Said:
    """An article with all that is marked in it, or one annotation with its article."""

    def __init__(self, row: ArticleRow, keeper: AnnotationKeeper, annotation: Annotation | None = None) -> None:
        self.row = row
        self._keeper = keeper
        self.annotation = annotation

    # what is compared

    @cached_property
    def words(self) -> str:
        """Where a word without a field is looked for: title, source, authors, tags; of an annotation all it says."""
        record = self.row.record
        words = fold("\n".join([record.shown_title, record.site, *record.authors, *self._tag_names]))
        return f"{words}\n{self.notes}\n{self.quotes}" if self.annotation else words

    @cached_property
    def title(self) -> str:
        """What stands for the article."""
        return fold(self.row.record.shown_title)

    @cached_property
    def source(self) -> str:
        """Its site, else the host of its address."""
        record = self.row.record
        return fold(source_of(record.site, record.url))

    @cached_property
    def authors(self) -> str:
        """Its authors, one a line."""
        return fold("\n".join(self.row.record.authors))

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The keys of the tags of the article and in it, or of the annotation."""
        return tuple(map(tag_key, self._tag_names))

    @cached_property
    def notes(self) -> str:
        """The notes, each a line."""
        return fold("\n".join(" ".join(annotation.note.split()) for annotation in self.annotations))

    @cached_property
    def quotes(self) -> str:
        """The passages that are marked, each a line."""
        return fold("\n".join(" ".join(annotation.target.exact.split()) for annotation in self.annotations))

    @cached_property
    def language(self) -> str:
        """The language as it is compared."""
        return self.row.record.language.casefold().replace("_", "-")

    @property
    def annotations(self) -> Sequence[Annotation]:
        """The annotation, or all of the article."""
        if self.annotation is not None:
            return (self.annotation,)
        return self._keeper.annotations(self.row.id) if self.row.annotation_count else ()

    def has(self, thing: str) -> bool:
        """Whether it has one of :data:`~storage.query.tree.THINGS`."""
        row, record, annotation = self.row, self.row.record, self.annotation
        match thing:
            case "note":
                return bool(annotation.note if annotation else row.note_count)
            case "tag":
                return bool(self._tag_names)
            case "mark":
                return annotation is not None or row.annotation_count > 0
            case "author":
                return bool(record.authors)
            case "date":
                return bool(record.published)
            case "url":
                return bool(record.url)
            case "source":
                return bool(self.source)
            case "lang":
                return bool(record.language)
            case _:
                lost = self._keeper.lost(row.id) if row.annotation_count else frozenset()
                return bool(lost) if annotation is None else annotation.id in lost

    @property
    def _tag_names(self) -> tuple[str, ...]:
        return self.annotation.tags if self.annotation else self.row.tags


class Sayings:
    """What rows say, kept as long as a row is the same one: a list that is narrowed with each letter asks often."""

    def __init__(self, keeper: AnnotationKeeper) -> None:
        self._keeper = keeper
        self._held: dict[str, Said] = {}

    def of(self, row: ArticleRow) -> Said:
        """Return what an article says."""
        held = self._held.get(row.id)
        if held is None or held.row is not row:
            held = self._held[row.id] = Said(row, self._keeper)
        return held

    def of_annotation(self, row: ArticleRow, annotation: Annotation) -> Said:
        """Return what an annotation of an article says."""
        held = self._held.get(annotation.id)
        if held is None or held.row is not row or held.annotation is not annotation:
            held = self._held[annotation.id] = Said(row, self._keeper, annotation)
        return held
