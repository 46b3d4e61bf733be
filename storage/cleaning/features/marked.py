"""The group ``marks``: what the rules of ``judging.furniture`` say of a segment's own words."""

from __future__ import annotations

from collections import Counter

import numpy as np

from storage.article import Role
from storage.cleaning.features.arrays import Column
from storage.cleaning.features.sight import Sight

_ROLES = (
    Role.SHARE,
    Role.NAVIGATION,
    Role.RELATED,
    Role.COMMENT,
    Role.PROMOTION,
    Role.LEGAL,
    Role.DATE,
    Role.BYLINE,
    Role.OTHER,
)
NAMES = (*(f"marked {role.value}" for role in _ROLES), "mark's weight", "said so often", "said before")
_MOST = 9


def columns(seen: Sight) -> list[Column]:
    """Return the group's columns in the order of :data:`NAMES`."""
    roles = [mark.role if mark else None for mark in seen.marks]
    counted = Counter(look.folded for look in seen.looks)
    before: Counter[str] = Counter()
    again: list[int] = []
    for look in seen.looks:
        again.append(min(before[look.folded], _MOST))
        before[look.folded] += 1
    return [
        *(np.array([found is role for found in roles], dtype=np.float32) for role in _ROLES),
        seen.weight,
        np.array([min(counted[look.folded], _MOST) for look in seen.looks], dtype=np.float32),
        np.array(again, dtype=np.float32),
    ]
