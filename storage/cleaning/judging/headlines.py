"""What can be seen of the lines above a text that may be its headline: one row a line, for the trees that choose."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from storage.article import Kind
from storage.cleaning.judging.furniture import Mark
from storage.cleaning.judging.looks import Look
from storage.cleaning.judging.scene import Scene
from storage.cleaning.reasons import Cue

NAMES = (
    "width",
    "words",
    "item",
    "blank lines above",
    "end mark",
    "trails off",
    "share of capitals",
    "share of figures",
    "credit",
    "indent",
    "letters a word",
    "small initial",
    "signs that part",
    "copies",
    "lines that hold it",
    "share of words in the text",
    "words in the text",
    "share of words in the opening",
    "words that mean something",
    "lines to the text",
    "blank lines below",
    "mark",
    "lines to a date below",
    "lines to a date above",
    "lines to prose below",
    "width above",
    "width below",
    "width two above",
    "width two below",
    "mark above",
    "wide lines above",
    "date next",
    "item next",
    "words behind the best",
    "share behind the best",
    "lines that may be it below",
    "said before",
    "better below",
)
"""The columns, in their order."""
_REACH, _BEYOND = 60, 3
_NARROWEST, _WIDEST = 8, 230
_PARAGRAPHS_READ, _OPENING_READ = 8, 2
_LEAST_FOUND = 14
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_PARTING = ("|", "»", "›", ">", " / ", "·", "•")
_GOES_ON = (",", "،", "，", "、", ";")
_QUOTES = "\"“”„«»『「' )"
_ENDS = {**dict.fromkeys(".。", 1.0), **dict.fromkeys("?？!！", 2.0), **dict.fromkeys(":：", 3.0)}
_ENDS |= dict.fromkeys(",，;-", 4.0)
_DATED = frozenset({Cue.DATE_STAMP.value, Cue.BYLINE_WORDS.value, Cue.COMMENT_STAMP.value})
_MARKS = {
    Cue.REPEATED_LINE.value: 1.0,
    Cue.MENU_BULLETS.value: 1.0,
    Cue.SHORT_LINE.value: 2.0,
    Cue.SECTION_HEAD.value: 3.0,
}
_OTHER_MARK = 4.0


@dataclass(frozen=True, slots=True)
class Candidates:
    """The lines of a page that may be its headline."""

    places: Sequence[int]
    table: NDArray[np.float32]
    """Shape (places, :data:`NAMES`)."""


_NO_HEADLINE = frozenset((Kind.TABLE, Kind.CODE, Kind.RULE, Kind.FIGURE))


def candidates(scene: Scene) -> Candidates:
    """Return the lines from some way above the first paragraph to just below it that have the width of a headline."""
    first = first_prose(scene)
    looks = scene.looks
    reach = range(max(0, first - _REACH), min(len(looks), first + _BEYOND))
    places = [
        place
        for place in reach
        if _NARROWEST <= looks[place].width <= _WIDEST and not looks[place].stamp and looks[place].folded
        if not scene.segments[place].text.endswith(_GOES_ON) and scene.segments[place].kind not in _NO_HEADLINE
    ]
    if not places:
        return Candidates((), np.zeros((0, len(NAMES)), dtype=np.float32))
    return Candidates(places, np.array(list(_rows(scene, first, places)), dtype=np.float32))


def first_prose(scene: Scene) -> int:
    """Return the place of the article's first paragraph; of its first line where it has none."""
    start = -1
    for place, look in enumerate(scene.looks):
        if scene.inside(place):
            start = place if start < 0 else start
            if look.prose and not look.item and scene.marks[place] is None:
                return place
    return max(start, 0)


def pieces(look: Look) -> frozenset[str]:
    """Words of a line that mean something, by their first letters; of unspaced scripts all pairs of characters."""
    if look.folded.isascii():
        return frozenset({word[:6] for word in look.tokens if len(word) > 3})
    found: set[str] = set()
    for word in look.tokens:
        if not word.isascii() and _EAST_ASIAN.match(word):
            found.update(word[at : at + 2] for at in range(len(word) - 1))
        elif len(word) > 3:
            found.add(word[:6])
    return frozenset(found)


def _rows(scene: Scene, first: int, places: Sequence[int]) -> Iterator[list[float]]:
    """The rows; what compares a line with the others comes in at the end."""
    looks = scene.looks
    paragraphs = [pieces(look) for look in looks[first : first + _PARAGRAPHS_READ]]
    text, opening = frozenset().union(*paragraphs), frozenset().union(*paragraphs[:_OPENING_READ])
    lines = [look.folded for look in looks]
    copies = Counter(lines)
    whole = "\n".join(lines)
    near = _Near(scene, places[0] - _MOST_BEFORE, places[-1] + _MOST_AFTER)
    own = [pieces(looks[place]) for place in places]
    shared = [len(words & text) for words in own]
    shares = [count / max(3, len(words)) for count, words in zip(shared, own, strict=True)]
    most, best = max(shared), max(shares)
    below = 0
    better = []
    for count in reversed(shared):
        better.append(max(0, below - count))
        below = max(below, count)
    better.reverse()
    said: set[str] = set()
    for number, place in enumerate(places):
        look = looks[place]
        held = min(6, whole.count(look.folded)) if len(look.folded) > _LEAST_FOUND else -1
        yield [
            *_seen(scene, place),
            min(4, copies[look.folded]),
            held,
            shares[number],
            shared[number],
            len(own[number] & opening) / max(3, len(own[number])),
            len(own[number]),
            *_around(scene, near, place, first),
            most - shared[number],
            best - shares[number],
            len(places) - number,
            look.folded in said,
            better[number],
        ]
        said.add(look.folded)


def _seen(scene: Scene, place: int) -> Sequence[float]:
    """What is seen of a line itself."""
    look, segment = scene.looks[place], scene.segments[place]
    text = segment.text
    words = text.split()
    return (
        look.width,
        look.words,
        look.item,
        segment.gap,
        _ENDS.get(text.rstrip(_QUOTES)[-1:], 0.0),
        look.trails_off,
        sum([word[0].isupper() for word in words]) / (look.words or 1),
        sum(map(text.count, "0123456789")) / (len(text) or 1),
        bool(scene.captions[place]),
        segment.indent,
        len(text) / (look.words or 1),
        text[:1].islower(),
        sum(map(text.count, _PARTING)),
    )


_MOST_BEFORE, _MOST_AFTER = 8, 13


class _Near:
    """What of the lines around the candidates is asked of each of them, looked up once."""

    def __init__(self, scene: Scene, start: int, end: int) -> None:
        looks = scene.looks
        places = range(max(0, start), min(len(looks), end))
        self.dated = [place for place in places if _is_dated(scene, place)]
        self.prose = [place for place in places if _is_prose(looks[place])]
        self.wide = [place for place in places if looks[place].width > _WIDE]
        self.start = places.start
        self.marks = [_mark(mark) for mark in scene.marks[places.start : places.stop]]


_WIDE = 40


def _below(places: Sequence[int], place: int, never: int) -> int:
    """Return how far below a place the next of these places is, at most ``never``."""
    at = bisect_right(places, place)
    return min(places[at] - place, never) if at < len(places) else never


def _around(scene: Scene, near: _Near, place: int, first: int) -> Sequence[float]:
    """What stands around a line."""
    looks, size = scene.looks, len(scene.looks)
    at = bisect_left(near.dated, place)
    own = place - near.start
    until_dated = _below(near.dated, place, 7)
    after = place + 1 < size
    return (
        first - place,
        scene.segments[place + 1].gap if after else 9,
        near.marks[own],
        until_dated,
        min(place - near.dated[at - 1], 5) if at else 5,
        _below(near.prose, place, 13),
        looks[place - 1].width if place else 0,
        looks[place + 1].width if after else 0,
        looks[place - 2].width if place > 1 else 0,
        looks[place + 2].width if place + 2 < size else 0,
        min(2.0, near.marks[own - 1]) if place else 0.0,
        bisect_left(near.wide, place) - bisect_left(near.wide, place - _MOST_BEFORE),
        until_dated == 1,
        after and looks[place + 1].item,
    )


def _mark(mark: Mark | None) -> float:
    return _MARKS.get(mark.cue, _OTHER_MARK) if mark else 0.0


def _is_dated(scene: Scene, place: int) -> bool:
    mark = scene.marks[place]
    return scene.looks[place].stamp or (mark is not None and mark.cue in _DATED)


def _is_prose(look: Look) -> bool:
    return look.prose and not look.item
