"""How many characters of each class a segment has: counted over the code points of the whole page at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from storage.cleaning.code_points import Table, code_points


class Class(IntEnum):
    """What a character counts as."""

    OTHER = 0
    LOWER = 1
    UPPER = 2
    UNCASED = 3
    """A letter of a script without cases: Han, Arabic, Hebrew, Thai."""
    WIDE = 4
    """A letter that takes two columns."""
    DIGIT = 5
    SPACE = 6
    STOP = 7
    """Ends a sentence."""
    COMMA = 8
    QUOTE = 9
    SIGN = 10
    """Symbols that menus are made of: bars, arrows, bullets, slashes."""
    LOWER_BEYOND = 11
    """A small letter of a script beyond Latin."""
    UPPER_BEYOND = 12


_STOPS, _COMMAS, _QUOTES = ".!?…。！？।؟", ",;:、，；：،؛", "\"'“”‘’„«»‹›「」『』《》"
_SIGNS = "|/\\<>→←▶►»›•·#@+=*_~©®™"
_BEYOND_LATIN, _LAST = 0x0370, 0xFFFF


def _class_of(char: str) -> Class:
    for signs, found in ((_STOPS, Class.STOP), (_COMMAS, Class.COMMA), (_QUOTES, Class.QUOTE), (_SIGNS, Class.SIGN)):
        if char in signs:
            return found
    if ord(char) > _LAST:
        return Class.OTHER  # as the trees have learned it
    if char.isspace():
        return Class.SPACE
    if char.isdigit():
        return Class.DIGIT
    if not char.isalpha():
        return Class.OTHER
    latin = ord(char) < _BEYOND_LATIN
    if char.islower():
        return Class.LOWER if latin else Class.LOWER_BEYOND
    if char.isupper() or char.istitle():
        return Class.UPPER if latin else Class.UPPER_BEYOND
    return Class.WIDE if unicodedata.east_asian_width(char) in "WF" else Class.UNCASED


_CLASSES = Table(_class_of)


def counts(texts: Sequence[str]) -> NDArray[np.int64]:
    """Return the characters of each class in each text, shape (classes, texts)."""
    classes = _CLASSES.of(code_points("".join(texts)))
    starts = np.arange(0, len(texts) * len(Class), len(Class))
    owners = np.repeat(starts, list(map(len, texts)))
    owners += classes
    return np.bincount(owners, minlength=len(texts) * len(Class)).reshape(len(texts), len(Class)).T
