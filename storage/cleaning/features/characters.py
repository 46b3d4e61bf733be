"""How many characters of each class a segment has: counted over the code points of the whole page at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from enum import IntEnum
from functools import cache

import numpy as np
from numpy.typing import NDArray


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
_LAST = 0xFFFF
_BEYOND_LATIN = 0x0370


def _class_of(char: str) -> Class:
    for signs, found in ((_STOPS, Class.STOP), (_COMMAS, Class.COMMA), (_QUOTES, Class.QUOTE), (_SIGNS, Class.SIGN)):
        if char in signs:
            return found
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


@cache
def _table(last: int) -> NDArray[np.uint8]:
    return np.array([_class_of(chr(code)) for code in range(last + 1)], dtype=np.uint8)


def counts(texts: Sequence[str]) -> NDArray[np.int64]:
    """Return the characters of each class in each text, shape (classes, texts)."""
    whole = "".join(texts)
    # Lone surrogates never come this far: sanitised text has none.
    codes = np.frombuffer(whole.encode("utf-32-le"), dtype=np.uint32)
    highest = codes.max(initial=0)
    last = 0x7F if highest <= 0x7F else 0x7FF if highest <= 0x7FF else _LAST
    classes = _table(last).take(codes, mode="clip")
    starts = np.arange(0, len(texts) * len(Class), len(Class))
    owners = np.repeat(starts, list(map(len, texts)))
    owners += classes
    return np.bincount(owners, minlength=len(texts) * len(Class)).reshape(len(texts), len(Class)).T
