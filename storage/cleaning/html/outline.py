"""The block elements of a page as a table: where each stands, what it holds, what its names and those above say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.cleaning.html.traits import traits_of

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTAINERS = frozenset(("div", "td", "article", "section", "main", "body"))
"""Elements that hold an article's paragraphs."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Block elements by their number, in the order of the page; each sequence has one entry an element.

    The blocks below element ``n`` are those from ``first[n]`` up to, without, ``end[n]``: sums over what an element
    holds are differences of two running sums, whatever the depth.
    """

    elements: Sequence[_Element]
    parents: Sequence[int]
    """The number of the block element around it; the first one has -1."""
    depths: Sequence[int]
    first: Sequence[int]
    end: Sequence[int]
    own: Sequence[int]
    """Its own traits (``storage.cleaning.html.traits``) as bits."""
    containers: Sequence[int]
    """The nearest container: itself or one around it; 0 where there is none."""
    paths: Sequence[int]
    """Elements with the same path of tags and classes from the root share a number."""
    kinds: Sequence[int]
    """Elements with the same tag and class share a number."""
    is_container: Sequence[bool]


class Place:
    """Where an element stands in an outline: what those inside it have to know."""

    __slots__ = ("container", "depth", "number", "path")

    def __init__(self, number: int = -1, depth: int = -1, container: int = 0, path: int = -1) -> None:
        self.number, self.depth, self.container, self.path = number, depth, container, path


class OutlineDraft:
    """An outline while the page is walked through."""

    def __init__(self) -> None:
        self._rows: list[tuple[_Element, int, int, int, int, int, int, int, bool]] = []
        self._ends: list[int] = []
        self._paths: dict[tuple[int, int], int] = {}
        self._kinds: dict[tuple[str, str], int] = {}
        self._seen: dict[str | tuple[str, ...], tuple[int, int, bool]] = {}

    def enter(self, element: _Element, tag: str, around: Place, attributes: Mapping[str, str], first: int) -> Place:
        """Add an element whose first block will be number ``first``; return its place."""
        get = attributes.get
        key = (tag, get("class", ""), get("id", ""), get("role", ""), get("itemprop", "")) if attributes else tag
        known = self._seen.get(key)
        if known is None:
            known = self._seen[key] = self._read(tag, attributes)
        kind, own, holds = known
        rows = self._rows
        number, depth, outer = len(rows), around.depth + 1, around.path
        path = self._paths.setdefault((outer, kind), len(self._paths))
        container = number if holds else around.container
        rows.append((element, around.number, depth, first, own, container, path, kind, holds))
        self._ends.append(first)
        return Place(number, depth, container, path)

    def _read(self, tag: str, attributes: Mapping[str, str]) -> tuple[int, int, bool]:
        """Return the number of a tag and class, the traits of an element, and whether it is a container."""
        get = attributes.get
        kind = self._kinds.setdefault((tag, get("class", "")), len(self._kinds))
        own = traits_of(tag, get("class", ""), get("id", ""), get("role", ""), get("itemprop", ""))
        return kind, own, tag in CONTAINERS

    def leave(self, number: int, end: int) -> None:
        """End an element whose last block was the one before number ``end``."""
        self._ends[number] = end

    def finish(self) -> Outline:
        """Return the outline; it has one element at least."""
        elements, parents, depths, first, own, containers, paths, kinds, holds = zip(*self._rows, strict=True)
        return Outline(elements, parents, depths, first, self._ends, own, containers, paths, kinds, holds)
