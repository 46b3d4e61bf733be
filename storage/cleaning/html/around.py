"""What the blocks inside an element inherit from those around it: its place, how it is shown, lists and quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.cleaning.html.outline import Place

if TYPE_CHECKING:
    from lxml.etree import _Element

    from storage.article import Kind


@dataclass(slots=True)
class Item:
    """A list item whose marker has not been given away yet."""

    marker: str


class Around(Place):
    """What an element's blocks inherit from those around it."""

    __slots__ = ("element", "hidden", "item", "kind", "lists", "one_piece", "quotes")

    def __init__(
        self, element: _Element, kind: Kind, hidden: str, lists: int, quotes: int, item: Item | None
    ) -> None:
        self.element, self.kind, self.hidden = element, kind, hidden
        self.lists, self.quotes, self.item = lists, quotes, item
        self.one_piece = False
