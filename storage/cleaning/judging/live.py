"""Live blogs: entries below a time alone on its line, newest first or last; buttons between them are no end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from storage.cleaning.judging.furniture import Sign
from storage.cleaning.judging.looks import Look
from storage.cleaning.judging.runs import says_nothing
from storage.cleaning.reasons import Cue
from storage.cleaning.segments import Segment

_TIME = re.compile(r"([01]?\d|2[0-3])[.:h]([0-5]\d)(?: ?(?:[ap]\.?m\.?|Uhr|[A-Z]{2,4}))?", re.IGNORECASE)
_LONGEST_TIME = 12
_LEAST_ENTRIES, _LEAST_SHARE = 4, 0.75
_REACH = 3
"""Within so many segments below its time an entry has begun to tell."""
_HEADS = frozenset({Cue.COMMENT_HEAD, Cue.COMMENT_STAMP, Cue.SECTION_HEAD})


def with_entries(
    own: Sequence[bool], segments: Sequence[Segment], looks: Sequence[Look], signs: Sequence[Sign | None]
) -> list[bool]:
    """Return which segments are the article's: ``own``, and the entries of a live blog with their times."""
    result = list(own)
    times = dict(_times(segments))
    if len(times) < _LEAST_ENTRIES or not _is_live_blog(times, looks, signs):
        return result
    first, last = min(times), max(times)
    end = last + 1
    while end < len(segments) and says_nothing(segments[end], signs[end]):
        end += 1
    for place in range(first, end):
        result[place] = result[place] or place in times or says_nothing(segments[place], signs[place])
    return result


def _times(segments: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    """Yield the places of times that stand alone, and their minutes of the day."""
    for place, segment in enumerate(segments):
        if len(segment.text) <= _LONGEST_TIME and (found := _TIME.fullmatch(segment.text)):
            yield place, int(found[1]) * 60 + int(found[2])


def _is_live_blog(times: dict[int, int], looks: Sequence[Look], signs: Sequence[Sign | None]) -> bool:
    """Whether most times have prose below them, they go one way, and no head of something else stands among them."""
    first, last = min(times), max(times)
    if any(sign is not None and sign.cue in _HEADS for sign in signs[first:last]):
        return False
    telling = sum(any(look.prose for look in looks[place + 1 : place + 1 + _REACH]) for place in times)
    steps = [after - before for before, after in pairwise(times.values())]
    one_way = max(sum(step >= 0 for step in steps), sum(step <= 0 for step in steps))
    return telling >= _LEAST_SHARE * len(times) and one_way >= _LEAST_SHARE * len(steps)
