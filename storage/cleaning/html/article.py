"""Which blocks of a page are the article: the container with the most prose, and an extractor's vote.

The two are right on different pages. The container is scored as readers of the web do since Readability (Arc90,
2009): prose gives points to the elements around it, fewer with each step. The vote is trimmed to the container where
they overlap, filled where the vote left out what stands between and is marked up alike, and left alone where the
container holds little of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.article import Kind
from storage.cleaning.html.blocks import HtmlBlock
from storage.cleaning.html.regions import Region, Regions
from storage.cleaning.lines import width_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_STEPS = (1.0, 0.8, 0.7, 0.65, 0.6, 0.55)
"""What each step outwards keeps of a block's points."""
_CONTAINERS = frozenset(("div", "td", "article", "section", "body", "main"))
_NO_PROSE = frozenset((Kind.FIGURE, Kind.TABLE, Kind.RULE))
_WHOLE = frozenset((Kind.RULE, Kind.TABLE, Kind.CODE))
"""Kinds that an extractor may not know; between two blocks of the article they are its own."""
_ENDS = tuple('.!?…。！？"”»’)')
_LONG, _SHORT = 160, 60
_MOST_LINKED = 0.4
_TEASER_LINKED, _LONGEST_TEASER = 0.7, 200
_MOST_POINTS = 7.0
_ITEM_SHARE = 0.4
"""Items of a list are worth less: lists of teasers are fluent prose."""
_PROSE = 2.5
"""Points of a block that is believed outside the container, above the article's last."""
_OVERLAP = 0.25
"""With less of the vote inside the container, the container is not believed."""
_FEW, _MORE = 600, 3
"""A vote of so few characters is not believed where the container holds so many times more."""
_MOSTLY_HIDDEN = 0.3


@dataclass(frozen=True, slots=True)
class ArticleBlocks:
    """What was decided about each block of a page, by its place."""

    kept: tuple[bool, ...]
    regions: tuple[Region | None, ...]
    container: HtmlElement | None
    """The element that holds the article's prose."""
    holders: frozenset[HtmlElement]
    """The container and all elements below it, and those that hold a kept block."""

    def holds(self, element: HtmlElement) -> bool:
        """Whether an element stands where the article does."""
        return element in self.holders or element.getparent() in self.holders


def article_blocks(root: HtmlElement, blocks: Sequence[HtmlBlock], votes: Sequence[bool]) -> ArticleBlocks:
    """Decide which blocks are the article, from the extractor's votes and the page's own structure."""
    points = [_points(block) for block in blocks]
    elements = list(root.iter())
    voted = [len(block.text) * vote for block, vote in zip(blocks, votes, strict=True)]
    regions = Regions(_sums(elements, blocks, points), _sums(elements, blocks, voted))
    named = [regions.of(block.element) for block in blocks]
    container = _container(blocks, points, named)
    page = _Page(blocks, votes, points, named, container)
    kept = page.kept()
    holders = {block.element for block, keep in zip(blocks, kept, strict=True) if keep}
    holders.update(() if container is None else container.iter())
    return ArticleBlocks(tuple(kept), tuple(named), container, frozenset(holders))


def _points(block: HtmlBlock) -> float:
    """Points of a block as prose: 0 for what is none."""
    if block.hidden or block.kind in _NO_PROSE or block.linked >= _MOST_LINKED * len(block.text):
        return 0.0
    width = width_of(block.text)
    if width < _SHORT or (width < _LONG and not block.text.endswith(_ENDS)):
        return 0.0
    return min(_MOST_POINTS, width / 100 + 1) * (_ITEM_SHARE if block.kind is Kind.LIST_ITEM else 1)


def _sums(
    elements: Sequence[HtmlElement], blocks: Sequence[HtmlBlock], points: Sequence[float]
) -> dict[HtmlElement, float]:
    """Points of all blocks below each element; elements are in document order."""
    sums: defaultdict[HtmlElement, float] = defaultdict(float)
    for block, worth in zip(blocks, points, strict=True):
        sums[block.element] += worth
    for element in reversed(elements):
        worth, parent = sums.get(element, 0.0), element.getparent()
        if worth and parent is not None:
            sums[parent] += worth
    return sums


def _container(
    blocks: Sequence[HtmlBlock], points: Sequence[float], named: Sequence[Region | None]
) -> HtmlElement | None:
    scores: defaultdict[HtmlElement, float] = defaultdict(float)
    for block, worth, region in zip(blocks, points, named, strict=True):
        if not worth or region:
            continue
        holder = block.element if block.element.tag in _CONTAINERS else block.element.getparent()
        for share in _STEPS:
            if holder is None:
                break
            scores[holder] += worth * share
            holder = holder.getparent()
    return max(scores, key=lambda element: scores[element]) if scores else None


class _Page:
    """One page while vote and container are weighed against each other."""

    def __init__(
        self,
        blocks: Sequence[HtmlBlock],
        votes: Sequence[bool],
        points: Sequence[float],
        named: Sequence[Region | None],
        container: HtmlElement | None,
    ) -> None:
        self._blocks, self._votes, self._points, self._named = blocks, votes, points, named
        self._container = container
        within = set() if container is None else set(container.iter())
        self._inside = [block.element in within for block in blocks]

    def kept(self) -> list[bool]:
        """Return for each block whether it is the article's."""
        kept = self._filled(self._voted())
        own = self._own()
        if self._length(kept) < _FEW and self._length(own) > _MORE * self._length(kept):
            kept = own
        return self._shown(kept)

    def _length(self, kept: Sequence[bool]) -> int:
        return sum(len(block.text) for block, keep in zip(self._blocks, kept, strict=True) if keep)

    def _own(self) -> list[bool]:
        """The container without its links, its pictures and what markup names: the article where no vote helps."""
        return [
            inside and not region and not block.hidden and not block.is_link_list and block.kind is not Kind.FIGURE
            for block, inside, region in zip(self._blocks, self._inside, self._named, strict=True)
        ]

    def _voted(self) -> list[bool]:
        """The vote, without links, without what markup names, and without what lies beyond the container."""
        voted = [
            vote and not region and not _is_teaser(block)
            for block, vote, region in zip(self._blocks, self._votes, self._named, strict=True)
        ]
        core = [vote and inside for vote, inside in zip(self._votes, self._inside, strict=True)]
        if not any(core) or self._length(core) < _OVERLAP * self._length(self._votes):
            return voted
        last = max(place for place, keep in enumerate(core) if keep)
        return [
            keep and (self._inside[place] or self._alike(place) or (place < last and self._points[place] > _PROSE))
            for place, keep in enumerate(voted)
        ]

    def _alike(self, place: int) -> bool:
        """Whether a block stands in something of the container's own tag and class: another section, a next page."""
        if self._container is None or not (wanted := _signature(self._container))[1]:
            return False
        element = self._blocks[place].element
        near = (element, *_steps_up(element, len(_STEPS)))
        return any(_signature(above) == wanted for above in near)

    def _filled(self, kept: list[bool]) -> list[bool]:
        """Add what stands between blocks of the article or next to them and is marked up as they are."""
        places = [place for place, keep in enumerate(kept) if keep]
        own = self._own()
        if not places:
            return own
        marked_up = {_markup(self._blocks[place].element) for place in places}
        holders = {self._blocks[place].element for place in places}
        alike = [
            mine and (block.element in holders or _markup(block.element) in marked_up)
            for block, mine in zip(self._blocks, own, strict=True)
        ]
        first, last = self._widened(alike, places[0], places[-1])
        return [
            keep or (first <= place <= last and (alike[place] or self._goes_with_its_place(place)))
            for place, keep in enumerate(kept)
        ]

    def _widened(self, alike: Sequence[bool], first: int, last: int) -> tuple[int, int]:
        """The article's first and last place with the prose that touches them and is marked up alike."""
        while first > 0 and alike[first - 1] and self._points[first - 1]:
            first -= 1
        while last + 1 < len(alike) and alike[last + 1] and self._points[last + 1]:
            last += 1
        return first, last

    def _goes_with_its_place(self, place: int) -> bool:
        return self._blocks[place].kind in _WHOLE and self._inside[place] and not self._named[place]

    def _shown(self, kept: list[bool]) -> list[bool]:
        """Leave out what the page does not show, unless that is much of the article: it waits for a click."""
        hidden = [keep and bool(block.hidden) for block, keep in zip(self._blocks, kept, strict=True)]
        if self._length(hidden) > _MOSTLY_HIDDEN * self._length(kept):
            return kept
        return [keep and not hide for keep, hide in zip(kept, hidden, strict=True)]


def _is_teaser(block: HtmlBlock) -> bool:
    """Whether a short block is all but wholly a link: an inline teaser, a tag, a menu."""
    return block.linked >= _TEASER_LINKED * len(block.text) and 0 < len(block.text) < _LONGEST_TEASER


def _steps_up(element: HtmlElement, steps: int) -> list[HtmlElement]:
    found: list[HtmlElement] = []
    for above in element.iterancestors():
        if len(found) == steps:
            break
        found.append(above)
    return found


def _signature(element: HtmlElement) -> tuple[str, str]:
    return str(element.tag), next(iter((element.get("class") or "").split()), "")


def _markup(element: HtmlElement) -> tuple[HtmlElement | None, str, str]:
    return element.getparent(), str(element.tag), element.get("class") or ""
