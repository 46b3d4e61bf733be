"""The group ``heads``: what a segment stands below, such as “Comments” or “Most popular”, and prose above that."""

from __future__ import annotations

import numpy as np

from storage.block import Role
from storage.cleaning.features.arrays import Column, above, column, share, since, until, windows
from storage.cleaning.features.runs import below_an_article
from storage.cleaning.features.sight import Sight
from storage.cleaning.reasons import Cue

NAMES = (
    "segments since a comment head",
    "segments until a comment head",
    "prose above the first comment head",
    "below the first comment head",
    "segments since a related head",
    "prose since a related head",
    "prose above the last related head",
    "below a related head with prose above",
    "segments since a comment's stamp",
    "segments until a comment's stamp",
    "comment stamps above",
    "comment stamps near",
    "prose above the first comment stamp",
    "segments since a byline or date",
    "segments until a byline or date",
    "segments since share words",
    "segments until share words",
    "prose above the first mark after prose",
    "segments since legal words",
    "segments until legal words",
    "segments since promotion",
    "segments until promotion",
    "share of marks among the next",
)
_CUES = {Cue.COMMENT_HEAD.value: 1, Cue.SECTION_HEAD.value: 2, Cue.COMMENT_STAMP.value: 3}
_ROLES = {Role.BYLINE: 1, Role.DATE: 1, Role.SHARE: 2, Role.LEGAL: 3, Role.PROMOTION: 4}
_EVERY_CUE, _EVERY_ROLE = np.arange(1, 4)[:, None], np.arange(1, 5)[:, None]
_FAR = 40
_ENOUGH = 300.0
"""Columns of prose above the last head of teasers that make it one below an article."""


def columns(seen: Sight) -> list[Column]:
    """Return the group's columns in the order of :data:`NAMES`."""
    cues = np.array([_CUES.get(sign.reason.cue, 0) if sign else 0 for sign in seen.signs])
    roles = np.array([_ROLES.get(sign.role, 0) if sign else 0 for sign in seen.signs])
    over = above(seen.prose)
    prose = float(seen.prose.sum())
    flags = np.concatenate((cues == _EVERY_CUE, roles == _EVERY_ROLE))
    comments, related, stamps = flags[:3]
    since_comments, since_related, since_stamps, *since_roles = since(flags, _FAR)
    until_comments, _, until_stamps, *until_roles = until(flags, _FAR)
    below_prose = below_an_article(seen.best_above)
    first_comments = _first(comments & below_prose)
    first_stamp = _first(stamps)
    first_sign = _first(((comments | stamps) & below_prose) | (related & below_prose & (over >= 0.1 * prose)))
    places = np.arange(seen.size)
    near_stamps = windows(column(stamps)[None], ((8, 8),))[0, 0]
    next_signs = windows(column(seen.weight > 0)[None], ((0, 10),))[0, 0]
    last_related = np.maximum.accumulate(np.where(related, places, -1))
    at_related = np.where(last_related >= 0, over[np.maximum(last_related, 0)], 0.0)
    dated, *others = zip(since_roles, until_roles, strict=True)
    return [
        since_comments,
        until_comments,
        _prose_above(over, first_comments, prose, seen.size),
        column(places > first_comments),
        since_related,
        np.log1p(column(np.where(last_related >= 0, over - at_related, 0.0))),
        share(at_related, prose),
        column((last_related >= 0) & (at_related >= _ENOUGH)),
        since_stamps,
        until_stamps,
        np.log1p(column(above(column(stamps)))),
        near_stamps,
        _prose_above(over, first_stamp, prose, seen.size),
        *dated,
        *others[0],
        _prose_above(over, first_sign, prose, seen.size),
        *others[1],
        *others[2],
        next_signs,
    ]


def _first(flags: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> int:
    """Return the place of the first flagged segment, one past the page for none."""
    return int(flags.argmax()) if flags.any() else len(flags)


def _prose_above(over: np.ndarray[tuple[int], np.dtype[np.float64]], place: int, prose: float, size: int) -> Column:
    """Return the share of the page's prose above a place for all segments below it; −1 for those above it."""
    here = over[place] / prose if place < size and prose else 0.0
    return column(np.where(np.arange(size) >= place, here, -1.0))
