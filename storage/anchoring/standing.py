"""Which annotation stands on a passage now: one that was made on a former revision may lie elsewhere than it did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import lru_cache

from storage.anchoring.anchor import Anchored, Finder
from storage.anchoring.words import words_of
from storage.annotation import AnchorStatus, Annotation, Scope, Target
from storage.article import Article

_COVERED = 0.5
"""Share of a paragraph that an annotation made on a whole one covers to be the one on that paragraph."""
_KIN = 0.2
"""Share of the words of the shorter of two quotes that both have, below which no likeness is looked for."""


def standing_on(
    target: Target, annotations: Iterable[Annotation], article: Callable[[], Article]
) -> Annotation | None:
    """Return the one of ``annotations`` that stands on exactly ``target`` in the present text; None when none does.

    ``annotations`` are one reader's in the article; ``article`` reads it, and is called only if one of them was made
    on another revision than ``target``.
    """
    held = tuple(annotations)
    for annotation in held:
        if annotation.target == target:
            return annotation
    for annotation in held:
        of_now = target.scope is Scope.ARTICLE or annotation.target.revision == target.revision
        if of_now and annotation.target.place == target.place:
            return annotation
    others = [each for each in held if each.target.revision != target.revision and _may_lie_on(each.target, target)]
    if target.scope is Scope.ARTICLE or not others:
        return None
    text = article()
    finder = Finder(text)
    covered = [(_share(text, finder.anchor(each.target), each.target, target), each) for each in others]
    share, best = max(covered, key=lambda found: (found[0], found[1].modified))
    return best if share >= _COVERED else None


def standing_in(
    article: Article, paragraphs: Iterable[str], annotations: Iterable[Annotation]
) -> tuple[Annotation, ...]:
    """Return those of ``annotations`` that stand on one of ``paragraphs``, or on part of it, in the present text.

    Those on the article as a whole stand on none.
    """
    wanted = {article.index[paragraph] for paragraph in paragraphs if paragraph in article.index}
    finder: Finder | None = None
    found = []
    for annotation in annotations:
        if annotation.target.scope is Scope.ARTICLE:
            continue
        finder = finder or Finder(article)
        lies = finder.anchor(annotation.target)
        if lies.status is AnchorStatus.ORPHAN or not lies.first:
            continue
        if not wanted.isdisjoint(range(article.index[lies.first], article.index[lies.last] + 1)):
            found.append(annotation)
    return tuple(found)


def _may_lie_on(there: Target, target: Target) -> bool:
    if there.scope is Scope.ARTICLE:
        return False
    one, other = _words(there.exact), _words(target.exact)
    return (one & other).total() >= _KIN * min(one.total(), other.total())


@lru_cache(maxsize=2048)
def _words(quote: str) -> Counter[str]:
    return Counter(words_of(quote))


def _share(article: Article, found: Anchored, there: Target, target: Target) -> float:
    """Return how much of a passage is covered by what was found, 0 to 1; all of it or nothing of a stretch."""
    if (found.first, found.last) != (target.first, target.last):
        return 0.0
    if (found.start, found.end) == (target.start, target.end):
        return 1.0
    if target.scope is Scope.SPAN or there.scope is Scope.SPAN:
        return 0.0
    first, last = article.index[target.first], article.index[target.last]
    length = article.offsets[last] + len(article.blocks[last].text) - article.offsets[first]
    end = len(article.blocks[last].text) if found.end is None else found.end
    return (article.offsets[last] + end - article.offsets[first] - (found.start or 0)) / length if length else 0.0
