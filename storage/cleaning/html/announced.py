"""How far the blocks of a page agree with what its head says: the title, the announcement, the structured text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from storage.block import Kind
from storage.cleaning.html.holding import Floats, Holding, common_depth, line_of

if TYPE_CHECKING:
    from storage.cleaning.html.blocks import HtmlBlock

NAMES = (
    "words shared with the title",
    "blocks since the title",
    "share above the title",
    "in the structured text",
    "page has structured text",
    "announces the page",
    "is the first heading",
    "steps to the common ancestor with the title",
    "steps from the title to the common ancestor",
    "share around the title up to the block",
)


@dataclass(frozen=True, slots=True)
class Announced:
    """What a page's head says of its article: what blocks are compared with."""

    titles: Sequence[str] = ()
    description: str = ""
    body: str = ""
    """The article's text in structured data; empty on most pages."""


_LONGEST_TITLE = 300
_HEADINGS = (Kind.HEADING_1, Kind.HEADING_2)
_PROBE = 60


def columns(blocks: Sequence[HtmlBlock], held: Holding, announced: Announced) -> list[NDArray[np.generic]]:
    """Return the columns named in :data:`NAMES`, a value a block."""
    places = np.arange(len(blocks))
    shared = _like_title(blocks, announced.titles)
    weight = shared + 0.3 * np.array([block.kind in _HEADINGS for block in blocks])
    title = int(weight.argmax()) if len(weight) and weight.max() > 0.5 else -1
    total = max(1.0, float(held.good.sum()))
    above = np.cumsum(held.good)
    known = above[title] if title >= 0 else 0.0
    heading = next((place for place, block in enumerate(blocks) if block.kind is _HEADINGS[0]), -1)
    body, description = _flat(announced.body), _flat(announced.description)
    return [
        shared,
        places - title if title >= 0 else np.full(len(blocks), -99),
        np.full(len(blocks), known / total),
        _found_in(body, blocks),
        np.full(len(blocks), len(body) > _PROBE),
        _found_in(description, blocks),
        places == heading,
        *_from_title(held, title),
    ]


def _from_title(held: Holding, title: int) -> list[NDArray[np.generic]]:
    """Return how near in the tree each block stands to the title, and what prose the two have around them."""
    if title < 0:
        nothing = np.full(len(held.nodes), -1)
        return [nothing, nothing, nothing]
    element = int(held.nodes[title])
    common = common_depth(held, element)
    shares = held.share[line_of(held.outline, element)[::-1]]
    return [held.depths[held.nodes] - common, held.depths[element] - common, shares[common]]


def _like_title(blocks: Sequence[HtmlBlock], titles: Sequence[str]) -> Floats:
    """Return for each block how far its words agree with those of the likest title, 0 to 1."""
    wanted = [words for words in dict.fromkeys(frozenset(title.casefold().split()) for title in titles) if words]
    in_none_of_them = frozenset[str]().union(*wanted).isdisjoint
    found = [0.0] * len(blocks)
    for place, block in enumerate(blocks):
        text = block.text
        if not text or len(text) > _LONGEST_TITLE or in_none_of_them(written := text.casefold().split()):
            continue
        own = set(written)
        found[place] = max(2 * len(own & words) / (len(own) + len(words)) for words in wanted)
    return np.array(found)


def _flat(text: str) -> str:
    return "".join(text.split())


def _found_in(whole: str, blocks: Sequence[HtmlBlock]) -> Floats:
    """Return how much of each block's beginning and end stands in a text: 0, 0.5 or 1."""
    found = np.zeros(len(blocks))
    if len(whole) >= _PROBE // 2:
        for place, block in enumerate(blocks):
            text = block.text
            if len(text) >= _PROBE // 3:
                head = _flat(text[:_PROBE]) in whole
                tail = _flat(text[-_PROBE:]) in whole if len(text) > _PROBE else head
                if head or tail:
                    found[place] = 0.5 * head + 0.5 * tail
    return found
