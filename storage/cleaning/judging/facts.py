"""What a text says of itself: when it was published, and by whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from storage.article import Role
from storage.cleaning.dates import find_date
from storage.cleaning.judging.bylines import name_alone, names_after_byline, names_beside_date
from storage.cleaning.judging.phrases import AGENCIES
from storage.cleaning.judging.scene import Scene
from storage.cleaning.reasons import Cue, because
from storage.cleaning.segments import PageFacts

_ABOVE, _BELOW, _WITHIN = 20, 6, 4
_WIDEST_STAMP = 160
_HEADER_MARKS = frozenset({Cue.COMMENT_STAMP.value, Cue.BYLINE_WORDS.value})


def read_facts(scene: Scene, title: int | None) -> PageFacts:
    """Return the facts of a page; those that its source left out are read from the lines around the text."""
    facts = scene.facts
    published = facts.published or _published(scene, title)
    authors = facts.authors or _authors(scene, title)
    _settle_dates(scene, published)
    _settle_bylines(scene, authors, published)
    return replace(facts, published=published, authors=authors)


def _around(scene: Scene, title: int | None) -> Iterator[int]:
    """Places where a page says when and who: from the title to the text, further above, just below the text."""
    start, end = scene.extent.start, scene.extent.end
    head = min(end, start + _WITHIN)
    if title is not None and title < head:
        yield from range(title + 1, head)
        yield from range(title - 1, max(-1, title - _ABOVE), -1)
    else:
        yield from range(max(0, start - _ABOVE), head)
    yield from range(max(head, end - 2), min(len(scene.looks), end + _BELOW))


def _published(scene: Scene, title: int | None) -> str:
    for stamps_only in (True,) if scene.whole else (True, False):
        for place in _around(scene, title):
            look = scene.looks[place]
            if look.width > _WIDEST_STAMP or (stamps_only and not look.stamp):
                continue
            if found := find_date(scene.segments[place].text):
                return found.day
    return ""


def _authors(scene: Scene, title: int | None) -> tuple[str, ...]:
    readers: tuple[Callable[[str], tuple[str, ...]], ...] = (names_after_byline, names_beside_date)
    for reader in readers[:1] if scene.whole else readers:
        for place in _around(scene, title):
            if scene.looks[place].width <= _WIDEST_STAMP and (names := reader(scene.segments[place].text)):
                return names
    return _name_by_the_date(scene, title)


def _name_by_the_date(scene: Scene, title: int | None) -> tuple[str, ...]:
    """A line of names right above or below a stamp, between the title and the text."""
    if title is None:
        return ()
    for place in range(title + 1, scene.extent.start):
        beside = scene.looks[max(0, place - 1) : place + 2]
        if not any(look.stamp for look in beside) or scene.looks[place].folded in AGENCIES:
            continue
        if names := name_alone(scene.segments[place].text):
            return names
    return ()


def _settle_dates(scene: Scene, published: str) -> None:
    if not published:
        return
    for place, look in enumerate(scene.looks):
        if look.stamp and scene.open(place) and scene.marks[place] is not None:
            found = find_date(scene.segments[place].text)
            if found and found.day == published[:10]:
                scene.decide(place, Role.DATE, False, because(Cue.DATE_READ, published))


def _settle_bylines(scene: Scene, authors: tuple[str, ...], published: str) -> None:
    """Lines above the text that name the author or the day were read, and need not be shown twice."""
    for place in range(scene.extent.start):
        mark, text = scene.marks[place], scene.segments[place].text
        if not scene.open(place) or scene.looks[place].width > _WIDEST_STAMP:
            continue
        if authors and authors[0] in text and (mark is None or mark.cue in _HEADER_MARKS):
            scene.decide(place, Role.BYLINE, False, because(Cue.AUTHOR_READ, ", ".join(authors)))
        elif mark and mark.cue == Cue.COMMENT_STAMP and published:
            scene.decide(place, Role.DATELINE, False, because(Cue.DATELINE_READ, published))
