"""The block elements of a page as a table: where each stands, what it holds, what its names and those above say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from storage.cleaning.html.elements import hidden_by
from storage.cleaning.html.traits import traits_of

_Key: TypeAlias = "str | tuple[str | tuple[str, str], ...]"

CONTAINERS = frozenset(("div", "td", "article", "section", "main", "body"))
"""Elements that hold an article's paragraphs."""


class Looks(NamedTuple):
    """What an element's tag and attributes say, whatever stands around it."""

    tag: str
    classes: str
    """As written; so are the other attributes, each empty where it is not there."""
    ident: str
    role: str
    item: str
    """Its ``itemprop``."""
    kind: int
    """Elements with the same tag and class share it."""
    own: int
    """Its traits (``storage.cleaning.html.traits``) as bits."""
    holds: bool
    """Whether it is a container."""
    hidden: str
    """How it says that it is not shown; empty for one that is."""

    @property
    def names(self) -> str:
        """Its classes and its id."""
        return f"{self.classes} {self.ident}"


@dataclass(frozen=True, slots=True)
class Outline:
    """Block elements by their number, in the order of the page; each sequence has one entry an element.

    The blocks below element ``n`` are those from ``first[n]`` up to, without, ``end[n]``: sums over what an element
    holds are differences of two running sums, whatever the depth.
    """

    looks: Sequence[Looks]
    parents: Sequence[int]
    """The number of the block element around it; the first one has -1."""
    depths: Sequence[int]
    first: Sequence[int]
    end: Sequence[int]
    containers: Sequence[int]
    """The nearest container: itself or one around it; 0 where there is none."""
    paths: Sequence[int]
    """Elements with the same path of tags and classes from the root share a number."""


class OutlineDraft:
    """An outline while the page is walked through."""

    def __init__(self) -> None:
        self._looks: list[Looks] = []
        self._parents: list[int] = []
        self._first: list[int] = []
        self._ends: list[int] = []
        self._kinds: dict[tuple[str, str], int] = {}
        self._seen: dict[_Key, Looks] = {}

    def looks(self, tag: str, items: Sequence[tuple[str, str]]) -> Looks:
        """Return what a tag and its attributes say; the same ones are read once a page."""
        key: _Key = (tag, *items) if items else tag
        return self._seen.get(key) or self._read(key, tag, dict(items))

    def _read(self, key: _Key, tag: str, attributes: Mapping[str, str]) -> Looks:
        get = attributes.get
        named = get("class", ""), get("id", ""), get("role", ""), get("itemprop", "")
        kind = self._kinds.setdefault((tag, named[0]), len(self._kinds))
        own = traits_of(tag, *named)
        looks = self._seen[key] = Looks(tag, *named, kind, own, tag in CONTAINERS, hidden_by(attributes, tag))
        return looks

    def tag(self, number: int) -> str:
        """Return the tag of an element."""
        return self._looks[number].tag

    def enter(self, looks: Looks, parent: int, first: int) -> int:
        """Add an element inside number ``parent`` whose first block will be number ``first``; return its number."""
        self._looks.append(looks)
        self._parents.append(parent)
        self._first.append(first)
        ends = self._ends
        ends.append(first)
        return len(ends) - 1

    def leave(self, number: int, end: int) -> None:
        """End an element whose last block was the one before number ``end``."""
        self._ends[number] = end

    def finish(self) -> Outline:
        """Return the outline; it has one element at least."""
        depths, containers, paths = [0], [0], [0]
        known = {(-1, self._looks[0].kind): 0}
        for number, (looks, parent) in enumerate(zip(self._looks, self._parents, strict=True)):
            if number:
                depths.append(depths[parent] + 1)
                containers.append(number if looks.holds else containers[parent])
                paths.append(known.setdefault((paths[parent], looks.kind), len(known)))
        return Outline(self._looks, self._parents, depths, self._first, self._ends, containers, paths)
