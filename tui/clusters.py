"""What of a text is drawn: it without the characters that terminals disagree on, and the cells that it takes. Pure.

Terminals agree on the cells of nearly every character, but not on some that only change the one before them: a tmux
of 2022 draws ❤ with a variation selector in one cell and a thumb with a skin tone in four, a newer terminal both in
two. What stands behind such a character would be out of line in one or the other. So these are left out where text is
drawn; the text itself keeps them, and what is copied or exported has them. ``docs/reading.md`` says what remains.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate

from rich.cells import cell_len, get_character_cell_size

SOFT_HYPHEN, BREAK_HERE = "\xad", "\u200b"

_EMOJI = (
    "[\xa9\xae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001f1e5\U0001f200-\U0001faff]"
)
_CHANGED = "[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*"
"""A variation selector or a skin tone behind an emoji."""
_AS_ONE = (
    "[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f*\u20e3"
    f"|{_EMOJI}{_CHANGED}[\U000e0020-\U000e007f]*(?:\u200d{_EMOJI}{_CHANGED})*"
)
"""A flag, a keycap, an emoji with what changes it and what is joined to it; compiled when a text may hold one."""
# Compiled, and kept, by ``re`` at their first use: many ranges take long, and ASCII needs none.
_TELLING = "[\u200d\ufe0e\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
"""Without any of these no two characters of a text are one, but for marks."""
_MAY_HOLD_SPACING_MARKS = "[\u0900-\u109f\u1700-\u1cff\ua800-\uabff\U00011000-\U0001d1ff]"
_IN_EMOJI = dict.fromkeys((*map(ord, f"{SOFT_HYPHEN}{BREAK_HERE}\u2060\ufeff\ufe0f"), *range(0x1F3FB, 0x1F400)))
"""What is left out everywhere."""
_NOT_IN_EMOJI = {**_IN_EMOJI, 0x200D: None}
_MAYBE_LEFT_OUT = tuple(map(chr, _NOT_IN_EMOJI))


def holds_unseen(text: str) -> bool:
    """Return whether something of ``text`` may not be drawn."""
    return not text.isascii() and any(sign in text for sign in _MAYBE_LEFT_OUT)


def seen(char: str) -> str:
    """Return a character, or nothing where it is not seen: it is left out between letters."""
    return "" if ord(char) in _NOT_IN_EMOJI else char


def drawn(text: str) -> str:
    """Return ``text`` as it is drawn: without what terminals disagree on; drawn once more it stays the same."""
    while holds_unseen(text):
        before, text = text, _drawn_once(text)
        if text == before:
            break
    return text


def _drawn_once(text: str) -> str:
    parts: list[str] = []
    at = 0
    for match in re.finditer(_AS_ONE, text):
        parts.append(text[at : match.start()].translate(_NOT_IN_EMOJI))
        parts.append(match.group().translate(_IN_EMOJI))
        at = match.end()
    parts.append(text[at:].translate(_NOT_IN_EMOJI))
    return "".join(parts)


@lru_cache(maxsize=4_096)
def cells_of(char: str) -> int:
    """Return the cells of one character: none where it is left out, one for a spacing mark, as some terminals do."""
    if ord(char) in _NOT_IN_EMOJI:
        return 0
    return 1 if is_spacing_mark(char) else get_character_cell_size(char)


def is_spacing_mark(char: str) -> bool:
    """Return whether a character is a mark that has a width of its own, as many vowels of India have."""
    return unicodedata.category(char) == "Mc"


def running_cells(text: str) -> list[int]:
    """Return how many cells stand before each character of ``text``, and at the end all of them.

    Never fewer than ``text`` takes when it is drawn. Inside a cluster of characters that are drawn as one, the count
    is already that after the cluster: the last place with a count is where a row may end.
    """
    cells = [0, *accumulate(map(cells_of, text))]
    if text.isascii():
        return cells
    if re.search(_MAY_HOLD_SPACING_MARKS, text):
        goes_on = False
        for place in range(len(text) - 1, 0, -1):
            goes_on = is_spacing_mark(text[place]) or (goes_on and not cells_of(text[place]))
            if goes_on:
                cells[place] = cells[place + 1]
    if not re.search(_TELLING, text):
        return cells
    less = 0
    """Cells that clusters so far take less than their characters do."""
    at = 0
    for match in re.finditer(_AS_ONE, text):
        start, end = match.span()
        if end == start + 1:
            continue
        if less:
            for place in range(at, start + 1):
                cells[place] -= less
        before = cells[end]
        after = cells[start] + cell_len(drawn(match.group()))
        cells[start + 1 : end] = [after] * (end - start - 1)
        less = before - after
        at = end
    for place in range(at, len(cells)) if less else ():
        cells[place] -= less
    return cells
