"""The title of a page: given by its source, or the line above the text that is most like one."""

from __future__ import annotations

from collections import Counter

from storage.article import Kind, Role
from storage.cleaning.identity import words_of
from storage.cleaning.phrases import folded
from storage.cleaning.reasons import Cue, because
from storage.cleaning.scene import Scene

_NARROWEST, _WIDEST = 12, 220
_REACH = 40
_TEXT_LOOKED_AT = 1500


def title_place(scene: Scene) -> int | None:
    """Return the place of the title among the segments; None where no line is like one."""
    given = folded(scene.facts.title)
    if given:
        same = [place for place, look in enumerate(scene.looks) if look.folded == given]
        inside = [place for place in same if scene.inside(place)]
        plain = [place for place in same if not scene.looks[place].item]
        chosen = inside or plain[-1:] or same
        return chosen[0] if chosen else None
    if scene.whole:
        return _first_line(scene)
    best, likest = 0.0, None
    counts = Counter(look.folded for look in scene.looks)
    first = _first_prose(scene)
    vocabulary = _vocabulary(scene, first)
    for place in range(max(0, first - _REACH), first):
        worth = _worth(scene, place, first, counts, vocabulary)
        if worth >= best and worth > 0:
            best, likest = worth, place
    return likest


_WIDEST_FIRST = 110


def _first_line(scene: Scene) -> int | None:
    """The first line of a text that is no page, where it stands apart and ends as no sentence does."""
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


def _vocabulary(scene: Scene, first: int) -> frozenset[str]:
    text = " ".join(segment.text for segment in scene.segments[first : first + 6])
    return frozenset(words_of(text[:_TEXT_LOOKED_AT]))


def _worth(scene: Scene, place: int, first: int, counts: Counter[str], vocabulary: frozenset[str]) -> float:
    look, segment = scene.looks[place], scene.segments[place]
    if not _NARROWEST <= look.width <= _WIDEST or look.stamp or look.colon:
        return 0
    if scene.marks[place] is not None and counts[look.folded] < 2:
        return 0
    words = words_of(segment.text)
    if not words:
        return 0
    shared = sum(word in vocabulary for word in words if len(word) > 3 or not word.isascii())
    worth = 2.0 * shared / len(words) + min(len(words), 8) / 8
    worth += 1.0 * (counts[look.folded] > 1) - 0.8 * look.item
    worth += 0.3 * (segment.gap > 0) + 0.3 * (place + 1 < len(scene.segments) and scene.segments[place + 1].gap > 0)
    worth -= 0.8 * (segment.text.endswith(".")) + 0.03 * (first - place)
    return worth - 0.9


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
