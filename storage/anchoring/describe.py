"""From a passage to a target: the quote, what surrounds it, and where it is."""

from __future__ import annotations

from storage.annotation import Scope, Target
from storage.article import Article, ArticleRow
from storage.errors import NothingMatches, UsageError

CONTEXT = 32
"""Characters kept before and after a quote, as Hypothes.is does (research: enough to tell repeated lines apart)."""


def describe_article(article: Article | ArticleRow) -> Target:
    """Return the target of an article as a whole; its row says enough."""
    return Target(article.id, Scope.ARTICLE, revision=article.record.revision)


def describe(
    article: Article, first: str, last: str | None = None, start: int | None = None, end: int | None = None
) -> Target:
    """Return the target of a paragraph, of the paragraphs ``first`` to ``last``, or of a stretch of one.

    ``first`` and ``last`` are paragraph ids in either order; ``start`` and ``end`` are code point offsets in the text
    of the one paragraph, ``end`` one past the last. A stretch that is the whole paragraph is the paragraph.

    Raises:
        NothingMatches: the article has no such paragraph.
        UsageError: the offsets are not inside the paragraph, or there are offsets in several paragraphs.
    """
    one, other = sorted((_place(article, first), _place(article, last or first)))
    from_block, to_block = article.blocks[one], article.blocks[other]
    scope = Scope.PARAGRAPH if one == other else Scope.RANGE
    begin, stop = article.offsets[one], article.offsets[other] + len(to_block.text)
    if start is not None or end is not None:
        start, end = _inside(len(from_block.text), start, end)
        if one != other:
            raise UsageError("a stretch of characters is inside one paragraph")
        if (start, end) == (0, len(from_block.text)):
            start = end = None
        else:
            scope, begin, stop = Scope.SPAN, begin + start, begin + end
    return Target(
        article=article.id,
        scope=scope,
        first=from_block.id,
        last=to_block.id,
        start=start,
        end=end,
        exact=article.stretch(begin, stop),
        prefix=article.stretch(max(0, begin - CONTEXT), begin),
        suffix=article.stretch(stop, stop + CONTEXT),
        position=(begin, stop),
        revision=article.record.revision,
    )


def _place(article: Article, paragraph: str) -> int:
    place = article.index.get(paragraph)
    if place is None:
        raise NothingMatches(f"the article has no paragraph {paragraph}")
    return place


def _inside(length: int, start: int | None, end: int | None) -> tuple[int, int]:
    begin, stop = 0 if start is None else start, length if end is None else end
    if not 0 <= begin < stop <= length:
        raise UsageError(f"{begin}-{stop} is not inside the paragraph, which has the characters 0-{length}")
    return begin, stop
