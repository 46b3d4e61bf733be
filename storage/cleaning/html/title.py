"""A page's title: the block on the page that agrees best with what its head says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from storage.article import Kind
from storage.cleaning.html.blocks import HtmlBlock
from storage.cleaning.html.vote import words_of

_PARTING = re.compile(r"\s+[|–—\-:•·»«›~/]+\s+|\s*\|\s*|\s+::\s+")
_AGREES = 0.7
_LONGEST = 300
_HEADING = {Kind.HEADING_1: 0.15, Kind.HEADING_2: 0.08, Kind.HEADING_3: 0.04}


def title_of(blocks: Sequence[HtmlBlock], titles: Sequence[str], last: int) -> str:
    """Return the title: the words of a block up to ``last``, the article's last, else the head's own best.

    Each piece of a title such as ``A title | The Site`` is compared as well; headings come before other blocks.
    """
    wanted = [
        Counter(words_of(piece)) for piece in dict.fromkeys(piece for title in titles for piece in _pieces(title))
    ]
    best, text = _AGREES, ""
    for block in blocks[: last + 1]:
        if not block.text or len(block.text) > _LONGEST or block.hidden or block.kind in (Kind.FIGURE, Kind.TABLE):
            continue
        own = Counter(words_of(block.text))
        agreement = max((_agreement(own, other) for other in wanted), default=0.0)
        if agreement < _AGREES:
            continue
        worth = agreement + _HEADING.get(block.kind, 0.0) - 0.3 * (block.kind is Kind.LIST_ITEM)
        if worth > best:
            best, text = worth, block.text
    if text:
        return text
    heading = next(
        (block.text for block in blocks[: last + 1] if block.kind is Kind.HEADING_1 and not block.hidden), ""
    )
    if titles and len(titles) > 1:
        return titles[0]
    return (
        heading[:_LONGEST] or max(_PARTING.split(titles[-1]), key=len, default="") if titles else heading[:_LONGEST]
    )


def _pieces(title: str) -> Iterator[str]:
    yield title
    parts = _PARTING.split(title)
    yield from (part for part in parts if len(words_of(part)) >= 3)
    if len(parts) > 2:
        yield title[: title.rfind(parts[-1])]


def _agreement(own: Counter[str], other: Counter[str]) -> float:
    """Word overlap, 0 to 1 (F1 of the two bags of words)."""
    return 2 * sum((own & other).values()) / max(1, own.total() + other.total())
