"""The title of a page: given by its source, or the line above the text that is most like one."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from storage.block import Kind, Role
from storage.cleaning.identity import words_of
from storage.cleaning.judging.phrases import folded
from storage.cleaning.judging.scene import Scene
from storage.cleaning.reasons import Cue, because

if TYPE_CHECKING:
    from storage.cleaning.model.trees import Trees

_WORDINGS_AGREE = 0.6
_NEAR_THE_TEXT = 40


def title_place(scene: Scene) -> int | None:
    """Return the place of the title among the segments; None where no line is like one."""
    if given := folded(scene.facts.title):
        return _given(scene, given)
    headings = [place for place, segment in enumerate(scene.segments) if segment.kind is Kind.HEADING_1]
    if len(headings) > 1:  # the heads of parts, none of the whole
        return None
    if headings and _is_above_all(scene, headings[0]):
        return headings[0]
    if scene.whole:
        return _first_line(scene)
    opening = None if any(scene.signs) else _first_line(scene)
    return _likest(scene) if opening is None else opening


def _given(scene: Scene, given: str) -> int | None:
    """Where the page prints the title that its source gives: word by word, or as a heading in other words."""
    same = [
        place
        for place, look in enumerate(scene.looks)
        if look.folded == given and "\n" not in scene.segments[place].text
    ]
    if not same:
        return _reworded(scene, given)
    inside = [place for place in same if scene.inside(place)]
    plain = [place for place in same if not scene.looks[place].item]
    return (inside or plain[-1:] or same)[0]


def _reworded(scene: Scene, given: str) -> int | None:
    """The first heading above the text whose words are mostly those of the title."""
    wanted = Counter(words_of(given))
    end = scene.extent.start + 2
    for place in range(max(0, end - _NEAR_THE_TEXT), min(end, len(scene.segments))):
        if scene.segments[place].kind not in (Kind.HEADING_1, Kind.HEADING_2):
            continue
        own = Counter(words_of(scene.segments[place].text))
        if 2 * (own & wanted).total() >= _WORDINGS_AGREE * (own.total() + wanted.total()):
            return place
    return None


def _is_above_all(scene: Scene, heading: int) -> bool:
    """Whether the one heading of the first level that markup gives is the article's, and above its text."""
    return scene.inside(heading) and not any(look.prose for look in scene.looks[:heading])


_WIDEST_FIRST = 110


def _first_line(scene: Scene) -> int | None:
    """The first line of a text with nothing above it, where it stands apart and ends as no sentence does."""
    if len(scene.segments) < 2 or not scene.segments[1].gap:
        return None
    look, text = scene.looks[0], scene.segments[0].text
    if scene.segments[0].kind in (Kind.TABLE, Kind.CODE):
        return None
    plain = not (look.item or look.stamp or look.colon) and not text.endswith((".", ",", "。", "，", "、"))
    return 0 if plain and look.folded and look.width <= _WIDEST_FIRST else None


_LEAST_LIKELY = -4.0
"""Log-odds; a line less likely than that is none of the article's headline."""


def _likest(scene: Scene) -> int | None:
    """The line above the first paragraph that is most like a title."""
    from storage.cleaning.judging.headlines import candidates

    found = candidates(scene)
    if not found.places:
        return None
    scores = chooser().scores(found.table)
    best = int(scores.argmax())
    if scores[best] < _LEAST_LIKELY:
        return None
    return _last_copy(scene, found.places, _without_path(scene, found.places, found.places[best]))


def _last_copy(scene: Scene, places: Sequence[int], chosen: int) -> int:
    """Of the lines that say the same, the last that is no item: those above are steps of a breadcrumb or links."""
    same = [place for place in places if scene.looks[place].folded == scene.looks[chosen].folded]
    plain = [place for place in same if not scene.looks[place].item]
    return (plain or same)[-1]


_NARROWEST_PART, _NEXT_TO = 12, 3
_LABEL = re.compile(r"\w{3,12}: ?")


def _without_path(scene: Scene, places: Sequence[int], chosen: int) -> int:
    """The line that is all of the chosen one's end: the headline by a breadcrumb, or anywhere by “Subject: …”."""
    whole = scene.looks[chosen].folded
    found = chosen
    for place in places:
        look = scene.looks[place]
        if look.width < _NARROWEST_PART or look.item or look.folded == whole or not whole.endswith(look.folded):
            continue
        before = whole[: -len(look.folded)]
        ends = not before[-1].isalnum() and (abs(place - chosen) <= _NEXT_TO or _LABEL.fullmatch(before))
        if ends and (found == chosen or look.width > scene.looks[found].width):
            found = place
    return found


@cache
def chooser() -> Trees:
    """Return the trees that weigh lines as headlines, as ``make train`` left them."""
    from storage.cleaning import model
    from storage.cleaning.model.trees import Trees

    written = resources.files(model) / "headlines.json"
    return Trees.of(json.loads(written.read_text(encoding="utf-8")))


def settle_title(scene: Scene, place: int | None) -> str:
    """Decide the title's own block and its doubles, and return the title."""
    if place is None:
        return scene.facts.title
    text = scene.segments[place].text
    known = {scene.looks[place].folded, folded(scene.facts.title)} - {""}
    scene.decide(
        place, Role.TITLE, True, because(Cue.TITLE_GIVEN if scene.facts.title else Cue.TITLE, text), Kind.HEADING_1
    )
    for other, look in enumerate(scene.looks):
        if look.folded in known and other != place:
            cue = Cue.BREADCRUMB if look.item and other < place else Cue.TITLE_REPEATED
            scene.decide(other, Role.DUPLICATE, False, because(cue))
    return scene.facts.title or text
