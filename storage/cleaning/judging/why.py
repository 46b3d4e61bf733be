"""Why the classifier leaves a segment out: the group of features that said most against it, worded with evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from storage.article import Reason, Role
from storage.cleaning.features.sight import Sight
from storage.cleaning.features.table import GROUPS, group_numbers
from storage.cleaning.features.words import pieces
from storage.cleaning.model.classifier import Classifier, Judgement
from storage.cleaning.reasons import Cue, because

_NEAR_STAMPS, _NEAR = 12, 5
_MOST_WORDS = 3
_SHORT, _LINKED = 60, 0.3
_LEAST = 0.05
"""Log-odds below which a group has said nothing."""

Finding = tuple[Role, Reason]


class Why:
    """The terms of one page's judgement; they are added up when the first segment is asked about."""

    def __init__(self, classifier: Classifier, judgement: Judgement, seen: Sight, linked: Sequence[float]) -> None:
        """Take what was decided, and on what; ``linked`` is the share of links in each segment's text."""
        self._classifier, self._judgement, self._seen, self._linked = classifier, judgement, seen, linked
        self._worded: dict[str, Callable[[int], Finding | None]] = {
            "heads": self._below_head,
            "words": self._of_other_words,
            "marks": self._said_often,
            "shape": self._of_its_shape,
            "around": self._among_short,
            "links": self._links,
            "density": self._links,
            "shares": self._elsewhere,
            "container": self._elsewhere,
            "alike": self._marked_up_unlike,
            "traits": self._marked_up_unlike,
        }

    def not_own(self, place: int) -> Finding | None:
        """Return the role and the reason of a segment left out; None where no term can be told in words."""
        terms = self._terms[self._rows[place]] if place in self._rows else ()
        ranked = sorted(zip(terms, GROUPS, strict=False))
        for term, group in ranked:
            if term < -_LEAST and group in self._worded and (found := self._worded[group](place)):
                return found
        return None

    @cached_property
    def _rows(self) -> dict[int, int]:
        """Place → its row among the segments left out."""
        left_out = np.flatnonzero(self._judgement.scores <= 0).tolist()
        return {place: row for row, place in enumerate(left_out)}

    @cached_property
    def _terms(self) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        table = self._judgement.table[list(self._rows)]
        return self._classifier.trees.terms(table, group_numbers(table.shape[1]), len(GROUPS))

    def _below_head(self, place: int) -> Finding | None:
        marks = self._seen.marks
        stamps = sum(
            mark is not None and mark.cue == Cue.COMMENT_STAMP
            for mark in marks[max(0, place - _NEAR_STAMPS) : place + _NEAR_STAMPS]
        )
        if stamps > 1:
            return Role.COMMENT, because(Cue.AMONG_COMMENTS, str(stamps))
        for above in range(place - 1, -1, -1):
            mark = marks[above]
            if mark is None:
                continue
            text = self._seen.segments[above].text
            if mark.cue == Cue.COMMENT_HEAD:
                return Role.COMMENT, because(Cue.UNDER_COMMENT_HEAD, text)
            if mark.cue == Cue.SECTION_HEAD:
                return Role.RELATED, because(Cue.UNDER_SECTION_HEAD, text)
        return None

    def _of_other_words(self, place: int) -> Finding | None:
        lexicon = self._classifier.lexicon
        words = pieces(self._seen.looks[place])
        against = sorted((lexicon[word], word) for word in words if lexicon.get(word, 0) < 0)
        if not against:
            return None
        return Role.OTHER, because(Cue.TRADE_WORDS, ", ".join(word for _, word in against[:_MOST_WORDS]))

    def _said_often(self, place: int) -> Finding | None:
        folded = self._seen.looks[place].folded
        times = sum(look.folded == folded for look in self._seen.looks)
        return (Role.OTHER, because(Cue.REPEATED_LINE, str(times))) if times > 1 else None

    def _of_its_shape(self, place: int) -> Finding | None:
        look = self._seen.looks[place]
        if look.width >= _SHORT or look.ends:
            return None
        return Role.OTHER, because(Cue.SHORT_LINE, str(look.words))

    def _among_short(self, place: int) -> Finding | None:
        near = range(max(0, place - _NEAR), min(self._seen.size, place + _NEAR + 1))
        short = sum(
            self._seen.looks[at].width < _SHORT and not self._seen.looks[at].ends for at in near if at != place
        )
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
