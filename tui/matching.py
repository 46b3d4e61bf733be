"""Finds the place in a text as it came that matches a paragraph of the clean one, and back. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storage.article import Block, Kind, Role
from storage.text import sanitise

_TELLING = (40, 24, 12)
"""How many characters are looked for: many first, fewer where the text as it came is cut up by markup or rows."""
_TRIED = 12
"""How many paragraphs or lines on are tried when one has no match."""
_MARKUP = re.compile(r"<[^<>]{0,400}>|^[\s#>*•·–\-]+|[*_`]{1,3}")
_SPACES = re.compile(r"\s+")


def raw_blocks(text: str) -> tuple[Block, ...]:
    """Return a text as it came as lines to read, harmless but otherwise as they are."""
    lines = sanitise(text).split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    return tuple(
        Block(f"line-{number}", Kind.CODE, line, Role.OTHER, kept=True) for number, line in enumerate(lines, start=1)
    )


def match(texts: Sequence[str], at: int, others: Sequence[str]) -> int | None:
    """Return which of ``others`` matches ``texts[at]`` or, failing that, a text soon after it.

    Of several that match, the one whose place among the others is most like the text's own; None when none does.
    """
    if not texts or not others:
        return None
    plain = [_plain(text) for text in others]
    for number in range(at, min(at + _TRIED, len(texts))):
        words = _plain(texts[number])
        expected = number / len(texts) * len(others)
        for length in _TELLING:
            key = words[:length]
            if len(key) < min(_TELLING[-1], 3):
                continue
            found = [
                place for place, text in enumerate(plain) if key in text or (len(text) > length and text in words)
            ]
            if found:
                return min(found, key=lambda place: abs(place - expected))
    return None


def _plain(text: str) -> str:
    return _SPACES.sub(" ", _MARKUP.sub("", text)).strip()
