"""All groups of features of a page in one table, with their names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from storage.cleaning.features import around, heads, place, shape, signs, words
from storage.cleaning.features.sight import Sight
from storage.cleaning.features.words import Lexicon
from storage.cleaning.html import evidence
from storage.cleaning.segments import Markup

_TEXT: dict[str, Sequence[str]] = {
    "shape": shape.NAMES,
    "marks": signs.NAMES,
    "place": place.NAMES,
    "heads": heads.NAMES,
    "around": around.NAMES,
    "words": words.NAMES,
}
GROUPS: dict[str, Sequence[str]] = {**_TEXT, **evidence.GROUPS}
"""Group → the names of its columns, in the order of the table; what only markup can say stands last."""
NAMES: tuple[str, ...] = tuple(name for names in GROUPS.values() for name in names)
"""All columns: a table without markup ends where the groups of text do."""


@cache
def group_numbers(columns: int) -> tuple[int, ...]:
    """Return the number of the group, in the order of :data:`GROUPS`, of each of the first columns."""
    owners = [number for number, names in enumerate(GROUPS.values()) for _ in names]
    return tuple(owners[:columns])


def table(seen: Sight, lexicon: Lexicon, markup: Markup | None = None) -> NDArray[np.float32]:
    """Return the features of every segment of a page, shape (segments, names); what markup adds stands last."""
    columns = [
        *shape.columns(seen),
        *signs.columns(seen),
        *place.columns(seen),
        *heads.columns(seen),
        *around.columns(seen),
        *words.columns(seen, lexicon),
    ]
    # By columns in memory: so the trees read it, and so it is put together in one step.
    own = np.concatenate(columns).reshape(len(columns), seen.size)
    return own.T if markup is None else np.concatenate((own, markup.columns.T)).T
