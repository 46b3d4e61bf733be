"""The group ``shape``: what a segment is by itself, without its words and its neighbours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from storage.block import Kind
from storage.cleaning.features.arrays import Column, share, shifted
from storage.cleaning.features.characters import Class
from storage.cleaning.features.sight import Sight

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
    "letters of another script than the page's",
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
_SPEECH = frozenset('–—-“"„«「”')


def columns(seen: Sight) -> list[Column]:
    """Return the group's columns in the order of :data:`NAMES`."""
    texts, kinds, _, depths, markers, gaps_above, indents, *_ = zip(*seen.segments, strict=True)
    numbers = np.array((gaps_above, indents, depths))
    gaps = np.minimum(numbers[0], 9).astype(np.float32)
    starts = [text[:1] for text in texts]
    begins = bytes(
        (
            *[marker[:1].isdigit() for marker in markers],
            *map(str.islower, starts),
            *map(str.isalpha, starts),
            *map(_SPEECH.__contains__, starts),
        )
    )
    numbered, small, letter, speech = np.frombuffer(begins, dtype=np.uint8).astype(np.float32).reshape(4, -1)
    shares, unlike = _shares(seen)
    _, asks, trails_off, colon, _, stamp = seen.flags
    return [
        np.log1p(seen.width),
        np.log1p(seen.words),
        shares[0],
        np.minimum(seen.sentences, np.float32(9)),
        seen.ends,
        asks,
        trails_off,
        colon,
        seen.item,
        numbered,
        stamp,
        *_OF_KINDS.take([_KINDS[kind] for kind in kinds], axis=1),
        *shares[1:],
        small,
        letter,
        speech,
        np.minimum(numbers[1], 40).astype(np.float32),
        gaps,
        shifted(gaps, 1, 9),
        numbers[2].astype(np.float32),
        unlike,
    ]


def _shares(seen: Sight) -> tuple[NDArray[np.float32], Column]:
    """Return letters a word and the shares from digits to signs, as :data:`NAMES` has them, and the last column."""
    found = seen.characters.astype(np.float32)
    length = np.maximum(found.sum(axis=0), 1)
    uncased = found[Class.UNCASED : Class.WIDE + 1].sum(axis=0)
    cased = found[Class.LOWER_BEYOND : Class.UPPER_BEYOND + 1]
    beyond = uncased + cased.sum(axis=0)
    capitals = found[Class.UPPER] + cased[1]
    letters = found[Class.LOWER] + found[Class.UPPER] + beyond
    stops, commas, quotes, signs = found[Class.STOP : Class.SIGN + 1]
    parts = letters, found[Class.DIGIT], capitals, uncased, stops, commas, quotes, signs, beyond
    words = seen.words
    wholes = words, length, letters, letters, words, words, words, length, letters
    shares = share(np.concatenate(parts), np.concatenate(wholes)).reshape(len(parts), -1)
    usual = float(beyond.sum()) / max(1.0, float(letters.sum()))
    return shares[:-1], np.abs(shares[-1] - np.float32(usual)) * (letters > 0)
