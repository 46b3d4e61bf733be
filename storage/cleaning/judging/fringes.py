"""The fringes of the article: what stands between its title and its text."""

from __future__ import annotations

from storage.block import Role
from storage.cleaning.judging.looks import Look
from storage.cleaning.judging.scene import Scene
from storage.cleaning.reasons import Cue, because

_STANDFIRST_WIDTH, _STANDFIRST_WORDS = 50, 8
_STANDFIRST_REACH = 10


def standfirst(scene: Scene, title: int | None) -> None:
    """Sentences between the title and the text are its lead."""
    if scene.marked_up or title is None or title >= scene.extent.start:
        return
    for place in range(title + 1, min(scene.extent.start, title + 1 + _STANDFIRST_REACH)):
        look = scene.looks[place]
        if scene.signs[place] is None and scene.open(place) and _is_standfirst(look):
            scene.decide(place, Role.LEAD, True, because(Cue.LEAD_LINE, "stands between title and text"))


def _is_standfirst(look: Look) -> bool:
    return look.width >= _STANDFIRST_WIDTH and look.words >= _STANDFIRST_WORDS and look.ends and not look.trails_off
