"""The group ``shape``: what a segment is by itself, without its words and its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

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
_KINDS = {kind: number for number, kind in enumerate(Kind)}
_OF_KINDS = np.array(
    [
        (kind.level, kind is Kind.TABLE, kind in (Kind.QUOTE, Kind.CODE), kind in (Kind.FIGURE, Kind.RULE))
        for kind in Kind
    ],
    dtype=np.float32,
).T
"""Of each kind: its level as a heading, whether it is a table, a quote or code, a picture or a rule."""
_SPEECH = ("–", "—", "-", "“", '"', "„", "«", "「", "”")


def columns(seen: Sight) -> list[Column]:
    """Return the group's columns in the order of :data:`NAMES`."""
    segments, looks = seen.segments, seen.looks
    length = np.maximum(column(seen.characters.sum(axis=1)), 1)
    letters = of_class(seen, Class.LOWER, Class.UPPER, Class.UNCASED, Class.WIDE)
    said = [(segment.gap, segment.indent, segment.depth, _KINDS[segment.kind]) for segment in segments]
    gaps, indents, depths, kinds = np.array(said).T
    gaps = np.minimum(gaps, 9).astype(np.float32)
    starts = [segment.text[:1] for segment in segments]
    _, _, sentences, _, asks, trails_off, colon, _, stamp, _, _ = zip(*looks, strict=True)

    def flags(values: Sequence[bool]) -> Column:
        return np.array(values).astype(np.float32)

    return [
        np.log1p(seen.width),
        np.log1p(seen.words),
        share(letters, seen.words),
        np.minimum(np.array(sentences, dtype=np.float32), np.float32(9)),
        seen.ends,
        flags(asks),
        flags(trails_off),
        flags(colon),
        seen.item,
        flags([segment.marker[:1].isdigit() for segment in segments]),
        flags(stamp),
        *_OF_KINDS[:, kinds],
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
        np.minimum(indents, 40).astype(np.float32),
        gaps,
        np.append(gaps[1:], 9).astype(np.float32),
        depths.astype(np.float32),
    ]
