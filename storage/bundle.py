"""A part of a library as plain values: what an export is made of and what an import gives back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from storage.annotation import Annotation, Tag, tag_key
from storage.article import Article
from storage.rule import Rule


@dataclass(frozen=True, slots=True)
class Bundle:
    """Articles with their flips, their annotations, and the tags in use."""

    articles: tuple[Article, ...]
    """In the order they were added."""
    annotations: tuple[Annotation, ...]
    """By article in that order, then in text order."""
    tags: tuple[Tag, ...]
    """Sorted by name without case."""
    complete: bool = True
    """Whether this is the whole library and not a selection."""
    left_out: tuple[str, ...] = ()
    """One line for each article that could not be read: which it is, and why."""
    rules: tuple[Rule, ...] = ()
    """Those of a whole library; of a selection those on the sources of its articles."""

    def only(self, annotations: Collection[str]) -> Bundle:
        """Return what is left when no annotations but those with these ids count, and no articles but theirs."""
        marks = tuple(mark for mark in self.annotations if mark.id in annotations)
        held = {mark.target.article for mark in marks}
        used = {tag_key(tag) for mark in marks for tag in mark.tags}
        return replace(
            self,
            articles=tuple(article for article in self.articles if article.id in held),
            annotations=marks,
            tags=tuple(tag for tag in self.tags if tag_key(tag.name) in used),
            complete=False,
        )
