"""What a text says of itself: when it was published, and by whom."""

from __future__ import annotations

from dataclasses import replace

from storage.article import Role
from storage.cleaning.dates import find_date
from storage.cleaning.reasons import Cue, because
from storage.cleaning.scene import Scene
from storage.cleaning.segments import PageFacts

_ABOVE, _BELOW = 20, 6
_WIDEST_STAMP = 160


def read_facts(scene: Scene) -> PageFacts:
    """Return the facts of a page, those that its source left out read from the lines around the text."""
    facts = scene.facts
    published = facts.published or _published(scene)
    if published:
        _date_lines(scene, published)
    return replace(facts, published=published)


def _published(scene: Scene) -> str:
    start, end = scene.extent.start, scene.extent.end
    above = range(max(0, start - _ABOVE), min(end, start + 4))
    below = range(end, min(len(scene.looks), end + _BELOW))
    for stamps_only in (True, False):
        for place in (*above, *below):
            look = scene.looks[place]
            if look.width > _WIDEST_STAMP or (stamps_only and not look.stamp):
                continue
            if found := find_date(scene.segments[place].text):
                return found.day
    return ""


def _date_lines(scene: Scene, published: str) -> None:
    for place, look in enumerate(scene.looks):
        if look.stamp and scene.open(place):
            found = find_date(scene.segments[place].text)
            if found and found.day == published[:10]:
                scene.decide(place, Role.DATE, False, because(Cue.DATE_READ, published))
