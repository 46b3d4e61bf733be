"""Furniture that only its neighbours give away: runs of short bullets, lines that a page prints again and again.

Together with the signs of ``furniture`` this says how much a text looks like the dump of a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from storage.block import Role
from storage.cleaning.judging.furniture import Sign, sign_of
from storage.cleaning.judging.looks import Look
from storage.cleaning.reasons import Cue, because
from storage.cleaning.segments import Segment

_ITEM_WORDS, _ITEM_WIDTH = 5, 40


def signs_of(segments: Sequence[Segment], looks: Sequence[Look]) -> list[Sign | None]:
    """Return for each segment what its words say, or else the run of short lines that it stands in."""
    found = [sign_of(segment, look) for segment, look in zip(segments, looks, strict=True)]
    _add_bullets(looks, found)
    _add_repeated(looks, found)
    return found


_OFTEN, _WIDEST_OFTEN = 3, 60


def _add_repeated(looks: Sequence[Look], found: list[Sign | None]) -> None:
    """Give a sign to short lines that a page prints three times or more: buttons, badges, names of columns."""
    counts = Counter(look.folded for look in looks if look.width <= _WIDEST_OFTEN and not look.ends)
    often = {line: times for line, times in counts.items() if times >= _OFTEN}
    if not often:
        return
    for place, look in enumerate(looks):
        if found[place] is None and look.folded in often and look.width <= _WIDEST_OFTEN and not look.ends:
            found[place] = Sign(Role.OTHER, because(Cue.REPEATED_LINE, str(often[look.folded])), 1)


def _add_bullets(looks: Sequence[Look], found: list[Sign | None]) -> None:
    """Give a sign to runs of two or more short bullets: the words of sharing, or else a menu."""
    items = [_is_short_item(look) if look.item else False for look in looks]
    end = 0
    for start in [place for place, item in enumerate(items) if item]:
        if start < end:
            continue
        sharing = _shares(found[start])
        end = start + 1
        while end < len(items) and items[end] and _shares(found[end]) == sharing:
            end += 1
        run = end - start
        if run < 2 or (not sharing and _counts_things(looks, start, end)):
            continue
        role, cue = (Role.SHARE, Cue.SHARE_BULLETS) if sharing else (Role.NAVIGATION, Cue.MENU_BULLETS)
        menu = Sign(role, because(cue, str(run)), 1 if run < 3 else 1.5)
        for place in range(start, end):
            if sharing or found[place] is None:
                found[place] = menu


def _counts_things(looks: Sequence[Look], start: int, end: int) -> bool:
    """Whether most items begin with a figure: ingredients, results, dates."""
    return 2 * sum(look.folded[:1].isdigit() for look in looks[start:end]) > end - start


def _shares(sign: Sign | None) -> bool:
    return sign is not None and sign.role is Role.SHARE


def _is_short_item(look: Look) -> bool:
    return look.words <= _ITEM_WORDS and look.width <= _ITEM_WIDTH and not look.ends


_LEAST_WEIGHT, _LEAST_OF_A_NOTE = 1.0, 3.5
"""What signs must add up to in a text; in a short one without a paragraph: a list, a recipe, a poem, some lines."""
_SHORT_TEXT = 800


def is_a_page(looks: Sequence[Look], signs: Sequence[Sign | None]) -> bool:
    """Whether a text has signs enough that it may be the dump of a page; else it is an article from end to end.

    A shopping list has the shape of a menu: of a short text without a paragraph only the words count.
    """
    if is_short(looks) and not any(look.prose for look in looks):
        return sum(sign.weight for sign in signs if sign and not is_by_shape(sign)) >= _LEAST_OF_A_NOTE
    return sum(sign.weight for sign in signs if sign) >= _LEAST_WEIGHT


def is_short(looks: Sequence[Look]) -> bool:
    """Whether a text is as short as a letter, a poem, a note."""
    return sum(look.width for look in looks) <= _SHORT_TEXT


_SHAPES = frozenset({Cue.MENU_BULLETS, Cue.MENU_SEPARATORS, Cue.FIGURES_ONLY, Cue.REPEATED_LINE})


def says_nothing(segment: Segment, sign: Sign | None) -> bool:
    """Whether neither its words nor its markup say what a segment is."""
    return sign is None and segment.because is None and segment.hint is None


def is_by_shape(sign: Sign | None) -> bool:
    """Whether nothing but its shape speaks against a segment, or nothing at all."""
    return sign is None or sign.cue in _SHAPES
