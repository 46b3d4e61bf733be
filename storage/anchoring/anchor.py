"""From a target back to its passage in the present text, or the word that it is gone.

A cascade, each step only when the one before found nothing: the quote at its old place; the quote as it was written,
anywhere; the same words, set otherwise; words that have changed but for most of them; an orphan. Where a quote stands
several times, what stood around it decides, and where that is gone too a short quote is an orphan: a wrong place
misleads, a missing one asks (Brush et al., CHI 2001). So is a quote in whose place another text stands, although
words like its own stand elsewhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from storage.anchoring.describe import CONTEXT
from storage.anchoring.surroundings import around, find_all, is_rewritten, nearest
from storage.anchoring.words import WordText, words_of
from storage.annotation import AnchorStatus, Annotation, Scope, Target
from storage.article import Article

_TELLING = 8
"""Words from which a quote is known by itself; a shorter one may be found anywhere."""
_MOST = 0.8
"""Share of whole paragraphs that a found stretch covers to stand for them."""
_DOUBTFUL = 0.6
"""How sure a short quote is that stands in one place, but not where it stood."""
_SURROUNDED = 0.5
"""Share of the words around a quote that must still stand there to tell its place from another."""


class Anchored(NamedTuple):
    """Where a target is in the present text."""

    status: AnchorStatus
    first: str = ""
    """Paragraph id of the first block; empty for an orphan and for an article as a whole."""
    last: str = ""
    """Paragraph id of the last block."""
    start: int | None = None
    """Code point offset in the first block, where the passage does not begin or end with whole blocks."""
    end: int | None = None
    """One past the last code point, in the last block."""
    score: float = 0.0
    """How sure this is, 0 to 1; under 0.6 a reader should look."""


ORPHAN = Anchored(AnchorStatus.ORPHAN)
"""The passage was not found."""


def anchor(article: Article, target: Target) -> Anchored:
    """Return where ``target`` is in ``article``."""
    return Finder(article).anchor(target)


def lost_in(article: Article, annotations: Iterable[Annotation]) -> frozenset[str]:
    """Return the ids of the annotations whose passage is not found in ``article``."""
    finder = Finder(article)
    return frozenset(
        mark.id
        for mark in annotations
        if mark.target.first and finder.anchor(mark.target).status is AnchorStatus.ORPHAN
    )


class _Hit(NamedTuple):
    begin: int
    stop: int
    status: AnchorStatus
    ratio: float
    """How much of the quote stands there, 0 to 1."""
    around: float
    """How much of what stood around the quote stands around it, 0 to 1."""

    @property
    def score(self) -> float:
        return round(0.8 * self.ratio + 0.2 * self.around, 3)


class Finder:
    """Finds many targets in one article; its text is taken apart once, and only if a target needs it."""

    def __init__(self, article: Article) -> None:
        self._article = article

    def anchor(self, target: Target) -> Anchored:
        """Return where a target is."""
        if target.scope is Scope.ARTICLE:
            return Anchored(AnchorStatus.EXACT, score=1.0)
        if self._is_of_this_long_page(target):
            return Anchored(AnchorStatus.EXACT, target.first, target.last, target.start, target.end, 1.0)
        if self._stands_as_it_was(target):
            return self._anchored(target, _Hit(*target.position, AnchorStatus.EXACT, 1.0, 1.0))
        hit = self._find(target)
        return ORPHAN if hit is None else self._anchored(target, hit)

    def _is_of_this_long_page(self, target: Target) -> bool:
        """Return whether a target was made on this very text, which is too long to be read for each of its marks.

        The number of the revision says so, and the ids of its paragraphs, which are made of their words. Another
        library may count another text as that revision: characters are compared, for signs are no words.
        """
        article = self._article
        blocks = article.blocks
        if not blocks.in_pieces or target.revision != article.record.revision:
            return False
        first, last = article.index.get(target.first), article.index.get(target.last)
        if first is None or last is None or first > last:
            return False
        if target.start is None and target.end is None:
            return True
        start, end, text = target.start or 0, target.end or 0, blocks.text_of(target.first) or ""
        return first == last and 0 <= start < end <= len(text) and text[start:end] == target.exact

    def _find(self, target: Target) -> _Hit | None:
        quote = words_of(target.exact)
        as_written = list(self._exactly(target))
        hit = _meant(as_written, quote, target)
        if hit is not None:
            return hit
        same_words = list(self._in_the_same_words(target, quote))
        hit = _meant(same_words, quote, target) or self._ends_of_range(target)
        if hit is not None:
            return hit
        found = as_written or same_words
        like_words = self._in_like_words(target, quote, surrounded=len(found) > 1)
        if len(found) == 1 and (like_words is None or like_words.around < _SURROUNDED):
            return found[0]._replace(status=AnchorStatus.FUZZY, ratio=_DOUBTFUL)
        if like_words and is_rewritten(self._text, target, like_words.begin, like_words.stop):
            return None
        return like_words

    def _stands_as_it_was(self, target: Target) -> bool:
        begin, stop = target.position
        with_context = f"{target.prefix}{target.exact}{target.suffix}"
        low = begin - len(target.prefix)
        reaches_end = len(target.suffix) == CONTEXT or low + len(with_context) == len(self._text)
        return (
            bool(target.exact)
            and low >= 0
            and stop - begin == len(target.exact)
            and reaches_end
            and self._text.startswith(with_context, low)
        )

    def _exactly(self, target: Target) -> Iterator[_Hit]:
        everywhere = find_all(self._text, target.exact) if target.exact else self._empty_blocks()
        for begin in nearest(everywhere, target.position[0]):
            yield self._hit(target, begin, begin + len(target.exact), AnchorStatus.EXACT, 1.0)

    def _empty_blocks(self) -> Iterator[int]:
        """Yield where the blocks without text are: pictures and rules."""
        for block, begin in zip(self._article.blocks, self._article.offsets, strict=True):
            if not block.text:
                yield begin

    def _in_the_same_words(self, target: Target, quote: Sequence[str]) -> Iterator[_Hit]:
        if not quote:
            return
        words = self._words
        by_offset = {words.starts[place]: place for place in words.runs(quote)}
        for begin in nearest(by_offset, target.position[0]):
            stop = words.ends[by_offset[begin] + len(quote) - 1]
            yield self._hit(target, *self._with_signs(target.exact, begin, stop), AnchorStatus.NORMALISED, 0.97)

    def _in_like_words(self, target: Target, quote: Sequence[str], *, surrounded: bool) -> _Hit | None:
        """Find words that are like the quote's; ``surrounded``: only where most of what stood around still stands."""
        from storage.anchoring.likeness import alike  # what stands where it stood is not looked for

        words = self._words
        best: _Hit | None = None
        for found in alike(words, quote):
            stretch = self._with_signs(target.exact, words.starts[found.start], words.ends[found.end - 1])
            hit = self._hit(target, *stretch, AnchorStatus.FUZZY, found.ratio)
            if surrounded and hit.around < _SURROUNDED:
                continue
            if _is_alike_enough(hit, len(quote)) and (best is None or _rank(hit, target) > _rank(best, target)):
                best = hit
        return best

    def _ends_of_range(self, target: Target) -> _Hit | None:
        """Find the first and the last paragraph of a range by themselves."""
        if target.scope is not Scope.RANGE:
            return None
        first, _, _ = target.exact.partition("\n\n")
        _, _, last = target.exact.rpartition("\n\n")
        begin, stop = target.position
        head = self._part(target, first, begin, target.prefix, target.exact[len(first) :][:CONTEXT])
        tail = self._part(
            target, last, stop - len(last), target.exact[: -len(last) or None][-CONTEXT:], target.suffix
        )
        if head is None or tail is None or not head.begin < tail.stop <= head.begin + 2 * len(target.exact) + 200:
            return None
        ratio = (head.ratio + tail.ratio) / 2
        return self._hit(target, head.begin, tail.stop, AnchorStatus.FUZZY, min(ratio, 0.9))

    def _part(self, target: Target, exact: str, begin: int, prefix: str, suffix: str) -> _Hit | None:
        position = (begin, begin + len(exact))
        part = target._replace(scope=Scope.PARAGRAPH, exact=exact, prefix=prefix, suffix=suffix, position=position)
        return self._find(part) if words_of(exact) else None

    def _hit(self, target: Target, begin: int, stop: int, status: AnchorStatus, ratio: float) -> _Hit:
        return _Hit(begin, stop, status, ratio, around(self._text, target, begin, stop))

    def _with_signs(self, exact: str, begin: int, stop: int) -> tuple[int, int]:
        """Take in the signs around a stretch of words if the quote had signs there: a full stop, a closing quote."""
        if exact and not exact[-1].isalnum():
            while stop < len(self._text) and not self._text[stop].isalnum() and not self._text[stop].isspace():
                stop += 1
        if exact and not exact[0].isalnum():
            while begin > 0 and not self._text[begin - 1].isalnum() and not self._text[begin - 1].isspace():
                begin -= 1
        return begin, stop

    def _anchored(self, target: Target, hit: _Hit) -> Anchored:
        """Say a stretch in paragraphs: whole ones for a target of whole ones, if it covers most of them."""
        article = self._article
        one = bisect_right(article.offsets, hit.begin) - 1
        other = max(one, bisect_right(article.offsets, hit.stop) - 1)
        first, last = article.blocks[one], article.blocks[other]
        start = min(hit.begin - article.offsets[one], len(first.text))  # it may begin with what parts two blocks
        end = min(hit.stop - article.offsets[other], len(last.text))
        length = article.offsets[other] + len(last.text) - article.offsets[one]
        covered = (hit.stop - hit.begin) / length if length else 1.0
        whole = covered == 1 or (
            covered >= _MOST and target.scope is not Scope.SPAN and hit.status is not AnchorStatus.EXACT
        )
        return Anchored(hit.status, first.id, last.id, None if whole else start, None if whole else end, hit.score)

    @property
    def _text(self) -> str:
        return self._article.text

    @cached_property
    def _words(self) -> WordText:
        return WordText(self._text)


def _meant(hits: Iterable[_Hit], quote: Sequence[str], target: Target) -> _Hit | None:
    """Return the hit that is surely meant: by what stands around it, or as the one place of a long quote."""
    found = sorted(hits, key=lambda hit: _rank(hit, target), reverse=True)
    if found and (found[0].around >= _SURROUNDED or (len(found) == 1 and len(quote) >= _TELLING)):
        return found[0]
    return None


def _rank(hit: _Hit, target: Target) -> tuple[float, int]:
    weight = 0.5 if len(target.exact) < 6 * _TELLING else 0.2
    return ((1 - weight) * hit.ratio + weight * hit.around, -abs(hit.begin - target.position[0]))


def _is_alike_enough(hit: _Hit, words: int) -> bool:
    if hit.around >= 0.6:
        return hit.ratio >= 0.34
    return hit.ratio >= (0.5 if words >= _TELLING else 0.7)
