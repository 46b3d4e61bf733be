"""The group ``words``: what a segment's words say by a learned lexicon, and how many the article's core shares.

A teaser or a promotion is fluent prose; its words are of the trade (“subscribe”, “comments”, “loading”) or have
nothing to do with what stands on the rest of the page.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

import numpy as np

from storage.cleaning.features.arrays import Column, column, shifted, windows
from storage.cleaning.features.sight import Sight
from storage.cleaning.judging.looks import Look

NAMES = (
    "word score",
    "word score a word",
    "word score above",
    "word score below",
    "word score within 2",
    "word score within 5",
    "word score of the next 5",
    "words known",
    "words shared with the core",
    "rare words shared with the core",
)
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_UNSPACED_RUN = re.compile(f"[{_UNSPACED}]+")
_REACHES = ((2, 2), (5, 5), (0, 5))
_SHORTEST = 4
_COMMON = 0.2
"""A word in so large a share of the core's segments is no sign of what the article is about."""

Lexicon = Mapping[str, int]
"""What each word says for (above zero) or against its segment being the article's, in hundredths."""


def pieces(look: Look) -> AbstractSet[str]:
    """Return the words of a segment as the lexicon spells them: tokens, of unspaced scripts pairs of characters."""
    if look.folded.isascii() or not _UNSPACED_RUN.search(look.folded):
        return look.tokens
    found: set[str] = set()
    for token in look.tokens:
        runs = _UNSPACED_RUN.findall(token)
        if not runs:
            found.add(token)
        for run in runs:
            found.update(run[at : at + 2] for at in range(max(1, len(run) - 1)))
    return found


def columns(seen: Sight, lexicon: Lexicon) -> list[Column]:
    """Return the group's columns in the order of :data:`NAMES`."""
    words = [look.tokens if look.folded.isascii() else pieces(look) for look in seen.looks]
    score, known = _scores(words, lexicon)
    spread = column(score / np.sqrt(np.maximum(1, np.array(list(map(len, words))))))
    shared, rare = _shared(seen, words)
    return [
        score,
        spread,
        shifted(spread, -1),
        shifted(spread, 1),
        *windows(spread[None], _REACHES)[0],
        known,
        shared,
        rare,
    ]


def _scores(words: Sequence[AbstractSet[str]], lexicon: Lexicon) -> tuple[Column, Column]:
    """Return the sum of the lexicon's values of each segment's words, in units, and the share of words it knows."""
    sums, known = [], []
    known_words, worth = lexicon.keys(), lexicon.__getitem__
    for own in words:
        found = known_words & own
        sums.append(sum(map(worth, found)))
        known.append(len(found) / (len(own) or 1))
    return (np.array(sums) / 100).astype(np.float32), np.array(known, dtype=np.float32)


def _shared(seen: Sight, words: Sequence[AbstractSet[str]]) -> tuple[Column, Column]:
    """Return how much of each segment's words stand in other segments of the best run, and how many rare ones."""
    start, end = seen.run
    core = Counter(itertools.chain.from_iterable(words[start:end]))
    most = max(2, _COMMON * (end - start))
    common = {word for word, times in core.items() if times > most or (len(word) < _SHORTEST and word.isascii())}
    known = frozenset(core)
    elsewhere = frozenset(word for word, times in core.items() if times > 1)
    shared, rare = [], []
    for place, own in enumerate(words):
        found = own & (elsewhere if start <= place < end else known)
        shared.append(len(found) / (len(own) or 1))
        rare.append(len(found - common) if found else 0)
    return np.array(shared, dtype=np.float32), np.minimum(np.array(rare, dtype=np.float32), np.float32(9))
