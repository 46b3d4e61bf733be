"""The group ``marks``: what the rules of ``judging.furniture`` say of a segment's own words."""

from __future__ import annotations

import numpy as np

from storage.block import Role
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
_NUMBERS = {role: number for number, role in enumerate(_ROLES)}
_EVERY_NUMBER = np.arange(len(_ROLES))[:, None]
_MOST = np.float32(9)


def columns(seen: Sight) -> list[Column]:
    """Return the group's columns in the order of :data:`NAMES`."""
    roles = np.array([_NUMBERS.get(sign.role, -1) if sign else -1 for sign in seen.signs])
    lines = [look.folded for look in seen.looks]
    counted: dict[str, int] = {}
    again: list[int] = []
    for line in lines:
        times = counted.get(line, 0)
        again.append(times)
        counted[line] = times + 1
    often = np.array([counted[line] for line in lines], dtype=np.float32)
    return [
        *(roles == _EVERY_NUMBER).astype(np.float32),
        seen.weight,
        np.minimum(often, _MOST),
        np.minimum(np.array(again, dtype=np.float32), _MOST),
    ]
