"""The codebook as a tree: which tags stand under which, in which order, folded and filtered. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from storage.annotation import UNUSED, Tag, TagUse, tag_key
from storage.text import fold

ORDERS = ("name", "marks", "last used")
"""In the order in which the sort key goes through them."""


@dataclass(slots=True)
class Node:
    """A tag, or the beginning that several tags share and that is no tag itself."""

    key: str
    name: str
    depth: int
    tag: Tag | None
    """None where only tags nested in this one exist."""
    use: TagUse
    under: list[Node] = field(default_factory=list)
    """What is nested in it, one level down, in order."""
    nested: int = 0
    """How many tags are nested in it, on all levels."""


@dataclass(frozen=True, slots=True)
class TagRow:
    """A line of the codebook."""

    name: str
    depth: int
    tag: Tag | None
    """None where only tags nested under this name exist."""
    use: TagUse = UNUSED
    nested: int = 0
    """How many tags are nested in it."""
    folded: bool = False
    """Whether these are hidden."""
    matched: bool = True
    """Whether it is listed for itself; else for what is nested in it, which a filter has found."""

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return tag_key(self.name)

    @property
    def branch(self) -> bool:
        """Whether it stands for what is nested in it as well: it is folded, or no tag itself."""
        return self.tag is None or self.folded


def tag_tree(
    tags: Sequence[Tag], uses: Mapping[str, TagUse], order: str = ORDERS[0], *, reverse: bool = False
) -> list[Node]:
    """Return the tags on the first level, each with those nested in it.

    Args:
        tags: the codebook.
        uses: how much each is used, by its key; where that is not known, its own count stands for it.
        order: one of :data:`ORDERS`; of equal ones the first by name comes first.
        reverse: turn the order round.
    """
    nodes: dict[str, Node] = {}
    roots: list[Node] = []
    for tag in sorted(tags, key=lambda tag: tag_key(tag.name)):
        key = tag_key(tag.name)
        above = _above(nodes, roots, tag.name, uses)
        use = uses.get(key) or TagUse(tag.count, tag.count)
        if key in nodes:  # a file that others have edited may hold it twice
            nodes[key].tag, nodes[key].name, nodes[key].use = tag, tag.name, use
        else:
            _hang(nodes, roots, above, Node(key, tag.name, tag.name.count("/"), tag, use))
        for upper in _up(key):
            nodes[upper].nested += 1
    _sort(roots, order, reverse=reverse)
    return roots


def listed(roots: Sequence[Node], folded: Collection[str] = frozenset(), wanted: str = "") -> Iterator[TagRow]:
    """Yield the lines of the tree from top to bottom.

    Args:
        roots: the first level.
        folded: the keys of tags whose nested ones are hidden; a filter looks into these, too.
        wanted: words that a tag's name or description must hold; case and accents do not count.
    """
    words = fold(wanted).split()
    shown = _matching(roots, words) if words else None
    stack = list(reversed(roots))
    while stack:
        node = stack.pop()
        if shown is not None and node.key not in shown:
            continue
        hides = bool(node.under) and shown is None and node.key in folded
        matched = shown is None or shown[node.key]
        yield TagRow(node.name, node.depth, node.tag, node.use, node.nested, hides, matched)
        if not hides:
            stack += reversed(node.under)


def branches(roots: Sequence[Node]) -> frozenset[str]:
    """Return the keys of all that have something nested in them."""
    found: set[str] = set()
    stack = list(roots)
    while stack:
        node = stack.pop()
        if node.under:
            found.add(node.key)
            stack += node.under
    return frozenset(found)


def _above(nodes: dict[str, Node], roots: list[Node], name: str, uses: Mapping[str, TagUse]) -> Node | None:
    """Return what a tag is nested in, made where it is no tag itself."""
    parts = name.split("/")
    node: Node | None = None
    for depth in range(1, len(parts)):
        upper = "/".join(parts[:depth])
        key = tag_key(upper)
        if key not in nodes:
            _hang(nodes, roots, node, Node(key, upper, depth - 1, None, uses.get(key, UNUSED)))
        node = nodes[key]
    return node


def _hang(nodes: dict[str, Node], roots: list[Node], above: Node | None, node: Node) -> None:
    nodes[node.key] = node
    (roots if above is None else above.under).append(node)


def _up(key: str) -> Iterator[str]:
    while key := key.rpartition("/")[0]:
        yield key


def _sort(nodes: list[Node], order: str, *, reverse: bool) -> None:
    """Sort each level: names from a to z, the most marked and the last used first, or the other way round."""
    nodes.sort(key=lambda node: node.key, reverse=reverse and order == ORDERS[0])
    if order == ORDERS[1]:
        nodes.sort(key=lambda node: node.use.total, reverse=not reverse)
    elif order == ORDERS[2]:
        nodes.sort(key=lambda node: node.use.last, reverse=not reverse)
    for node in nodes:
        if node.under:
            _sort(node.under, order, reverse=reverse)


def _matching(roots: Sequence[Node], words: Sequence[str]) -> dict[str, bool]:
    """Return the keys of what matches (True) and of what that is nested in (False)."""
    found: dict[str, bool] = {}
    stack = list(roots)
    while stack:
        node = stack.pop()
        stack += node.under
        said = fold(f"{node.name} {node.tag.description if node.tag else ''}")
        if all(word in said for word in words):
            found[node.key] = True
            for upper in _up(node.key):
                found.setdefault(upper, False)
    return found
