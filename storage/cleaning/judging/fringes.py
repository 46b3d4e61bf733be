"""The fringes of the article: what stands just above or below its stretch and belongs to it all the same."""

from __future__ import annotations

from storage.article import Role
from storage.cleaning.judging.looks import Look
from storage.cleaning.judging.scene import Scene
from storage.cleaning.reasons import Cue, because

_STANDFIRST_WIDTH, _STANDFIRST_WORDS = 50, 8
_STANDFIRST_REACH = 10


def standfirst(scene: Scene, title: int | None) -> None:
    """Sentences between the title and the text are its lead."""
    if scene.voted or title is None or title >= scene.extent.start:
        return
    for place in range(title + 1, min(scene.extent.start, title + 1 + _STANDFIRST_REACH)):
        look = scene.looks[place]
        if scene.marks[place] is None and scene.open(place) and _is_standfirst(look):
            scene.decide(place, Role.LEAD, True, because(Cue.LEAD_LINE, "stands between title and text"))


def _is_standfirst(look: Look) -> bool:
    return look.width >= _STANDFIRST_WIDTH and look.words >= _STANDFIRST_WORDS and look.ends and not look.trails_off


_LEAST_ALIKE = 4


def trailing_list(scene: Scene) -> None:
    """A list that the last paragraph announces with a colon, or lines built alike with figures: dates, prices."""
    if scene.voted or not scene.extent.end:
        return
    at = scene.extent.end
    head = at < len(scene.looks) and scene.marks[at] is None and not scene.looks[at].item and scene.looks[at].short
    announced = scene.looks[at - 1].colon or (head and scene.looks[at].colon)
    first = at + 1 if head and not _has_figure(scene, at) else at
    end = first
    while end < len(scene.looks) and _goes_on(scene, end, first):
        end += 1
    figures = sum(_has_figure(scene, place) for place in range(first, end))
    if end - first < _LEAST_ALIKE or not (announced or figures >= 0.75 * (end - first)):
        return
    for place in range(at, end):
        scene.decide(place, Role.BODY, True)


def _goes_on(scene: Scene, place: int, first: int) -> bool:
    look, before = scene.looks[place], scene.segments[place].gap
    if scene.marks[place] is not None or look.stamp or not scene.open(place):
        return False
    same = place == first or (look.item == scene.looks[first].item and before == scene.segments[place - 1].gap)
    return same or (place == first + 1 and look.item == scene.looks[first].item)


def _has_figure(scene: Scene, place: int) -> bool:
    return any(char.isdigit() for char in scene.segments[place].text[:200])
