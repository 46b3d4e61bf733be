"""What the blocks inside an element inherit from those around it: form, how they are shown, lists, quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from storage.block import Kind


@dataclass(slots=True)
class Item:
    """A list item whose marker has not been given away yet."""

    marker: str


@dataclass(slots=True)
class Numbers:
    """The numbers that a list gives its items."""

    next: int


class Manner(NamedTuple):
    """How blocks are read where the walk stands; elements that alter nothing share the one of those around them."""

    kind: Kind = Kind.PARAGRAPH
    hidden: str = ""
    """How the page says that it does not show them; empty for what it shows."""
    one_piece: bool = False
    """Whether a break is white space."""
    lists: int = 0
    """How many lists they stand in."""
    quotes: int = 0
    item: Item | None = None
    """The innermost list item that they stand in."""
    numbers: Numbers | None = None
    """Those of the innermost list; None where it has bullets."""
