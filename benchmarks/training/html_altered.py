"""Altered copies of HTML pages: articles cut short, parts of other pages that are no article set in below.

A page is altered as blocks and outline, not as markup: rows are taken out of the outline or set in, and everything
that markup says is worked out anew from it. So an altered page costs no parsing, and its labels are known.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from lxml import etree
from training.altered import Labelled

from storage.cleaning.html.announced import Announced
from storage.cleaning.html.blocks import HtmlBlock, read_blocks
from storage.cleaning.html.evidence import evidence
from storage.cleaning.html.facts import Said
from storage.cleaning.html.holding import holding, near_traits
from storage.cleaning.html.outline import Outline
from storage.cleaning.html.tree import parse
from storage.cleaning.links import Links
from storage.cleaning.segments import Markup, Segment

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")
HOW = ("short", "short and foreign", "foreign")
"""The ways a page is altered; each gives one copy."""
_LEAST_PARAGRAPHS = 2
_PROSE = 80
"""Characters that make a block a paragraph."""
_LEAST_FOREIGN = 600
_MOST_LINKED = 0.4
_HIGHEST = 3
"""A foreign part is set in below the article's last element, or below one up to so many steps around it."""


@dataclass(frozen=True, slots=True)
class Outlined:
    """A page as its markup shows it, and which of its blocks are the article."""

    blocks: tuple[HtmlBlock, ...]
    outline: Outline
    article: tuple[bool, ...]
    head: Announced


@dataclass(frozen=True, slots=True)
class Part:
    """An element of a page that holds prose and nothing of the article: comments, teasers."""

    page: Outlined
    number: int


def outlined(text: str, label: Callable[[Sequence[str]], Sequence[bool]]) -> Outlined:
    """Read a page as ``storage.cleaning.html.page`` does, and label its blocks."""
    root = parse(text)
    said = Said(root)
    blocks, outline = read_blocks(root, Links(said.base))
    article = tuple(label([block.text for block in blocks]))
    none = etree.Element("p")  # who keeps an element keeps its page's whole tree
    bare = tuple(replace(block, element=none) for block in blocks)
    head = Announced(said.titles, said.description, said.body)
    return Outlined(bare, replace(outline, elements=()), article, head)


def as_learned(page: Outlined) -> tuple[Labelled, Markup]:
    """Return a page in the form that samples are made of."""
    held = holding(page.blocks, page.outline)
    near = near_traits(page.blocks, held, page.outline)
    segments = tuple(
        Segment(block.text, block.kind, block.inlines, block.depth, block.marker) for block in page.blocks
    )
    return Labelled(segments, page.article), evidence(page.blocks, page.outline, held, near, page.head)


def copies(page: Outlined, parts: Sequence[Part], draw: random.Random) -> Iterator[Outlined]:
    """Yield the altered copies of a page, in the order of :data:`HOW`; fewer where its article is too short."""
    short = shortened(page, draw)
    if short:
        yield short
    for whole in (short, page):
        if whole and parts and any(whole.article):
            yield with_part(whole, draw.choice(parts), draw)


def shortened(page: Outlined, draw: random.Random) -> Outlined | None:
    """Return the page with two paragraphs up to half of its article left; None where it has too few."""
    own = [place for place, mine in enumerate(page.article) if mine]
    paragraphs = [place for place in own if len(page.blocks[place].text) >= _PROSE]
    if len(paragraphs) < 2 * _LEAST_PARAGRAPHS:
        return None
    last = paragraphs[draw.randint(_LEAST_PARAGRAPHS, len(paragraphs) // 2) - 1]
    left = [place <= last or not mine for place, mine in enumerate(page.article)]
    before = [0, *accumulate(left)]
    outline = replace(
        page.outline,
        first=[before[place] for place in page.outline.first],
        end=[before[place] for place in page.outline.end],
    )
    kept = [place for place, stays in enumerate(left) if stays]
    blocks = tuple(page.blocks[place] for place in kept)
    return Outlined(blocks, outline, tuple(page.article[place] for place in kept), page.head)


def parts_of(page: Outlined) -> list[Part]:
    """Return the outermost elements beside the article that hold prose and none of it."""
    outline = page.outline
    mine = [0, *accumulate(page.article)]
    prose = [0, *accumulate(_prose(block) for block in page.blocks)]

    def holds(sums: list[int], number: int) -> int:
        return sums[outline.end[number]] - sums[outline.first[number]]

    return [
        Part(page, number)
        for number in range(1, len(outline.parents))
        if not holds(mine, number) and holds(prose, number) >= _LEAST_FOREIGN and holds(mine, outline.parents[number])
    ]


def _prose(block: HtmlBlock) -> int:
    counts = len(block.text) >= _PROSE and not block.hidden and block.linked < _MOST_LINKED * len(block.text)
    return len(block.text) if counts else 0


def with_part(page: Outlined, part: Part, draw: random.Random) -> Outlined:
    """Return the page with a part of another one set in after the end of its article."""
    outline, foreign = page.outline, part.page.outline
    above = page.blocks[max(place for place, mine in enumerate(page.article) if mine)].node
    for _ in range(draw.randint(0, _HIGHEST)):
        if outline.depths[above] > 2:
            above = outline.parents[above]
    parent = max(0, outline.parents[above])
    at, row = outline.end[above], _next(outline, above)
    start, stop = part.number, _next(foreign, part.number)
    first, last = foreign.first[start], foreign.end[start]
    moved, added = stop - start, last - first

    def own(number: int) -> int:
        return number if number < row else number + moved

    def theirs(number: int) -> int:
        return number - start + row

    holders = set(_upwards(outline, parent))
    deeper = outline.depths[parent] + 1 - foreign.depths[start]
    rows, their_rows = range(len(outline.parents)), range(start, stop)
    ends = [end + added * (number >= row or number in holders) for number, end in enumerate(outline.end)]

    def mixed(ours: Sequence[_T], set_in: Sequence[_T]) -> list[_T]:
        return [*ours[:row], *set_in, *ours[row:]]

    grown = Outline(
        elements=mixed(outline.elements, foreign.elements[start:stop]),
        parents=mixed(
            [own(outline.parents[number]) for number in rows],
            [parent, *(theirs(foreign.parents[number]) for number in their_rows[1:])],
        ),
        depths=mixed(outline.depths, [foreign.depths[number] + deeper for number in their_rows]),
        first=mixed(
            [outline.first[number] + added * (number >= row) for number in rows],
            [foreign.first[number] - first + at for number in their_rows],
        ),
        end=mixed(ends, [foreign.end[number] - first + at for number in their_rows]),
        own=mixed(outline.own, foreign.own[start:stop]),
        containers=mixed(
            [own(outline.containers[number]) for number in rows],
            [
                theirs(found) if (found := foreign.containers[number]) >= start else own(outline.containers[parent])
                for number in their_rows
            ],
        ),
        paths=mixed(outline.paths, [number + max(outline.paths) + 1 for number in foreign.paths[start:stop]]),
        kinds=mixed(outline.kinds, [number + max(outline.kinds) + 1 for number in foreign.kinds[start:stop]]),
        is_container=mixed(outline.is_container, foreign.is_container[start:stop]),
    )
    blocks = [replace(block, node=own(block.node)) for block in page.blocks]
    blocks[at:at] = [replace(block, node=theirs(block.node)) for block in part.page.blocks[first:last]]
    article = (*page.article[:at], *(False,) * added, *page.article[at:])
    return Outlined(tuple(blocks), grown, article, page.head)


def _next(outline: Outline, number: int) -> int:
    """Return the number of the first element after all that stand below one."""
    depth, after = outline.depths[number], number + 1
    while after < len(outline.depths) and outline.depths[after] > depth:
        after += 1
    return after


def _upwards(outline: Outline, number: int) -> Iterator[int]:
    while number >= 0:
        yield number
        number = outline.parents[number]
