"""Which segments of a page are its article, going by the known text: the labels that the model learns from.

A segment is the article's when half of its runs of four words stand in the known text and it lies on the heaviest
chain of segments through that text in order, so that of two copies the one in its place counts; or when its stretch
of the text is claimed by no other. A segment of fewer words has to stand, unclaimed, where its neighbours leave room.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

RUN = 4
"""Words in a run."""
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_LEAST_SHARE = 0.5
_MOST_PLACES = 200
"""Places in the text looked at for one segment: a run such as "of the of the" stands anywhere."""
_ROOM = 60
"""A short segment stands within so many words of where its neighbours leave the text."""


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared; scripts without spaces give one a character."""
    return _WORD.findall(text.casefold())


@dataclass(frozen=True, slots=True)
class _Match:
    """Where a segment stands in the known text, in words."""

    place: int
    start: int
    end: int
    weight: int


def labels(texts: Sequence[str], truth: str) -> list[bool]:
    """Return for each segment's text whether it is part of the known text of its page."""
    wanted = words_of(truth)
    words = [words_of(text) for text in texts]
    index: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(wanted) - RUN + 1):
        index[tuple(wanted[at : at + RUN])].append(at)
    matches = [match for place, own in enumerate(words) if (match := _match(place, own, index))]
    claimed = bytearray(len(wanted))
    chosen = [False] * len(words)
    chain = _chain(matches)
    for match in chain:
        chosen[match.place] = True
        claimed[match.start : match.end] = b"\1" * (match.end - match.start)
    for match in matches:
        stretch = claimed[match.start : match.end]
        if not chosen[match.place] and sum(stretch) < 0.5 * len(stretch):
            chosen[match.place] = True
            claimed[match.start : match.end] = b"\1" * len(stretch)
    _claim_short(words, wanted, chosen, claimed, {match.place: match for match in chain})
    return chosen


def _match(place: int, own: Sequence[str], index: dict[tuple[str, ...], list[int]]) -> _Match | None:
    runs = len(own) - RUN + 1
    if runs < 1:
        return None
    shifts: Counter[int] = Counter()
    found = 0
    for at in range(runs):
        places = index.get(tuple(own[at : at + RUN]))
        if places:
            found += 1
            shifts.update(where - at for where in places[:_MOST_PLACES])
    if found < _LEAST_SHARE * runs:
        return None
    shift, weight = max(shifts.items(), key=lambda pair: (pair[1], -pair[0]))
    return _Match(place, max(0, shift), max(0, shift) + len(own), weight)


def _chain(matches: Sequence[_Match]) -> list[_Match]:
    """Return the heaviest chain of matches whose ends rise with their places."""
    best: list[int] = []
    before: list[int | None] = []
    for at, match in enumerate(matches):
        top, link = 0, None
        for other in range(at):
            if best[other] > top and matches[other].end <= match.start + min(RUN, match.weight // 2):
                top, link = best[other], other
        best.append(top + match.weight)
        before.append(link)
    chain: list[_Match] = []
    at_last: int | None = max(range(len(best)), key=lambda at: best[at], default=None)
    while at_last is not None:
        chain.append(matches[at_last])
        at_last = before[at_last]
    return chain[::-1]


def _claim_short(
    words: Sequence[Sequence[str]],
    wanted: Sequence[str],
    chosen: list[bool],
    claimed: bytearray,
    chain: dict[int, _Match],
) -> None:
    """Claim the segments of fewer words than a run where the words stand free between those of their neighbours."""
    places = sorted(chain)
    positions: defaultdict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(wanted):
        positions[word].append(at)
    for place, own in enumerate(words):
        if chosen[place] or not 0 < len(own) < RUN:
            continue
        nth = bisect_right(places, place)
        low = chain[places[nth - 1]].end if nth else 0
        high = chain[places[nth]].start if nth < len(places) else len(wanted)
        if not places or high < low:
            continue
        if not nth:
            low = max(low, high - _ROOM)
        if nth == len(places):
            high = min(high, low + _ROOM)
        starts = positions.get(own[0], [])
        for start in starts[bisect_right(starts, low - 1) :]:
            end = start + len(own)
            if end > high:
                break
            if list(wanted[start:end]) == list(own) and not any(claimed[start:end]):
                chosen[place] = True
                claimed[start:end] = b"\1" * len(own)
                break


def snippet_labels(texts: Sequence[str], wanted: Sequence[str], unwanted: Sequence[str]) -> list[int]:
    """Return 1 for texts that hold a snippet of the article, 0 for those with one that is not its, −1 for others."""
    flat = [" ".join(text.split()) for text in texts]
    found = []
    for text in flat:
        own, other = (any(" ".join(part.split()) in text for part in parts) for parts in (wanted, unwanted))
        found.append(int(own) if own != other else -1)
    return found
