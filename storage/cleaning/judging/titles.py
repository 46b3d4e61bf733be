"""The title of a page: given by its source, or the line above the text that is most like one."""

from __future__ import annotations

import re
from collections import Counter

from storage.article import Kind, Role
from storage.cleaning.dates import find_date
from storage.cleaning.identity import words_of
from storage.cleaning.judging.phrases import folded
from storage.cleaning.judging.pictures import has_credit
from storage.cleaning.judging.scene import Scene
from storage.cleaning.reasons import Cue, because

_NARROWEST, _WIDEST = 12, 220
_REACH = 40
_TEXT_LOOKED_AT = 2500
_SHAPES = frozenset({Cue.REPEATED_LINE, Cue.MENU_BULLETS})


def title_place(scene: Scene) -> int | None:
    """Return the place of the title among the segments; None where no line is like one."""
    given = folded(scene.facts.title)
    if given:
        same = [place for place, look in enumerate(scene.looks) if look.folded == given]
        inside = [place for place in same if scene.inside(place)]
        plain = [place for place in same if not scene.looks[place].item]
        chosen = inside or plain[-1:] or same
        return chosen[0] if chosen else None
    headed = _only_heading(scene)
    if headed is not None:
        return headed
    if scene.whole:
        return _first_line(scene)
    opening = None if any(scene.marks) else _first_line(scene)
    return _likest(scene) if opening is None else opening


def _only_heading(scene: Scene) -> int | None:
    """The one heading of the first level, where markup gives the article exactly one, and above its text."""
    headings = [place for place, segment in enumerate(scene.segments) if segment.kind is Kind.HEADING_1]
    if len(headings) != 1 or not scene.inside(headings[0]):
        return None
    return None if any(look.prose for look in scene.looks[: headings[0]]) else headings[0]


_WIDEST_FIRST = 110


def _first_line(scene: Scene) -> int | None:
    """The first line of a text with nothing above it, where it stands apart and ends as no sentence does."""
    if len(scene.segments) < 2 or not scene.segments[1].gap:
        return None
    look, text = scene.looks[0], scene.segments[0].text
    plain = not (look.item or look.stamp or look.colon) and not text.endswith((".", ",", "。", "，", "、"))
    return 0 if plain and look.folded and look.width <= _WIDEST_FIRST else None


def _first_prose(scene: Scene) -> int:
    for place in range(scene.extent.start, scene.extent.end):
        if scene.looks[place].prose and not scene.looks[place].item and scene.marks[place] is None:
            return place
    return scene.extent.start


def _likest(scene: Scene) -> int | None:
    """The line above the first paragraph that is most like a title."""
    first = _first_prose(scene)
    text = " ".join(segment.text for segment in scene.segments[first : first + _PARAGRAPHS_READ])
    vocabulary = _pieces(text[:_TEXT_LOOKED_AT])
    counts = Counter(look.folded for look in scene.looks)
    best, likest = _LEAST_WORTH, None
    for place in range(max(0, first - _REACH), first):
        if not _may_be_title(scene, place):
            continue
        worth = _likeness(scene, place, vocabulary, counts) - 0.03 * (first - place)
        if worth > best:
            best, likest = worth, place
    return likest


_PARAGRAPHS_READ = 8
_LEAST_WORTH = 0.6
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]+")


def _pieces(text: str) -> frozenset[str]:
    """Words that mean something, by their first letters; of unspaced scripts all pairs of characters."""
    pieces: set[str] = set()
    for word in words_of(text):
        if _EAST_ASIAN.match(word):
            pieces.update(word[at : at + 2] for at in range(len(word) - 1))
        elif len(word) > 3 or word.isdigit():
            pieces.add(word[:6])
    return frozenset(pieces)


def _may_be_title(scene: Scene, place: int) -> bool:
    look, mark = scene.looks[place], scene.marks[place]
    if not _NARROWEST <= look.width <= _WIDEST or look.stamp or look.colon or look.trails_off:
        return False
    return mark is None or mark.cue in _SHAPES


def _likeness(scene: Scene, place: int, vocabulary: frozenset[str], counts: Counter[str]) -> float:
    """How like a title a line is: its words come again in the text, it stands apart, a date or a byline follows."""
    look, segment = scene.looks[place], scene.segments[place]
    pieces = _pieces(segment.text)
    shared = len(pieces & vocabulary)
    likeness = 1.4 * shared / max(3, len(pieces)) + 0.2 * min(shared, 4) + 0.1 * min(look.words, 8)
    likeness += 0.7 * (counts[look.folded] > 1) - 0.7 * look.item
    likeness += 0.3 * (segment.gap > 0) + 0.3 * _stands_apart_below(scene, place)
    likeness -= 1.8 * segment.text.endswith((".", "。", ".”", ".»")) + 0.7 * (look.width > 130)
    likeness -= 0.8 * has_credit(scene.captions[place]) + 0.8 * (find_date(segment.text) is not None)
    likeness += 0.5 * (place == 0 or place == scene.extent.start)
    return likeness + 0.5 * _is_dated_below(scene, place)


def _stands_apart_below(scene: Scene, place: int) -> bool:
    return place + 1 < len(scene.segments) and scene.segments[place + 1].gap > 0


_DATED = frozenset({Cue.DATE_STAMP, Cue.BYLINE_WORDS, Cue.COMMENT_STAMP})
_DATED_WITHIN = 4


def _is_dated_below(scene: Scene, place: int) -> bool:
    following = scene.marks[place + 1 : place + 1 + _DATED_WITHIN]
    return any(mark is not None and mark.cue in _DATED for mark in following)


def settle_title(scene: Scene, place: int | None) -> str:
    """Decide the title's own block and its doubles, and return the title."""
    if place is None:
        return scene.facts.title
    text = scene.segments[place].text
    known = scene.looks[place].folded
    scene.decide(
        place, Role.TITLE, True, because(Cue.TITLE_GIVEN if scene.facts.title else Cue.TITLE, text), Kind.HEADING_1
    )
    for other, look in enumerate(scene.looks):
        if look.folded == known and other != place:
            cue = Cue.BREADCRUMB if look.item and other < place else Cue.TITLE_REPEATED
            scene.decide(other, Role.DUPLICATE, False, because(cue))
    return scene.facts.title or text
