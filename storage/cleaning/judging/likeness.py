"""Which words a line shares with the article below it and with the lines around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain

from storage.cleaning.judging.looks import Look
from storage.cleaning.judging.scene import Extent, Scene

NAMES = (
    "share of words in the opening",
    "words that mean something",
    "words in the text",
    "share of words in the text",
    "times in the text",
    "share of words in the line below",
    "share of words in the line above",
    "like a line below",
    "like a line above",
    "like a wider line below",
)
"""What :func:`likenesses` says of a line, in its order."""
_OPENING, _READ = 2, 40
"""Paragraphs of the opening, and of the text as far as it is read."""
_OFTEN, _FEWEST = 3, 3
_NEAR = 6
_NARROWEST, _WIDEST, _WIDER = 20, 150, 10
_SHORTEST, _STEM = 4, 6
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def pieces(look: Look) -> AbstractSet[str]:
    """Words of a line that mean something, by their first letters; of unspaced scripts all pairs of characters."""
    if look.folded.isascii():
        return {word[:_STEM] for word in look.tokens if len(word) >= _SHORTEST}
    found: set[str] = set()
    for word in look.tokens:
        if not word.isascii() and _EAST_ASIAN.match(word):
            found.update(word[at : at + 2] for at in range(len(word) - 1))
        elif len(word) >= _SHORTEST:
            found.add(word[:_STEM])
    return found


def likenesses(scene: Scene, core: Extent, places: Sequence[int]) -> list[tuple[float, ...]]:
    """Return what each of some lines shares with the article's core and with the lines around it: :data:`NAMES`."""
    looks = scene.looks
    own = [place for place in range(core.start, core.end) if scene.own[place]][:_READ]
    first = range(core.start, min(len(looks), core.start + _OPENING))
    known = {place: pieces(looks[place]) for place in {*own, *first}}
    text = Counter(chain.from_iterable(map(known.__getitem__, own)))
    opening: AbstractSet[str] = set().union(*map(known.__getitem__, first))
    around = _Around(scene, places[0] - _NEAR, places[-1] + _NEAR + 1, known)
    found: list[tuple[float, ...]] = []
    for place in places:
        words = around.words(place)
        many = max(_FEWEST, len(words))
        times = [text[word] for word in words if word in text]
        often = sum([count if count < _OFTEN else _OFTEN for count in times])
        shared = len(words & opening) / many
        beside = (around.shared(words, place + 1) / many, around.shared(words, place - 1) / many)
        said = len(times) / many
        found.append((shared, len(words), len(times), said, often, *beside, *around.alike(place, words)))
    return found


class _Around:
    """The lines that a candidate is compared with: those as wide as a headline, or wider."""

    def __init__(self, scene: Scene, start: int, end: int, known: Mapping[int, AbstractSet[str]]) -> None:
        self._looks = scene.looks
        near = range(max(0, start), min(len(self._looks), end))
        self._places = [place for place in near if self._looks[place].width >= _NARROWEST]
        self._words = {
            place: known[place] if place in known else pieces(self._looks[place]) for place in self._places
        }

    def words(self, place: int) -> AbstractSet[str]:
        """Return the words of a line."""
        return self._words[place] if place in self._words else pieces(self._looks[place])

    def shared(self, words: AbstractSet[str], place: int) -> int:
        """Return how many words a line shares with these; fewer than none where there is no line."""
        return len(words & self.words(place)) if 0 <= place < len(self._looks) else -_FEWEST

    def alike(self, place: int, words: AbstractSet[str]) -> tuple[float, float, float]:
        """The largest share of words in common with a headline-like line below, one above, and a wider line below."""
        below = above = wider = 0.0
        if not words:
            return below, above, wider
        look, size = self._looks[place], len(words)
        for other in self._places[
            bisect_left(self._places, place - _NEAR) : bisect_right(self._places, place + _NEAR)
        ]:
            theirs = self._words[other]
            common = len(words & theirs)
            if not common or other == place:
                continue
            beside = self._looks[other]
            share = common / max(_FEWEST, min(size, len(theirs)))
            if beside.width <= _WIDEST and not beside.ends and beside.folded != look.folded:
                if other > place:
                    below = max(below, share)
                else:
                    above = max(above, share)
            if other > place and beside.width > look.width + _WIDER:
                wider = max(wider, share)
        return below, above, wider
