"""What an element is by its tag and attributes: left out, part of a line, a block of some kind; shown or not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto

from storage.block import InlineStyle, Kind
from storage.cleaning.wordlist import word_set

DROPPED = word_set(
    "script style template head title meta link base iframe object embed applet canvas audio video map svg select "
    "datalist textarea input param source track frame frameset colgroup col"
)
"""Elements that are no part of what a page says, or cannot be shown."""
_INLINE = word_set(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math meter nobr output "
    "progress q rb rp rt ruby s samp small span strike strong sub sup time tt u var wbr"
)
STYLES = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), InlineStyle.EMPHASIS),
    **dict.fromkeys(("strong", "b"), InlineStyle.STRONG),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), InlineStyle.CODE),
    **dict.fromkeys(("del", "s", "strike"), InlineStyle.STRIKE),
}
HEADINGS = {f"h{level}": Kind(f"heading-{level}") for level in range(1, 7)}
ONE_PIECE = frozenset({*HEADINGS, "li", "dt", "figcaption", "caption", "legend", "summary", "button"})
"""A break inside one of these is white space."""
LISTS = frozenset(("ul", "ol", "menu", "dir"))
PARAGRAPHS = frozenset(("td", "th", "dt", "dd", "figcaption", "caption"))
"""What stands in one of these is no heading, item or quote, whatever is around."""
PREFORMATTED = frozenset(("pre", "listing", "xmp", "plaintext"))
PARTS = frozenset(("p", "div", "td", "th", "dd", "blockquote", "hr", *LISTS, *PREFORMATTED))
"""A break inside one of these parts lines again, also within one piece."""


class Sort(Enum):
    """What an element is that begins no block."""

    DROPPED = auto()
    INLINE = auto()
    BREAK = auto()
    IMAGE = auto()


SORTS = {
    **dict.fromkeys(_INLINE, Sort.INLINE),
    **dict.fromkeys(DROPPED, Sort.DROPPED),
    "br": Sort.BREAK,
    "img": Sort.IMAGE,
}
"""Tag → sort; what is not here is a block."""
HIDING = frozenset(("hidden", "aria-hidden", "style"))
"""Attributes by which an element may say that it is not shown."""
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def hidden_by(attributes: Mapping[str, str], tag: str) -> str:
    """Return how an element says that it is not shown: ``display:none``; empty for one that is."""
    if tag == "noscript":
        return "noscript"
    if HIDING.isdisjoint(attributes):
        return ""
    if "hidden" in attributes:
        return "hidden"
    if attributes.get("aria-hidden", "").strip().lower() == "true":
        return "aria-hidden"
    style = attributes.get("style")
    found = _NOT_SHOWN.search(style) if style else None
    return re.sub(r"\s", "", found.group()).lower() if found else ""


def whole_number(written: str | None, otherwise: int) -> int:
    """Return the number that an attribute gives, in pixels or none; ``otherwise`` where it gives none."""
    found = re.fullmatch(r"\s*(-?\d{1,9})(?:px)?\s*", written or "")
    return int(found[1]) if found else otherwise
