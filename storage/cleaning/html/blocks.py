"""A page's tree → all its blocks in order: paragraphs, headings, items, quotes, code, tables, pictures, rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storage.article import Inline, Kind
from storage.cleaning.block_text import TextRun
from storage.cleaning.html.elements import (
    HEADINGS,
    LISTS,
    ONE_PIECE,
    PARAGRAPHS,
    PARTS,
    PREFORMATTED,
    SORTS,
    STYLES,
    Sort,
    hidden_by,
    whole_number,
)
from storage.cleaning.html.outline import Outline, OutlineDraft, Place
from storage.cleaning.html.preformatted import preformatted
from storage.cleaning.html.tables import is_data, rows_of
from storage.cleaning.html.traits import bits_of, traits_of
from storage.cleaning.links import Links
from storage.cleaning.segments import Segment
from storage.text import sanitise_line

if TYPE_CHECKING:
    from lxml.etree import _Element

_TINY = 48
_NONE: Mapping[str, str] = {}
_TIME = bits_of("time")


@dataclass(slots=True)
class HtmlBlock:
    """One block of a page as it stands in the tree."""

    element: _Element
    """The nearest block element that its text stands in."""
    node: int
    """That element's number in the page's outline; of a picture, that of the element around it."""
    text: str
    kind: Kind
    inlines: tuple[Inline, ...] = ()
    depth: int = 0
    marker: str = ""
    hidden: str = ""
    """How the page says that it does not show it: ``display:none``; empty for what it shows."""
    linked: int = 0
    """How many of its characters stand inside links."""
    linked_words: int = 0
    """How many of its words stand inside links."""
    within: int = 0
    """Traits, as bits, of the inline elements that it holds or stands in: ``time``, ``span.byline``."""

    @property
    def is_link_list(self) -> bool:
        """Whether half of its text or more is links."""
        return bool(self.text) and self.linked * 2 >= len(self.text)


class _Around:
    """What an element's blocks inherit from those around it."""

    __slots__ = ("element", "hidden", "item", "kind", "lists", "one_piece", "place", "quotes")

    def __init__(
        self, element: _Element, place: Place, kind: Kind, hidden: str, lists: int, quotes: int, item: _Item | None
    ) -> None:
        self.element, self.place, self.kind, self.hidden = element, place, kind, hidden
        self.lists, self.quotes, self.item = lists, quotes, item
        self.one_piece = False


@dataclass(slots=True)
class _Item:
    """A list item whose marker has not been given away yet."""

    marker: str


def blocks_of(root: _Element, links: Links) -> list[HtmlBlock]:
    """Return every block below ``root`` in the order of the page; no recursion, any depth."""
    return read_blocks(root, links)[0]


def read_blocks(root: _Element, links: Links) -> tuple[list[HtmlBlock], Outline]:
    """Return every block below ``root`` in the order of the page, and the elements that hold them."""
    from lxml import etree

    reader = _Reader(root, links)
    walk = etree.iterwalk(root, events=("start", "end"))
    nodes = reader.run.nodes
    for event, element in walk:
        if event == "start":
            if reader.enter(element):
                text = element.text
            else:
                walk.skip_subtree()
                continue
        else:
            reader.leave(element)
            text = element.tail
        if text:
            nodes = reader.run.nodes
            if nodes or not text.isspace():
                nodes.append(text)
    reader.flush()
    reader.outline.leave(0, len(reader.blocks))
    return reader.blocks, reader.outline.finish()


_BLOCK, _PLAIN, _STYLED, _ANCHOR, _ALONE, _LIST = range(6)
"""What an element was entered as, and what has to be done when it ends."""


class _Reader:
    """The walk's state: where it stands, and the block that is being read."""

    def __init__(self, root: _Element, links: Links) -> None:
        self.blocks: list[HtmlBlock] = []
        self.outline = OutlineDraft()
        self.run = TextRun()
        self._links = links
        place = self.outline.enter(root, "html", Place(), _NONE, 0)
        self._around = [_Around(root, place, Kind.PARAGRAPH, "", 0, 0, None)]
        self._pictures: list[HtmlBlock] = []
        self._numbers: list[int | None] = []
        self._entered: list[int] = []
        self._within = 0

    def enter(self, element: _Element) -> bool:
        """Begin an element; False when what is below it is not to be read."""
        tag = element.tag
        sort = SORTS.get(tag) if type(tag) is str else Sort.DROPPED
        if sort is None:
            return self._enter_block(element, tag)
        if sort is Sort.INLINE:
            self._enter_inline(element, tag)
            return True
        self._entered.append(_ALONE)
        if sort is Sort.BREAK:
            self._break()
        elif sort is Sort.IMAGE:
            self._picture(element)
        return sort is not Sort.DROPPED

    def _enter_inline(self, element: _Element, tag: str) -> None:
        items: Any = element.items()
        attributes: Mapping[str, str] = dict(items) if items else _NONE
        if items:
            hidden = hidden_by(attributes, tag)
            if hidden and not self._around[-1].hidden:
                self._begin_block()
                self._push(element, tag, attributes, hidden)
                self._entered.append(_BLOCK)
                return
            if "class" in attributes or "itemprop" in attributes:
                self._within |= traits_of(tag, attributes.get("class", ""), item=attributes.get("itemprop", ""))
        if tag == "time":
            self._within |= _TIME
        if tag == "a":
            url = self._links.resolve(attributes.get("href")) if items else ""
            self.run.open_link(url)
            self._entered.append(_ANCHOR)
        elif style := STYLES.get(tag):
            self.run.open(style)
            self._entered.append(_STYLED)
        else:
            self._entered.append(_PLAIN)

    def _begin_block(self) -> None:
        run = self.run
        if run.nodes or run.marks or self._pictures:
            self.flush()

    def _enter_block(self, element: _Element, tag: str) -> bool:
        self._begin_block()
        items: Any = element.items()
        attributes: Mapping[str, str] = dict(items) if items else _NONE
        around = self._around[-1]
        hidden = around.hidden or (hidden_by(attributes, tag) if items or tag == "noscript" else "")
        self._entered.append(_LIST if tag in LISTS else _BLOCK)
        pushed = self._push(element, tag, attributes, hidden)
        pushed.one_piece = tag in ONE_PIECE or (around.one_piece and tag not in PARTS)
        if tag in ("p", "div"):
            pass
        elif tag in HEADINGS:
            pushed.kind = HEADINGS[tag]
        elif tag in LISTS:
            self._numbers.append(whole_number(attributes.get("start"), 1) if tag == "ol" else None)
            pushed.lists += 1
        elif tag == "li":
            pushed.kind, pushed.item = Kind.LIST_ITEM, _Item(self._marker(attributes))
        elif tag == "blockquote":
            pushed.kind = Kind.QUOTE
            pushed.quotes += 1
        elif tag in PARAGRAPHS:
            pushed.kind = Kind.PARAGRAPH
        elif tag in PREFORMATTED or (tag == "table" and is_data(element)):
            self._whole(element, tag)
            return False
        elif tag == "hr":
            self.blocks.append(HtmlBlock(element, pushed.place.number, "", Kind.RULE, hidden=hidden))
        return True

    def _push(self, element: _Element, tag: str, attributes: Mapping[str, str], hidden: str) -> _Around:
        around = self._around[-1]
        place = self.outline.enter(element, tag, around.place, attributes, len(self.blocks))
        pushed = _Around(element, place, around.kind, hidden, around.lists, around.quotes, around.item)
        self._around.append(pushed)
        return pushed

    def leave(self, element: _Element) -> None:
        """End an element."""
        entered = self._entered.pop()
        if entered in (_BLOCK, _LIST):
            run = self.run
            if run.nodes or run.marks or self._pictures:
                self.flush()
            self.outline.leave(self._around.pop().place.number, len(self.blocks))
            if entered == _LIST:
                self._numbers.pop()
        elif entered == _ANCHOR:
            self.run.close_link()
        elif entered == _STYLED:
            self.run.close()

    def flush(self) -> None:
        """End the block that is being read; pictures that stood in its midst come after it."""
        got = self.run.finish()
        if got.text:
            around = self._around[-1]
            depth, marker = 0, ""
            if around.kind is Kind.LIST_ITEM:
                depth = max(0, around.lists - 1)
                if around.item:
                    marker, around.item.marker = around.item.marker, ""
            elif around.kind is Kind.QUOTE:
                depth = max(0, around.quotes - 1)
            self.blocks.append(
                HtmlBlock(
                    around.element,
                    around.place.number,
                    got.text,
                    around.kind,
                    got.inlines,
                    depth,
                    marker,
                    around.hidden,
                    got.linked,
                    got.linked_words,
                    self._within,
                )
            )
            self._within = 0
        if self._pictures:
            self.blocks += self._pictures
            self._pictures.clear()

    def _break(self) -> None:
        if self._around[-1].one_piece:
            self.run.add(" ")
        else:
            self._begin_block()

    def _marker(self, attributes: Mapping[str, str]) -> str:
        if not self._numbers or self._numbers[-1] is None:
            return "•"
        number = whole_number(attributes.get("value"), self._numbers[-1])
        self._numbers[-1] = number + 1
        return f"{number}."

    def _whole(self, element: _Element, tag: str) -> None:
        """Read a table of data or preformatted text as it stands, not as what is inside it."""
        around = self._around[-1]
        whole = [Segment(rows_of(element), Kind.TABLE)] if tag == "table" else preformatted(element)
        self.blocks += [
            HtmlBlock(element, around.place.number, part.text, part.kind, (), part.depth, part.marker, around.hidden)
            for part in whole
            if part.text.strip()
        ]

    def _picture(self, image: _Element) -> None:
        words = sanitise_line(image.get("alt") or "")
        around = self._around[-1]
        if words and len(words) <= 2:
            self.run.add(words)  # an emoji drawn as a picture
            return
        if not words and around.element.tag not in ("figure", "picture"):
            return
        if any(0 < whole_number(image.get(side), _TINY) < _TINY for side in ("width", "height")):
            return
        self._pictures.append(HtmlBlock(image, around.place.number, words, Kind.FIGURE, hidden=around.hidden))
