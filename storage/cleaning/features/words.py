"""The group ``words``: what a segment's words say by a learned lexicon, and how many the article's core shares.

A teaser or a promotion is fluent prose; its words are of the trade (“subscribe”, “comments”, “loading”) or have
nothing to do with what stands on the rest of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from storage.cleaning.features.arrays import Column, column, shifted, window
from storage.cleaning.features.runs import best_run, worths
from storage.cleaning.features.sight import Sight

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
_RUN = re.compile(f"[{_UNSPACED}]+")
_SHORTEST = 4
_COMMON = 0.2
"""A word in so large a share of the core's segments is no sign of what the article is about."""

Lexicon = Mapping[str, int]
"""What each word says for (above zero) or against its segment being the article's, in hundredths."""


def pieces(tokens: frozenset[str]) -> list[str]:
    """Return the words of a segment as the lexicon spells them: tokens, of unspaced scripts pairs of characters."""
    found: list[str] = []
    for token in tokens:
        if token.isascii() or not (runs := _RUN.findall(token)):
            found.append(token)
            continue
        for run in runs:
            found.extend(run[at : at + 2] for at in range(max(1, len(run) - 1)))
    return found


def columns(seen: Sight, lexicon: Lexicon) -> list[Column]:
    """Return the group's columns in the order of :data:`NAMES`."""
    words = [pieces(look.tokens) for look in seen.looks]
    score, known = _scores(words, lexicon)
    spread = column(score / np.sqrt(np.maximum(1, np.array([len(own) for own in words]))))
    shared, rare = _shared(seen, words)
    return [
        score,
        spread,
        shifted(spread, -1),
        shifted(spread, 1),
        window(spread, 2, 2),
        window(spread, 5, 5),
        window(spread, 0, 5),
        known,
        shared,
        rare,
    ]


def _scores(words: Sequence[Sequence[str]], lexicon: Lexicon) -> tuple[Column, Column]:
    """Return the sum of the lexicon's values of each segment's words, in units, and the share of words it knows."""
    sums, known = [], []
    for own in words:
        values = [lexicon[word] for word in own if word in lexicon]
        sums.append(sum(values) / 100)
        known.append(len(values) / max(1, len(own)))
    return np.array(sums, dtype=np.float32), np.array(known, dtype=np.float32)


def _shared(seen: Sight, words: Sequence[Sequence[str]]) -> tuple[Column, Column]:
    """Return how much of each segment's words stand in other segments of the best run, and how many rare ones."""
    start, end = best_run(worths(seen))
    core: Counter[str] = Counter()
    for place in range(start, end):
        core.update(word for word in words[place] if len(word) >= _SHORTEST or not word.isascii())
    common = {word for word, times in core.items() if times > max(2, _COMMON * (end - start))}
    shared, rare = [], []
    for place, own in enumerate(words):
        least = 2 if start <= place < end else 1
        found = [word for word in own if core[word] >= least]
        shared.append(len(found) / max(1, len(own)))
        rare.append(min(9, sum(word not in common for word in found)))
    return np.array(shared, dtype=np.float32), np.array(rare, dtype=np.float32)
