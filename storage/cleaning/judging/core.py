"""Where an article begins on a page: at the first paragraph of its heaviest stretch."""

from __future__ import annotations

from storage.cleaning.judging.scene import Extent, Scene

_HEAVIEST, _GAP = 600, 100
"""Columns that a segment counts at most, and that each segment between which is not the article's takes away."""


def core_of(scene: Scene) -> Extent:
    """Return the article's heaviest stretch, from its first paragraph on.

    A notice kept by mistake above the headline would else pass for the article's beginning. It is the run of the
    largest sum (J. Kadane, in J. Bentley, CACM 27(9), 1984) of the article's segments less the gaps between them.
    """
    best = weight = 0
    start, before = 0, -1
    found = Extent(0, 0)
    for place, own in enumerate(scene.own):
        if not own:
            continue
        weight -= _GAP * (place - before - 1)
        if weight <= 0:
            weight, start = 0, place
        weight += min(scene.looks[place].width, _HEAVIEST)
        before = place
        if weight > best:
            best, found = weight, Extent(start, place + 1)
    return Extent(_first_paragraph(scene, found), found.end)


def _first_paragraph(scene: Scene, extent: Extent) -> int:
    for place in range(extent.start, extent.end):
        look = scene.looks[place]
        if scene.inside(place) and look.prose and not look.item and scene.signs[place] is None:
            return place
    return extent.start
