"""Holes in the article that the classifier was nearly sure of: a line of a poem, a list, code, a table, a heading.

The classifier weighs each segment by itself. A reader finds a hole in a program or a recipe worse than a line too
many, so what stands between two segments of the article needs less to be its own. What says of itself that it is
furniture, by its words or by its markup, stays out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from storage.block import Kind
from storage.cleaning.judging.furniture import Sign
from storage.cleaning.judging.looks import Look
from storage.cleaning.judging.runs import says_nothing
from storage.cleaning.segments import Markup, Segment

_LONGEST = 12
"""Segments that may be missing at one place."""
_LEAST, _LEAST_OF_MARKUP = -1.0, -2.0
"""Log-odds that each segment of a hole must reach: in text, and where markup says as well what stands together."""
_LEAST_OF_FORMED = -4.0
"""Of code that markup names, and of the headings, lists and tables with it, in the container of their neighbours."""
_LEAST_OF_HEADING = -1.5
_WIDEST_HEADING = 90


def filled(
    scores: Sequence[float],
    segments: Sequence[Segment],
    looks: Sequence[Look],
    signs: Sequence[Sign | None],
    markup: Markup | None,
) -> list[bool]:
    """Return which segments are the article's: those that score above zero, and what is missing between them."""
    own = [score > 0 for score in scores]
    containers = markup.containers.tolist() if markup else [0] * len(segments)
    least = _LEAST_OF_MARKUP if markup else _LEAST
    for before, after in pairwise([place for place, mine in enumerate(own) if mine]):
        if not 2 <= after - before <= _LONGEST + 1:
            continue
        beside = (containers[before], containers[after])
        hole = range(before + 1, after)
        kinds = {segments[place].kind for place in hole}
        formed = markup is not None and Kind.PARAGRAPH not in kinds and Kind.CODE in kinds
        needed = _LEAST_OF_FORMED if formed else least
        if all(
            scores[place] > needed and says_nothing(segments[place], signs[place]) and containers[place] in beside
            for place in hole
        ):
            own[before + 1 : after] = [True] * len(hole)
        elif _heads(segments[after - 1], looks[after - 1], markup):
            enough = scores[after - 1] > (_LEAST_OF_FORMED if markup else _LEAST_OF_HEADING)
            own[after - 1] = enough and says_nothing(segments[after - 1], signs[after - 1])
    return own


def _heads(segment: Segment, look: Look, markup: Markup | None) -> bool:
    if markup is not None or segment.kind is not Kind.PARAGRAPH:
        return segment.kind.is_heading
    return look.width <= _WIDEST_HEADING and not look.ends and segment.gap > 0
