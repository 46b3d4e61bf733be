"""What is asked of every line of a page, answered for all of them at once: how wide they are, of which words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from storage.cleaning.code_points import Table, code_points
from storage.cleaning.lines import is_wide, without_printers_signs

_WIDE = Table(is_wide)
_LETTERS = Table(lambda char: char == "\n" or (char.isalnum() and not char.isdecimal()))
"""1 for what patterns call ``[^\\W\\d_]``, and for what parts lines."""
_ONLY_LETTERS = "".join(char if char == "\n" or char.isalpha() else " " for char in map(chr, range(128)))
_SPACE = np.uint32(0x20)


def widths_of(lines: Sequence[str]) -> list[int]:
    """Return how many terminal columns each line takes, as ``lines.width_of`` does for one."""
    lengths = list(map(len, lines))
    whole = "".join(lines)
    if whole.isascii():
        return lengths
    wide = np.cumsum(_WIDE.of(code_points(whole)), dtype=np.int32)
    if not wide[-1]:
        return lengths
    ends = np.cumsum(lengths)
    until = np.where(ends > 0, wide[ends - 1], 0)
    return list((lengths + np.diff(until, prepend=0)).tolist())


def letters_of(lines: Sequence[str]) -> list[frozenset[str]]:
    """Return the runs of letters of each line; no line holds a newline."""
    text = without_printers_signs("\n".join(lines))
    if text.isascii():
        text = text.translate(_ONLY_LETTERS)
    else:
        codes = code_points(text)
        text = np.where(_LETTERS.of(codes), codes, _SPACE).tobytes().decode("utf-32-le", "surrogatepass")
    return [frozenset(line.split()) for line in text.split("\n")]
