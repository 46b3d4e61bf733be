"""Makes hostile text harmless: the one function that takes control characters out.

Article text, titles, authors, tags, notes and paths pass through here when they enter the program, and once
more in the one place that paints (``tui.paint``). What is left can neither steer a terminal nor reorder a line.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_REORDERING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
"""Embeddings, overrides and isolates: each can show text in another order than it has."""

REORDERING_SIGN = "\u21c4"
"""What stands for a character that would reorder the text around it (one for one, so offsets agree)."""

_TABLE: dict[int, str | None] = {
    **dict.fromkeys(range(0x20)),  # C0
    **dict.fromkeys(range(0x7F, 0xA0)),  # DEL and C1
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),  # lone surrogates cannot be encoded
    **{ord(char): REORDERING_SIGN for char in _REORDERING},
    0x202C: None,  # pop directional formatting: nothing is left to pop
    0x2069: None,  # pop directional isolate
    0xFEFF: None,  # byte order mark inside a text
    0x0A: "\n",
    0x09: "\t",
    0x0B: "\n",  # vertical tab and form feed part lines
    0x0C: "\n",
    0x85: "\n",  # next line
    0x2028: "\n",
    0x2029: "\n",
}

# A text, not a pattern: many ranges take long to compile, and a start may need none of them. ``re`` keeps it then.
_HARMFUL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]"


def sanitise(text: str) -> str:
    """Return ``text`` without anything that a terminal could take for a command.

    Newline and tab stay; CR LF and CR become newlines; other C0, DEL and C1 go; characters that reorder text are
    shown as a sign; lone surrogates become U+FFFD. Idempotent.
    """
    if text.isprintable() or not re.search(_HARMFUL, text):
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)


def sanitise_line(text: str) -> str:
    """Return ``text`` as one harmless line: as :func:`sanitise`, every run of white space one space, trimmed."""
    return " ".join(sanitise(text).split())


def fold(text: str) -> str:
    """Return ``text`` as it is compared where case and accents do not count: NFKD, no marks, casefolded."""
    folded = text.casefold()
    return folded if folded.isascii() else _BEYOND_ASCII.sub(_fold_run, folded)


_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")


def _fold_run(run: re.Match[str]) -> str:
    return _folded(run[0])


@lru_cache(maxsize=4096)  # an alphabet has few letters with marks
def _folded(run: str) -> str:
    decomposed = unicodedata.normalize("NFKD", run).casefold()
    return "".join(char for char in decomposed if not unicodedata.combining(char))
