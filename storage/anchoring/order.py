"""The order in which annotations stand in the present text, whatever revision they were made on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from storage.anchoring.anchor import Anchored, Finder
from storage.annotation import AnchorStatus, Annotation, Scope, Target
from storage.article import Article

TextOrder: TypeAlias = tuple[int, int, int]
"""What annotations are sorted by: 0 on the whole article, 1 in the text, 2 lost; where it begins; where it ends."""


def text_order(article: Article, target: Target, found: Anchored) -> TextOrder:
    """Return what sorts a target that was found: those on the whole article first, orphans last, where they were."""
    if target.scope is Scope.ARTICLE:
        return (0, 0, 0)
    if found.status is AnchorStatus.ORPHAN:
        return (2, *target.position)
    first, last = article.index[found.first], article.index[found.last]
    end = len(article.blocks[last].text) if found.end is None else found.end
    return (1, article.offsets[first] + (found.start or 0), article.offsets[last] + end)


def in_text_order(article: Article, annotations: Sequence[Annotation]) -> tuple[Annotation, ...]:
    """Return the annotations of an article in the order of its present text.

    They come in the order of their positions, which is that already where all were made on the present revision.
    """
    if {each.target.revision for each in annotations} <= {article.record.revision}:
        return tuple(annotations)
    finder = Finder(article)
    return tuple(sorted(annotations, key=lambda each: text_order(article, each.target, finder.anchor(each.target))))
