"""Why the classifier leaves a segment out: the group of features that said most against it, worded with evidence."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import ClassVar

import numpy as np

from storage.block import Reason, Role
from storage.cleaning.features.sight import Sight
from storage.cleaning.features.table import GROUPS
from storage.cleaning.features.words import pieces
from storage.cleaning.model.classifier import Classifier, Judgement
from storage.cleaning.reasons import Cue, because

_NEAR_STAMPS, _NEAR = 12, 5
_MOST_WORDS = 3
_SHORT, _LINKED = 60, 0.3
_LEAST = 0.05
"""Log-odds below which a group has said nothing."""

_HEADS = frozenset((Cue.COMMENT_HEAD.value, Cue.SECTION_HEAD.value))
Finding = tuple[Role, Reason]


class Why:
    """The terms of one page's judgement."""

    def __init__(self, classifier: Classifier, judgement: Judgement, seen: Sight, linked: Sequence[float]) -> None:
        """Take what was decided, and on what; ``linked`` is the share of links in each segment's text."""
        self._classifier, self._judgement, self._seen, self._linked = classifier, judgement, seen, linked
        self._heads = [place for place, sign in enumerate(seen.signs) if sign and sign.cue in _HEADS]
        self._stamps = [place for place, sign in enumerate(seen.signs) if sign and sign.cue == Cue.COMMENT_STAMP]

    @cached_property
    def _times(self) -> Counter[str]:
        """How often the page says each line."""
        return Counter(look.folded for look in self._seen.looks)

    @cached_property
    def _short(self) -> list[bool]:
        """Whether each line is short and ends as no sentence does."""
        return [look.width < _SHORT and not look.ends for look in self._seen.looks]

    def not_own(self, places: Sequence[int]) -> list[Finding | None]:
        """Return the role and the reason of each segment left out; None where no term can be told in words."""
        if not places:
            return []
        terms = self._classifier.terms.of(self._judgement.table[np.asarray(places)])
        ranked = np.argsort(terms, axis=1)
        return [
            self._told(place, order, said)
            for place, order, said in zip(places, ranked.tolist(), terms.tolist(), strict=True)
        ]

    def _told(self, place: int, order: Sequence[int], said: Sequence[float]) -> Finding | None:
        for group in order:
            if said[group] > -_LEAST:
                break
            worded = self._worded[group]
            if worded and (found := worded(self, place)):
                return found
        return None

    def _below_head(self, place: int) -> Finding | None:
        signs = self._seen.signs
        stamps = bisect_left(self._stamps, place + _NEAR_STAMPS) - bisect_left(self._stamps, place - _NEAR_STAMPS)
        if stamps > 1:
            return Role.COMMENT, because(Cue.AMONG_COMMENTS, str(stamps))
        nearest = bisect_left(self._heads, place) - 1
        if nearest < 0:
            return None
        above = self._heads[nearest]
        sign, text = signs[above], self._seen.segments[above].text
        if sign is not None and sign.cue == Cue.COMMENT_HEAD:
            return Role.COMMENT, because(Cue.UNDER_COMMENT_HEAD, text)
        return Role.RELATED, because(Cue.UNDER_SECTION_HEAD, text)

    def _of_other_words(self, place: int) -> Finding | None:
        lexicon = self._classifier.lexicon
        words = pieces(self._seen.looks[place])
        against = sorted([(worth, word) for word in words if (worth := lexicon.get(word, 0)) < 0])
        if not against:
            return None
        return Role.OTHER, because(Cue.TRADE_WORDS, ", ".join(word for _, word in against[:_MOST_WORDS]))

    def _said_often(self, place: int) -> Finding | None:
        folded = self._seen.looks[place].folded
        times = self._times[folded]
        return (Role.OTHER, because(Cue.REPEATED_LINE, str(times))) if times > 1 else None

    def _of_its_shape(self, place: int) -> Finding | None:
        look = self._seen.looks[place]
        if look.width >= _SHORT or look.ends:
            return None
        return Role.OTHER, because(Cue.SHORT_LINE, str(look.words))

    def _among_short(self, place: int) -> Finding | None:
        near = self._short[max(0, place - _NEAR) : place + _NEAR + 1]
        short = near.count(True) - self._short[place]
        if short < len(near) // 2:
            return None
        return Role.OTHER, because(Cue.AMONG_SHORT, str(short), str(len(near) - 1))

    def _links(self, place: int) -> Finding | None:
        if self._linked[place] < _LINKED:
            return None
        words = max(1, self._seen.looks[place].words)
        return Role.RELATED, because(Cue.LINK_LIST, str(round(self._linked[place] * words)), str(words))

    def _elsewhere(self, place: int) -> Finding | None:
        return Role.OTHER, because(Cue.OTHER_ELEMENT)

    def _marked_up_unlike(self, place: int) -> Finding | None:
        return Role.OTHER, because(Cue.OTHER_MARKUP)

    # Functions, not bound methods: with those it would hold itself, and the whole page, until the collector comes by.
    _worded: ClassVar[Sequence[Callable[[Why, int], Finding | None] | None]] = tuple(
        map(
            {
                "heads": _below_head,
                "words": _of_other_words,
                "marks": _said_often,
                "shape": _of_its_shape,
                "around": _among_short,
                "links": _links,
                "density": _links,
                "shares": _elsewhere,
                "container": _elsewhere,
                "alike": _marked_up_unlike,
                "traits": _marked_up_unlike,
            }.get,
            GROUPS,
        )
    )
    """By the number of its group, who words what it says; None for a group that words cannot tell."""
