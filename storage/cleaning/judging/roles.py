"""The roles of the parts around the text: captions, lead bullets, the agency, doubles; each rule one function."""

from __future__ import annotations

from storage.block import Role
from storage.cleaning.judging import phrases
from storage.cleaning.judging.pictures import has_credit, is_alternative
from storage.cleaning.judging.scene import Scene
from storage.cleaning.reasons import Cue, because

_NEAR = 12
_LEAST_REPEATED = 25
_PARAGRAPH, _CLOSE_BY = 70, 3


_NEVER_BODY = frozenset((Role.BYLINE, Role.DATE, Role.DATELINE, Role.DUPLICATE))
_ABOVE = 8
"""How many segments above its first one an article may begin: with a picture."""


def hints(scene: Scene) -> None:
    """What markup names: a caption in the article stays as one; a byline, a date, an alternative text is hidden."""
    captions: set[str] = set()
    for place, segment in enumerate(scene.segments):
        if segment.hint is None or segment.because is None:
            continue
        if segment.hint is Role.CAPTION:
            folded = scene.looks[place].folded
            if scene.extent.start - _ABOVE <= place < scene.extent.end:
                again = folded in captions
                reason = because(Cue.CAPTION_REPEATED) if again else segment.because
                scene.decide(place, Role.DUPLICATE if again else Role.CAPTION, not again, reason)
                captions.add(folded)
            else:
                scene.decide(place, Role.CAPTION, False, segment.because)
        elif segment.hint in _NEVER_BODY:
            scene.decide(place, segment.hint, False, segment.because)
        elif segment.hint is Role.LEAD and scene.inside(place):
            scene.decide(place, Role.LEAD, True, segment.because)


def captions(scene: Scene) -> None:
    """Lines with a picture's credit, in the article or just above it; a caption said twice is kept once."""
    for place, look in enumerate(scene.looks):
        if not scene.open(place) or not _near(scene, place):
            continue
        credit = scene.captions[place]
        if not credit:
            continue
        before = place - 1
        if before >= 0 and scene.looks[before].folded == look.folded and not scene.open(before):
            scene.decide(place, Role.DUPLICATE, False, because(Cue.CAPTION_REPEATED))
            continue
        if before >= 0 and scene.open(before) and has_credit(credit) and is_alternative(scene.looks[before], look):
            scene.decide(before, Role.DUPLICATE, False, because(Cue.CAPTION_REPEATED))
        scene.decide(place, Role.CAPTION, True, because(Cue.CAPTION_WORDS, credit))


def _near(scene: Scene, place: int) -> bool:
    if scene.inside(place):
        return True
    start = scene.extent.start
    return not scene.marked_up and start - _NEAR <= place < start


def lead_bullets(scene: Scene) -> None:
    """Bullets of some words between the head of the page and the first paragraph."""
    first = _first_paragraph(scene)
    bullets = []
    place = first - 1
    while place >= 0 and scene.looks[place].item and scene.open(place) and scene.signs[place] is None:
        bullets.append(place)
        place -= 1
    if not 2 <= len(bullets) <= 6 or any(scene.looks[bullet].words < 5 for bullet in bullets):
        return
    for bullet in bullets:
        scene.decide(bullet, Role.LEAD, True, because(Cue.LEAD_BULLETS, str(len(bullets))))


def _first_paragraph(scene: Scene) -> int:
    for place in range(scene.extent.start, scene.extent.end):
        if scene.open(place) and not scene.looks[place].item and scene.signs[place] is None:
            return place
    return scene.extent.end


def agency(scene: Scene) -> None:
    """A news agency's name that stands alone just below the text."""
    for place in range(max(0, scene.extent.end - 2), min(len(scene.segments), scene.extent.end + 3)):
        if scene.looks[place].folded in phrases.AGENCIES and scene.open(place):
            scene.decide(place, Role.SOURCE, True, because(Cue.AGENCY, scene.segments[place].text))
            return


def repeats(scene: Scene) -> None:
    """Further copies of a line inside the article: of a paragraph anywhere, of a short line only close by.

    In markup every block has its place: a refrain is no copy.
    """
    if scene.marked_up:
        return
    last: dict[str, int] = {}
    for place, look in enumerate(scene.looks):
        if look.width < _LEAST_REPEATED or not scene.inside(place):
            continue
        before = last.get(look.folded)
        near = before is not None and (look.width >= _PARAGRAPH or place - before <= _CLOSE_BY)
        if near and scene.open(place):
            scene.decide(place, Role.DUPLICATE, False, because(Cue.TEXT_REPEATED, scene.segments[place].text))
        last[look.folded] = place


_BOX_REACH, _LONGEST_NAME = 6, 5


def author_box(scene: Scene) -> None:
    """A name alone near the end of the text, and the paragraph below that begins with it."""
    for place in range(max(scene.extent.start, scene.extent.end - _BOX_REACH), scene.extent.end - 1):
        name, after = scene.looks[place], scene.looks[place + 1]
        if name.ends or not 2 <= name.words <= _LONGEST_NAME or not after.folded.startswith(name.folded):
            continue
        if after.width <= 2 * name.width or not scene.open(place):
            continue
        reason = because(Cue.AUTHOR_BOX, scene.segments[place].text)
        scene.decide(place, Role.BYLINE, False, reason)
        scene.decide(place + 1, Role.BYLINE, False, reason)
