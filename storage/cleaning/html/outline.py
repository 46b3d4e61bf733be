"""The block elements of a page as a table: where each stands, what it holds, what its names and those above say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from storage.cleaning.html.traits import traits_of

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTAINERS = frozenset(("div", "td", "article", "section", "main", "body"))
"""Elements that hold an article's paragraphs."""
NO_ATTRIBUTES: Mapping[str, str] = {}


@dataclass(slots=True)
class Outline:
    """Block elements by their number, in the order of the page; each list has one entry an element.

    The blocks below element ``n`` are those from ``first[n]`` up to, without, ``end[n]``: sums over what an element
    holds are differences of two running sums, whatever the depth.
    """

    elements: list[_Element] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    """The number of the block element around it; the first one has -1."""
    depths: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    own: list[int] = field(default_factory=list)
    """Its own traits (``storage.cleaning.html.traits``) as bits."""
    containers: list[int] = field(default_factory=list)
    """The nearest container: itself or one around it; 0 where there is none."""
    paths: list[int] = field(default_factory=list)
    """Elements with the same path of tags and classes from the root share a number."""
    is_container: list[bool] = field(default_factory=list)
    kinds: list[int] = field(default_factory=list)
    """Elements with the same tag and class share a number."""
    _known_paths: dict[tuple[int, int], int] = field(default_factory=dict)
    _known_kinds: dict[tuple[str, str], int] = field(default_factory=dict)

    def enter(self, element: _Element, tag: str, parent: int, attributes: Mapping[str, str], first: int) -> int:
        """Add an element whose first block will be number ``first``; return its number."""
        number = len(self.parents)
        if attributes:
            names = attributes.get("class", "")
            kind = self._known_kinds.setdefault((tag, names), len(self._known_kinds))
            if ident := attributes.get("id"):
                names = f"{names} {ident}"
            own = traits_of(tag, names[:800], attributes.get("role", ""), attributes.get("itemprop", ""))
        else:
            kind = self._known_kinds.setdefault((tag, ""), len(self._known_kinds))
            own = traits_of(tag, "")
        self.elements.append(element)
        self.parents.append(parent)
        self.first.append(first)
        self.end.append(first)
        self.own.append(own)
        self.kinds.append(kind)
        self.is_container.append(tag in CONTAINERS)
        above = (-1, kind)
        if parent < 0:
            self.depths.append(0)
            self.containers.append(0)
        else:
            self.depths.append(self.depths[parent] + 1)
            self.containers.append(number if tag in CONTAINERS else self.containers[parent])
            above = (self.paths[parent], kind)
        self.paths.append(self._known_paths.setdefault(above, len(self._known_paths)))
        return number
