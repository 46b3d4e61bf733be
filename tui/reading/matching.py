"""Finds the place in a text as it came that matches a paragraph of the clean one, and back. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from storage.article import Block, Kind, Role
from storage.text import sanitise

_TELLING = (40, 24, 12)
"""How many characters are looked for: many first, fewer where the text as it came is cut up by markup or rows."""
_TRIED = 12
"""How many paragraphs or lines on are tried when one has no match."""
_LEAST = 3
"""Characters that tell anything."""
_LOOKED_AT = 20_000
"""Characters of a line or paragraph that are compared."""
_FURTHEST = 3_000
"""How many paragraphs or lines away a match may be."""
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
    plain: dict[int, str] = {}
    for number in range(at, min(at + _TRIED, len(texts))):
        words = _plain(texts[number])
        around = list(_nearest_first(round(number / len(texts) * len(others)), len(others)))
        for length in _TELLING:
            key = words[:length]
            if len(key) < _LEAST:
                continue
            for place in around:
                text = plain.get(place)
                if text is None:
                    text = plain[place] = _plain(others[place])
                if key in text or (len(text) > length and text in words):
                    return place
    return None


def _nearest_first(middle: int, count: int) -> Iterator[int]:
    """Yield the places from 0 to ``count`` that lie near ``middle``, the nearest first."""
    for away in range(min(count, _FURTHEST) + 1):
        for place in {middle - away, middle + away}:
            if 0 <= place < count:
                yield place


def _plain(text: str) -> str:
    return _SPACES.sub(" ", _MARKUP.sub("", text[:_LOOKED_AT])).strip()
