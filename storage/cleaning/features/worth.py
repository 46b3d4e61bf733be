"""What each segment of a page says for being in the article.

Prose is worth most, short lines cost, furniture with a sign costs more.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from storage.block import Kind
from storage.cleaning.features.arrays import Column, column, shifted
from storage.cleaning.features.runs import below_an_article
from storage.cleaning.judging.furniture import Sign
from storage.cleaning.reasons import Cue

_BELOW_COMMENTS, _BELOW_RELATED = 0.3, 0.5
_BARRIER = 25.0
_SIGNED_NEXT = 14
_PARAGRAPH = 2.0
_LONE = 0.7
_ITEM = 0.5
_SHAPED = frozenset((Kind.TABLE, Kind.RULE))


def worths(
    width: Column,
    ends: Column,
    weight: Column,
    item: Column,
    kinds: Sequence[Kind],
    sentences: Column,
    trailing: Column,
) -> Column:
    """Return what each segment says for being in the article, below zero against it.

    Args:
        width: Terminal columns of each segment.
        ends: Whether it ends as a sentence does.
        weight: Of the sign that its own words gave it, 0 without.
        item: Whether it is an item of a list.
        kinds: Its form.
        sentences: How many end inside it.
        trailing: Whether it breaks off in dots.
    """
    many, trails = sentences > 0, trailing > 0
    shaped = np.array([kind in _SHAPED for kind in kinds])
    ending = ends > 0
    whole = 3 + np.minimum(5.0, (width - 140) / 160)
    worth = np.where(ending, 0.2, -1.0)
    worth = np.where(width >= 40, np.where(ending, 1.0, -0.7), worth)
    worth = np.where(width >= 80, np.where(ending, 2.0, 0.3), worth)
    worth = np.where(width >= 140, np.where(ending, whole, whole * np.where(many, 0.5, 0.2)), worth)
    worth[trails] = -0.5
    worth[shaped] = -0.3
    worth = column(np.where(weight > 0, -weight, worth) * np.where(item > 0, _ITEM, 1.0))
    lone = (worth > 1) & (shifted(worth, -1) < 1) & (shifted(worth, 1) < 1)
    return column(np.where(lone, worth * _LONE, worth))


def below_heads(worth: Column, best: Column, signs: Sequence[Sign | None]) -> Column:
    """Return the worths with those below a head such as “Comments” lowered, where an article may stand above it.

    Comments are fluent prose and may be longer than what they comment on. ``best`` is what
    :func:`storage.cleaning.features.runs.best_above` returned.
    """
    lowered = worth.copy()
    commented, factor = False, 1.0
    for place in np.flatnonzero(below_an_article(best)).tolist():
        sign = signs[place]
        if sign and not commented and _opens_comments(signs, place):
            commented = True
            lowered[place] = -_BARRIER
            continue
        if sign and sign.cue == Cue.SECTION_HEAD:
            factor = _BELOW_RELATED
        elif factor < 1 and worth[place] >= _PARAGRAPH and worth[place - 1] >= _PARAGRAPH:
            factor = 1.0
        if worth[place] > 0:
            lowered[place] *= _BELOW_COMMENTS if commented else factor
    return lowered


def _opens_comments(signs: Sequence[Sign | None], place: int) -> bool:
    """Whether comments begin here: by a head, or by a line of who and when that another soon follows."""
    sign = signs[place]
    if sign is None or sign.cue == Cue.COMMENT_HEAD:
        return sign is not None
    if sign.cue != Cue.COMMENT_STAMP:
        return False
    following = signs[place + 2 : place + 1 + _SIGNED_NEXT]
    return any(later is not None and later.cue == Cue.COMMENT_STAMP for later in following)
