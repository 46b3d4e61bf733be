"""The codebook as a tree: which tags stand under which, in which order, folded and filtered. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from storage.annotation import UNUSED, Tag, TagUse, tag_key
from storage.text import fold

_BY_KEY = attrgetter("key")
ORDERS = ("name", "marks", "last used")
"""In the order in which the sort key goes through them."""


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


@dataclass(slots=True)
class Node:
    """A tag, or the beginning that several tags share and that is no tag itself."""

    key: str
    name: str
    depth: int
    tag: Tag | None
    use: TagUse
    under: list[Node] = field(default_factory=list)
    """What is nested in it, one level down, in order."""
    nested: int = 0
    """How many tags are nested in it, on all levels."""
    row: TagRow | None = None
    """Its line where nothing is folded; a codebook of thousands is listed with each letter of a filter."""
    said: str = ""
    """What a filter looks through."""

    def line(self, *, folded: bool = False, matched: bool = True) -> TagRow:
        """Return its line."""
        if folded or not matched:
            return TagRow(self.name, self.depth, self.tag, self.use, self.nested, folded, matched)
        if self.row is None:
            self.row = TagRow(self.name, self.depth, self.tag, self.use, self.nested)
        return self.row


def tag_tree(tags: Sequence[Tag], uses: Mapping[str, TagUse]) -> list[Node]:
    """Return the tags on the first level, each with those nested in it, by name.

    ``uses`` is how much each is used, by its key; where that is not known, its own count stands for it.
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
    return roots


def sort_tree(nodes: list[Node], order: str, *, reverse: bool = False) -> None:
    """Sort each level in place: by one of :data:`ORDERS`, of equal ones the first by name first.

    Names go from a to z, the most marked and the last used come first; ``reverse`` turns that round.
    """
    nodes.sort(key=_BY_KEY, reverse=reverse and order == ORDERS[0])
    if order == ORDERS[1]:
        nodes.sort(key=lambda node: node.use.total, reverse=not reverse)
    elif order == ORDERS[2]:
        nodes.sort(key=lambda node: node.use.last, reverse=not reverse)
    for node in nodes:
        if node.under:
            sort_tree(node.under, order, reverse=reverse)


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
        yield node.line(folded=hides, matched=matched)
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


def _matching(roots: Sequence[Node], words: Sequence[str]) -> dict[str, bool]:
    """Return the keys of what matches (True) and of what that is nested in (False)."""
    found: dict[str, bool] = {}
    stack = list(roots)
    while stack:
        node = stack.pop()
        stack += node.under
        if not node.said:
            node.said = fold(f"{node.name} {node.tag.description if node.tag else ''}")
        if all(word in node.said for word in words):
            found[node.key] = True
            for upper in _up(node.key):
                found.setdefault(upper, False)
    return found
