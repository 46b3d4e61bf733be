"""The group ``shape``: what a segment is by itself, without its words and its neighbours."""

from __future__ import annotations

import numpy as np

from storage.article import Kind
from storage.cleaning.features.arrays import Column, column, share
from storage.cleaning.features.characters import Class
from storage.cleaning.features.sight import Sight, of_class

NAMES = (
    "width",
    "words",
    "letters a word",
    "sentences",
    "ends as a sentence",
    "asks",
    "trails off",
    "ends in a colon",
    "list item",
    "numbered",
    "is a stamp",
    "heading",
    "table",
    "quote or code",
    "picture or rule",
    "digits",
    "capitals",
    "letters without case",
    "stops",
    "commas",
    "quotes",
    "signs",
    "begins small",
    "begins with a letter",
    "begins as speech",
    "indent",
    "gap above",
    "gap below",
    "depth",
)
_SPEECH = ("–", "—", "-", "“", '"', "„", "«", "「", "”")


def columns(seen: Sight) -> list[Column]:
    """Return the group's columns in the order of :data:`NAMES`."""
    segments, looks = seen.segments, seen.looks
    length = np.maximum(column(seen.characters.sum(axis=1)), 1)
    letters = of_class(seen, Class.LOWER, Class.UPPER, Class.UNCASED, Class.WIDE)
    gaps = np.array([min(segment.gap, 9) for segment in segments], dtype=np.float32)
    kinds = [segment.kind for segment in segments]
    starts = [segment.text[:1] for segment in segments]

    def flags(values: list[bool]) -> Column:
        return np.array(values, dtype=np.float32)

    return [
        np.log1p(seen.width),
        np.log1p(seen.words),
        share(letters, seen.words),
        np.array([min(look.sentences, 9) for look in looks], dtype=np.float32),
        seen.ends,
        flags([look.asks for look in looks]),
        flags([look.trails_off for look in looks]),
        flags([look.colon for look in looks]),
        seen.item,
        flags([segment.marker[:1].isdigit() for segment in segments]),
        flags([look.stamp for look in looks]),
        np.array([kind.level for kind in kinds], dtype=np.float32),
        flags([kind is Kind.TABLE for kind in kinds]),
        flags([kind in (Kind.QUOTE, Kind.CODE) for kind in kinds]),
        flags([kind in (Kind.FIGURE, Kind.RULE) for kind in kinds]),
        share(of_class(seen, Class.DIGIT), length),
        share(of_class(seen, Class.UPPER), letters),
        share(of_class(seen, Class.UNCASED, Class.WIDE), letters),
        share(of_class(seen, Class.STOP), seen.words),
        share(of_class(seen, Class.COMMA), seen.words),
        share(of_class(seen, Class.QUOTE), seen.words),
        share(of_class(seen, Class.SIGN), length),
        flags([start.islower() for start in starts]),
        flags([start.isalpha() for start in starts]),
        flags([start in _SPEECH for start in starts]),
        np.array([min(segment.indent, 40) for segment in segments], dtype=np.float32),
        gaps,
        np.append(gaps[1:], 9).astype(np.float32),
        np.array([segment.depth for segment in segments], dtype=np.float32),
    ]
