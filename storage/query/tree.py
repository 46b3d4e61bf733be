"""What a query is once it is read: leaves that hold for an article or an annotation, and how they are joined."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from storage.annotation import is_within


class Part(StrEnum):
    """What of an article or an annotation a leaf is about; its value is what stands before the colon."""

    ANY = ""
    TAG = "tag"
    SOURCE = "source"
    AUTHOR = "author"
    TITLE = "title"
    NOTE = "note"
    TEXT = "text"
    LANG = "lang"
    STATE = "state"
    ADDED = "added"
    PUBLISHED = "published"
    MARKED = "marked"
    HAS = "has"


ALIASES = {"site": Part.SOURCE, "language": Part.LANG}
"""Other names of a field."""
FIELDS = {**ALIASES, **{part.value: part for part in Part if part}}
"""Each field by what is typed before the colon."""
DATES = frozenset({Part.ADDED, Part.PUBLISHED, Part.MARKED})
"""The fields that take days."""
THINGS = ("note", "tag", "mark", "author", "date", "url", "source", "lang", "orphan")
"""What an article or an annotation may have."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase to be found, a tag, or another value of a field."""

    text: str
    """As it is compared: folded; the key of a tag; a language in lower case; a state; a thing to have."""
    written: str
    """As it was typed, without quotes."""
    part: Part = Part.ANY
    quoted: bool = False
    """Whether it stood in quotes: a full-text search takes its words as whole ones."""

    def is_tag_of(self, tags: Iterable[str]) -> bool:
        """Whether one of ``tags``, by their keys, is this tag or is nested in it."""
        return any(is_within(tag, self.text) for tag in tags)


@dataclass(frozen=True, slots=True)
class Span:
    """Days that a date must lie in, as they were written (:mod:`storage.query.days` says which ones these are)."""

    part: Part
    since: str = ""
    """A year, month or day, ``today``, ``yesterday``, or so long ago (``7d``); empty: from the beginning."""
    until: str = ""
    """Likewise, taken in to its end; empty: without an end."""
    after: bool = False
    """Whether only what comes after all of ``since`` counts."""
    before: bool = False
    """Whether only what comes before all of ``until`` counts."""


Leaf: TypeAlias = Term | Span


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    node: Node


@dataclass(frozen=True, slots=True)
class AllOf:
    """Two or more that must all hold; none of them is an AllOf."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Two or more of which one must hold; none of them is an AnyOf."""

    nodes: tuple[Node, ...]


Node: TypeAlias = Term | Span | Not | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked for. A query that asks for nothing is false and holds for everything."""

    root: Node | None = None

    def __bool__(self) -> bool:
        """Whether it asks for anything at all."""
        return self.root is not None

    def holds(self, leaf: Callable[[Leaf], bool]) -> bool:
        """Whether it holds where ``leaf`` says what holds of its leaves."""
        return self.root is None or holds(self.root, leaf)

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """All its leaves, from left to right."""
        return tuple(leaf for leaf, _ in leaves_of(self.root))


def both(nodes: Iterable[Node | None]) -> Node | None:
    """Join what must all hold; None asks for nothing."""
    flat: list[Node] = []
    for node in nodes:
        flat += node.nodes if isinstance(node, AllOf) else () if node is None else (node,)
    return AllOf(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def either(nodes: Iterable[Node | None]) -> Node | None:
    """Join that of which one must hold; None asks for nothing and is left out."""
    flat: list[Node] = []
    for node in nodes:
        flat += node.nodes if isinstance(node, AnyOf) else () if node is None else (node,)
    return AnyOf(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def negated(node: Node | None) -> Node | None:
    """Return what holds where ``node`` does not; nothing asked for stays nothing."""
    if node is None:
        return None
    return node.node if isinstance(node, Not) else Not(node)


def holds(node: Node, leaf: Callable[[Leaf], bool]) -> bool:
    """Whether a node holds where ``leaf`` says what holds of its leaves."""
    match node:
        case Not(inner):
            return not holds(inner, leaf)
        case AllOf(nodes):
            return all(holds(each, leaf) for each in nodes)
        case AnyOf(nodes):
            return any(holds(each, leaf) for each in nodes)
        case Term() | Span():
            return leaf(node)


def leaves_of(node: Node | None, *, wanted: bool = True) -> Iterator[tuple[Leaf, bool]]:
    """Yield each leaf with whether it is wanted: False under an odd number of ``not``."""
    match node:
        case Not(inner):
            yield from leaves_of(inner, wanted=not wanted)
        case AllOf(nodes) | AnyOf(nodes):
            for each in nodes:
                yield from leaves_of(each, wanted=wanted)
        case Term() | Span():
            yield node, wanted
        case None:
            return


def pruned(node: Node | None, keep: Callable[[Leaf], bool]) -> Node | None:
    """Return the tree without the leaves that ``keep`` says ask for nothing."""
    match node:
        case Not(inner):
            return negated(pruned(inner, keep))
        case AllOf(nodes):
            return both(pruned(each, keep) for each in nodes)
        case AnyOf(nodes):
            return either(pruned(each, keep) for each in nodes)
        case Term() | Span():
            return node if keep(node) else None
        case None:
            return None
