"""What can be seen of the lines above a text that may be its headline: one row a line, for the trees that choose."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storage.block import Kind
from storage.cleaning.judging.core import core_of
from storage.cleaning.judging.furniture import Sign
from storage.cleaning.judging.likeness import NAMES as LIKENESS
from storage.cleaning.judging.likeness import likenesses
from storage.cleaning.judging.scene import Extent, Scene
from storage.cleaning.reasons import Cue

NAMES = (
    "width",
    "words",
    "item",
    "end mark",
    "share of capitals",
    "share of figures",
    "credit",
    "indent",
    "letters a word",
    "small initial",
    "signs that part",
    "colon inside",
    "lines that hold it",
    "article's own",
    "lines from the top",
    "lines to the text",
    "blank lines around",
    "blank lines below",
    "mark",
    "lines to a date below",
    "width above",
    "width below",
    "width two above",
    "width two below",
    "mark above",
    "wide lines above",
    "wide lines from the top",
    "date next",
    "own lines to the text",
    "own lines above",
    "words behind the best",
    "share behind the best",
    "lines that may be it below",
    *LIKENESS,
)
"""The columns, in their order."""
_REACH, _BEYOND = 60, 3
_NARROWEST, _WIDEST = 8, 230
_LEAST_FOUND = 14
_PARTING = ("|", "»", "›", ">", " / ", "·", "•")
_GOES_ON = (",", "،", "，", "、", ";")
_QUOTES = "\"“”„«»『「' )"
_ENDS = {**dict.fromkeys(".。", 1.0), **dict.fromkeys("?？!！", 2.0), **dict.fromkeys(":：", 3.0)}
_ENDS |= dict.fromkeys(",，;-", 4.0)
_DATED = frozenset({Cue.DATE_STAMP.value, Cue.BYLINE_WORDS.value, Cue.COMMENT_STAMP.value})
_SIGNS = {
    Cue.REPEATED_LINE.value: 1.0,
    Cue.MENU_BULLETS.value: 1.0,
    Cue.SHORT_LINE.value: 2.0,
    Cue.SECTION_HEAD.value: 3.0,
}
_OTHER_SIGN = 4.0


@dataclass(frozen=True, slots=True)
class Candidates:
    """The lines of a page that may be its headline."""

    places: Sequence[int]
    table: NDArray[np.float32]
    """Shape (places, :data:`NAMES`)."""


_NO_HEADLINE = frozenset((Kind.TABLE, Kind.CODE, Kind.RULE, Kind.FIGURE))


def candidates(scene: Scene) -> Candidates:
    """Return the lines from some way above the article's core to just below its start that are like a headline."""
    core = core_of(scene)
    looks = scene.looks
    reach = range(max(0, core.start - _REACH), min(len(looks), core.start + _BEYOND))
    places = [
        place
        for place in reach
        if _NARROWEST <= looks[place].width <= _WIDEST and not looks[place].stamp and looks[place].folded
        if not scene.segments[place].text.endswith(_GOES_ON) and scene.segments[place].kind not in _NO_HEADLINE
    ]
    if not places:
        return Candidates((), np.zeros((0, len(NAMES)), dtype=np.float32))
    return Candidates(places, np.array(list(_rows(scene, core, places)), dtype=np.float32))


_COUNT, _SHARE = LIKENESS.index("words in the text"), LIKENESS.index("share of words in the text")


def _rows(scene: Scene, core: Extent, places: Sequence[int]) -> Iterator[list[float]]:
    """The rows; what compares a line with the others comes in at the end."""
    looks = scene.looks
    whole = "\n".join([look.folded for look in looks])
    near = _Near(scene, places[0] - _MOST_BEFORE, places[-1] + _MOST_AFTER, core.start)
    likeness = likenesses(scene, core, places)
    most, best = max(row[_COUNT] for row in likeness), max(row[_SHARE] for row in likeness)
    for number, (place, shared) in enumerate(zip(places, likeness, strict=True)):
        look = looks[place]
        yield [
            *_seen(scene, place),
            min(6, whole.count(look.folded)) if len(look.folded) > _LEAST_FOUND else -1,
            *_around(scene, near, place, core.start),
            most - shared[_COUNT],
            best - shared[_SHARE],
            len(places) - number,
            *shared,
        ]


def _seen(scene: Scene, place: int) -> Sequence[float]:
    """What is seen of a line itself."""
    look, segment = scene.looks[place], scene.segments[place]
    text = segment.text
    words = text.split()
    return (
        look.width,
        look.words,
        look.item,
        _ENDS.get(text.rstrip(_QUOTES)[-1:], 0.0),
        sum([word[0].isupper() for word in words]) / (look.words or 1),
        sum(map(text.count, "0123456789")) / (len(text) or 1),
        bool(scene.captions[place]),
        segment.indent,
        len(text) / (look.words or 1),
        text[:1].islower(),
        sum(map(text.count, _PARTING)),
        ": " in text,
    )


_MOST_BEFORE, _MOST_AFTER = 8, 13


class _Near:
    """What of the lines around the candidates is asked of each of them, looked up once."""

    def __init__(self, scene: Scene, start: int, end: int, core: int) -> None:
        looks = scene.looks
        places = range(max(0, start), min(len(looks), end))
        self.dated = [place for place in places if _is_dated(scene, place)]
        self.wide = [place for place in places if looks[place].width > _WIDE]
        self.start = places.start
        self.signs = [_number_of(sign) for sign in scene.signs[places.start : places.stop]]
        self.own = [place for place, own in enumerate(scene.own[:core]) if own]


_WIDE = 40


def _below(places: Sequence[int], place: int, never: int) -> int:
    """Return how far below a place the next of these places is, at most ``never``."""
    at = bisect_right(places, place)
    return min(places[at] - place, never) if at < len(places) else never


def _around(scene: Scene, near: _Near, place: int, first: int) -> Sequence[float]:
    """What stands around a line."""
    looks, size = scene.looks, len(scene.looks)
    own = place - near.start
    until_dated = _below(near.dated, place, 7)
    after = place + 1 < size
    gap_below = scene.segments[place + 1].gap if after else 9
    own_above = bisect_right(near.own, place)
    return (
        scene.own[place],
        min(place, _MOST_FROM_TOP),
        first - place,
        min(scene.segments[place].gap, _MOST_BLANK) + min(gap_below, _MOST_BLANK),
        gap_below,
        near.signs[own],
        until_dated,
        looks[place - 1].width if place else 0,
        looks[place + 1].width if after else 0,
        looks[place - 2].width if place > 1 else 0,
        looks[place + 2].width if place + 2 < size else 0,
        min(2.0, near.signs[own - 1]) if place else 0.0,
        bisect_left(near.wide, place) - bisect_left(near.wide, place - _MOST_BEFORE),
        bisect_right(near.wide, place),
        until_dated == 1,
        len(near.own) - own_above if place < first else -1,
        own_above / (len(near.own) or 1),
    )


_MOST_FROM_TOP, _MOST_BLANK = 200, 3


def _number_of(sign: Sign | None) -> float:
    return _SIGNS.get(sign.cue, _OTHER_SIGN) if sign else 0.0


def _is_dated(scene: Scene, place: int) -> bool:
    sign = scene.signs[place]
    return scene.looks[place].stamp or (sign is not None and sign.cue in _DATED)
