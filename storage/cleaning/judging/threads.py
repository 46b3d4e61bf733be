"""Threads of comments: a head that says so below what may be an article, and lines of who and when below that.

Comments are prose, may be longer than what they comment on, and hold lists and quotes as an article does.
"""

from __future__ import annotations

import numpy as np

from storage.block import Role
from storage.cleaning.features.arrays import Column
from storage.cleaning.features.runs import below_an_article
from storage.cleaning.features.sight import Sight
from storage.cleaning.judging.doubt import OUT
from storage.cleaning.judging.furniture import Sign
from storage.cleaning.reasons import Cue, because

_LEAST_STAMPS, _REACH = 2, 24
"""So many lines of who and when among so many segments below a head make it one of a thread."""


def without_thread(scores: Column, seen: Sight) -> tuple[Column, list[Sign | None]]:
    """Return the log-odds and the signs of a page; what scored above zero below the head of a thread is a comment."""
    head = _head(seen)
    if head is None:
        return scores, list(seen.signs)
    below = Sign(Role.COMMENT, because(Cue.UNDER_COMMENT_HEAD, seen.segments[head].text), 1)
    left, signs = scores.copy(), list(seen.signs)
    left[head + 1 :] = OUT
    for place in (np.flatnonzero(scores[head + 1 :] > 0) + head + 1).tolist():
        signs[place] = signs[place] or below
    return left, signs


def _head(seen: Sight) -> int | None:
    heads = [place for place, sign in enumerate(seen.signs) if sign and sign.reason.cue == Cue.COMMENT_HEAD]
    below = below_an_article(seen.best_above) if heads else ()
    for place in heads:
        near = seen.signs[place + 1 : place + 1 + _REACH] if below[place] else ()
        if sum(sign is not None and sign.reason.cue == Cue.COMMENT_STAMP for sign in near) >= _LEAST_STAMPS:
            return place
    return None
