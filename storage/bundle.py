"""A part of a library as plain values: what an export is made of and what an import gives back."""

from __future__ import annotations

from dataclasses import dataclass

from storage.annotation import Annotation, Tag
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
