"""The block elements of a page as a table: where each stands, what it holds, what its names and those above say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from storage.cleaning.html.elements import hidden_by
from storage.cleaning.html.traits import traits_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_Key: TypeAlias = "str | tuple[str | tuple[str, str], ...]"

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


class Looks(NamedTuple):
    """What an element's tag and attributes say, whatever stands around it."""

    kind: int
    """Elements with the same tag and class share it."""
    own: int
    """Its traits as bits."""
    holds: bool
    """Whether it is a container."""
    hidden: str
    """How it says that it is not shown; empty for one that is."""


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
        self._seen: dict[_Key, Looks] = {}

    def looks(self, tag: str, items: Sequence[tuple[str, str]]) -> Looks:
        """Return what a tag and its attributes say; the same ones are read once a page."""
        key: _Key = (tag, *items) if items else tag
        return self._seen.get(key) or self._read(key, tag, dict(items))

    def _read(self, key: _Key, tag: str, attributes: Mapping[str, str]) -> Looks:
        get = attributes.get
        classes = get("class", "")
        kind = self._kinds.setdefault((tag, classes), len(self._kinds))
        own = traits_of(tag, classes, get("id", ""), get("role", ""), get("itemprop", ""))
        looks = self._seen[key] = Looks(kind, own, tag in CONTAINERS, hidden_by(attributes, tag))
        return looks

    def enter(self, element: _Element, looks: Looks, around: Place, place: Place, first: int) -> None:
        """Add an element whose first block will be number ``first``; its place becomes ``place``."""
        kind, own, holds, _ = looks
        rows, paths = self._rows, self._paths
        place.number = number = len(rows)
        place.depth = depth = around.depth + 1
        place.container = container = number if holds else around.container
        place.path = path = paths.setdefault((around.path, kind), len(paths))
        rows.append((element, around.number, depth, first, own, container, path, kind, holds))
        self._ends.append(first)

    def leave(self, number: int, end: int) -> None:
        """End an element whose last block was the one before number ``end``."""
        self._ends[number] = end

    def finish(self) -> Outline:
        """Return the outline; it has one element at least."""
        elements, parents, depths, first, own, containers, paths, kinds, holds = zip(*self._rows, strict=True)
        return Outline(elements, parents, depths, first, self._ends, own, containers, paths, kinds, holds)
