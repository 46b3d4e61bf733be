"""How recent and how frequent each tag is in what a reader has marked, kept up with every change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from storage.annotation import tag_key
from storage.library.documents import ANNOTATIONS, Document, DocumentChange

HALF_LIFE = 14.0
"""Days after which having given a tag counts half."""
_EPOCH = date(2030, 1, 1).toordinal()
_FURTHEST = 1000.0
"""Half-lives from the epoch that are told apart; a year 9999 in an imported file must not overflow a float."""


class TagRecency:
    """For each tag and each reader the sum of ``2 ** (t / HALF_LIFE)`` over the annotations that carry it.

    ``t`` is the day on which an annotation was made, counted from a fixed epoch. So the order of the sums is that of
    the frequency in which each use has lost half of its worth every two weeks, whenever it is asked for, and a change
    of one annotation changes only the sums of its tags.
    """

    def __init__(self, annotations: Iterable[Document]) -> None:
        self._weights: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        self._counts: Counter[tuple[str, str]] = Counter()
        for document in annotations:
            self._count(document, 1)

    def of(self, creator: str) -> Mapping[str, float]:
        """Return the weight of each tag that a reader has given, by what tags are compared by."""
        return self._weights.get(creator, {})

    def follow(self, change: DocumentChange) -> None:
        """Take in what has become of an annotation; other documents are passed over."""
        if change.table == ANNOTATIONS:
            for document, sign in ((change.before, -1), (change.after, 1)):
                if document is not None:
                    self._count(document, sign)

    def _count(self, document: Document, sign: int) -> None:
        creator = document["creator"]
        weights, worth = self._weights[creator], sign * _worth(document["created"])
        for key in set(map(tag_key, document["tags"])):
            self._counts[creator, key] += sign
            weights[key] += worth
            if self._counts[creator, key] <= 0:  # what rounding has left of large numbers is nothing
                del weights[key], self._counts[creator, key]


def _worth(created: str) -> float:
    try:
        days = date.fromisoformat(created[:10]).toordinal() - _EPOCH + _share_of_day(created[11:16])
    except ValueError:
        return 0.0
    return float(2.0 ** min(max(days / HALF_LIFE, -_FURTHEST), _FURTHEST))


def _share_of_day(clock: str) -> float:
    hours, _, minutes = clock.partition(":")
    return (int(hours or 0) * 60 + int(minutes or 0)) / 1440
