"""What stood around a quote, and whether it stands around a stretch of the present text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from storage.anchoring.describe import CONTEXT
from storage.anchoring.words import words_of
from storage.annotation import Target

_MOST_HITS = 64
"""Places of one quote that are looked at, those nearest to the old place."""


def around(text: str, target: Target, begin: int, stop: int) -> float:
    """Return how much of a target's prefix and suffix stands around ``text[begin:stop]``, 0 to 1.

    Counted in words, outwards from the quote to the first that is another.
    """
    before = _outwards(target.prefix, cut=len(target.prefix) >= CONTEXT, back=True)
    after = _outwards(target.suffix, cut=len(target.suffix) >= CONTEXT, back=False)
    there_before = _outwards(text[max(0, begin - 2 * CONTEXT) : begin], cut=False, back=True)
    there_after = _outwards(text[stop : stop + 2 * CONTEXT], cut=False, back=False)
    expected = len(before) + len(after)
    if not expected:
        return 1.0 if not there_before and not there_after else 0.0
    return (_shared(before, there_before) + _shared(after, there_after)) / expected


def is_rewritten(text: str, target: Target, begin: int, stop: int) -> bool:
    """Return whether the place of a quote is still there, with another text in it, outside of ``text[begin:stop]``.

    Its place: between what stood on both sides of it. Then words like the quote's that stand elsewhere are a passage
    of their own, alike all along.
    """
    most = 2 * (len(target.exact) + CONTEXT)
    befores = find_all(text, target.prefix) if target.prefix else iter((0,))
    places: list[tuple[int, int]] = []
    for first in nearest((before + len(target.prefix) for before in befores), target.position[0]):
        end = text.find(target.suffix, first, first + most) if target.suffix else len(text)
        if first < end <= first + most:
            places.append((first, end))
    if not places:
        return False
    first, end = min(places, key=lambda place: place[1] - place[0])
    return end <= begin or stop <= first


def find_all(text: str, quote: str) -> Iterator[int]:
    """Yield where ``quote`` begins in ``text``, overlapping places too."""
    at = text.find(quote)
    while at >= 0:
        yield at
        at = text.find(quote, at + 1)


def nearest(places: Iterable[int], at: int) -> list[int]:
    """Return the places nearest to ``at``, so many as are worth looking at."""
    return sorted(places, key=lambda place: abs(place - at))[:_MOST_HITS]


def _outwards(text: str, *, cut: bool, back: bool) -> list[str]:
    """Return the words of a context from the quote outwards, without the outermost if it may be cut through."""
    words = words_of(text)
    if back:
        words.reverse()
    return words[:-1] if cut and len(words) > 1 else words


def _shared(expected: Sequence[str], there: Sequence[str]) -> int:
    shared = 0
    for word, present in zip(expected, there, strict=False):
        if word != present:
            break
        shared += 1
    return shared
