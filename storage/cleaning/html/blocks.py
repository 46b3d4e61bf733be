"""A page's tree → all its blocks in order: paragraphs, headings, items, quotes, code, tables, pictures, rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, cast

from storage.block import Inline, Kind
from storage.cleaning.block_text import TextRun
from storage.cleaning.html.around import Item, Manner, Numbers
from storage.cleaning.html.elements import (
    HEADINGS,
    HIDING,
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
from storage.cleaning.html.outline import Outline, OutlineDraft
from storage.cleaning.html.preformatted import preformatted
from storage.cleaning.html.tables import is_data, rows_of
from storage.cleaning.html.traits import bits_of, traits_of
from storage.cleaning.links import Links
from storage.cleaning.segments import Segment
from storage.text import sanitise_line

if TYPE_CHECKING:
    from lxml.etree import _Element

# Looking up a member of an enumeration takes longer than all else that is done with it: once is enough.
_DROPPED, _IMAGE = Sort.DROPPED, Sort.IMAGE
_ITEM, _QUOTE = Kind.LIST_ITEM, Kind.QUOTE
_TINY = 48
_NONE: Mapping[str, str] = {}
_TIME = bits_of("time")
_KINDS = {**HEADINGS, "li": Kind.LIST_ITEM, "blockquote": Kind.QUOTE, **dict.fromkeys(PARAGRAPHS, Kind.PARAGRAPH)}
_ALTERING = frozenset((*_KINDS, *ONE_PIECE, *LISTS))
"""Elements that alter how the blocks inside them are read."""
_WHOLE = frozenset((*PREFORMATTED, "hr", "table"))
"""Elements that are blocks by themselves, tables not always."""


@dataclass(slots=True)
class HtmlBlock:
    """One block of a page as it stands in the tree."""

    node: int
    """The number of the nearest block element that it stands in, in the page's outline."""
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


def blocks_of(root: _Element, links: Links) -> list[HtmlBlock]:
    """Return every block below ``root`` in the order of the page; no recursion, any depth."""
    return read_blocks(root, links)[0]


def read_blocks(root: _Element, links: Links) -> tuple[list[HtmlBlock], Outline]:
    """Return every block below ``root`` in the order of the page, and the elements that hold them."""
    from lxml import etree

    reader = _Reader(links)
    enter_block, enter_inline, enter_other = reader.enter_block, reader.enter_inline, reader.enter_other
    nodes, entered, leave = reader.run.nodes, reader.entered, reader.leave
    sort_of, inline = SORTS.get, Sort.INLINE
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            tag = element.tag
            sort = sort_of(tag)
            if sort is inline:
                enter_inline(element, tag)
            elif not (enter_other(element, sort) if sort else enter_block(element, tag)):
                walk.skip_subtree()
                continue
            text = element.text
        else:
            if what := entered.pop():
                leave(what)
            text = element.tail
        if text and (nodes or not text.isspace()):
            nodes.append(text)
    reader.flush()
    reader.outline.leave(0, len(reader.blocks))
    return reader.blocks, reader.outline.finish()


class _End(Enum):
    """What has to be done when an inline element ends."""

    STYLE = auto()
    LINK = auto()


_STYLE_END, _LINK_END = _End


class _Reader:
    """The walk's state: where it stands, and the block that is being read."""

    def __init__(self, links: Links) -> None:
        self.blocks: list[HtmlBlock] = []
        self.outline = OutlineDraft()
        self.run = TextRun()
        self.entered: list[tuple[int, Manner] | _End | None] = []
        """What has to be done when each element ends that the walk stands in; of a block, where it stood before."""
        self._links = links
        self._node = self.outline.enter(self.outline.looks("html", ()), -1, 0)
        self._manner = Manner()
        self._pictures: list[HtmlBlock] = []
        self._within = 0
        self._named: dict[tuple[str, str, str], int] = {}

    def enter_other(self, element: _Element, sort: Sort) -> bool:
        """Begin an element that holds no text of its own; False when what is below it is not to be read."""
        self.entered.append(None)
        if sort is _DROPPED:
            return False
        if sort is _IMAGE:
            self._picture(element)
        elif self._manner.one_piece:
            self.run.add(" ")
        else:
            self._begin_block()
        return True

    def enter_inline(self, element: _Element, tag: str) -> None:
        """Begin an element that is part of a line; one that is not shown parts lines as a block does."""
        attributes: Mapping[str, str] = _NONE
        if items := cast("list[tuple[str, str]]", element.items()):
            attributes = dict(items)
            if not HIDING.isdisjoint(attributes) and hidden_by(attributes, tag) and not self._manner.hidden:
                self._begin_block()
                looks = self.outline.looks(tag, items)
                self.entered.append((self._node, self._manner))
                self._node = self.outline.enter(looks, self._node, len(self.blocks))
                self._manner = self._manner._replace(hidden=looks.hidden, one_piece=False)
                return
            if "class" in attributes or "itemprop" in attributes:
                names = (tag, attributes.get("class", ""), attributes.get("itemprop", ""))
                within = self._named.get(names)
                if within is None:
                    within = self._named[names] = traits_of(tag, names[1], item=names[2])
                self._within |= within
        if tag == "a":
            self.run.open_link(self._links.resolve(attributes.get("href")) if items else "")
            self.entered.append(_LINK_END)
        elif style := STYLES.get(tag):
            self.run.open(style)
            self.entered.append(_STYLE_END)
        else:
            if tag == "time":
                self._within |= _TIME
            self.entered.append(None)

    def _begin_block(self) -> None:
        run = self.run
        if run.nodes or run.edges or self._pictures:
            self.flush()

    def enter_block(self, element: _Element, tag: str) -> bool:
        """Begin an element that parts lines; False when what is below it is not to be read."""
        run = self.run
        if run.nodes or run.edges or self._pictures:
            self.flush()
        outline, manner = self.outline, self._manner
        looks = outline.looks(tag, cast("list[tuple[str, str]]", element.items()))
        self.entered.append((self._node, manner))
        self._node = outline.enter(looks, self._node, len(self.blocks))
        if tag in _ALTERING or looks.hidden or manner.one_piece:
            self._manner = manner = _altered(manner, element, tag, looks.hidden)
        if tag not in _WHOLE:
            return True
        if tag == "hr":
            self.blocks.append(HtmlBlock(self._node, "", Kind.RULE, hidden=manner.hidden))
        elif tag != "table" or is_data(element):
            self._whole(element, tag)
            return False
        return True

    def leave(self, entered: tuple[int, Manner] | _End) -> None:
        """End an element by what it was entered as."""
        if isinstance(entered, _End):
            if entered is _LINK_END:
                self.run.close_link()
            else:
                self.run.close()
        else:
            run = self.run
            if run.nodes or run.edges or self._pictures:
                self.flush()
            self.outline.leave(self._node, len(self.blocks))
            self._node, self._manner = entered

    def flush(self) -> None:
        """End the block that is being read; pictures that stood in its midst come after it."""
        got = self.run.finish()
        if got.text:
            kind, hidden, _, lists, quotes, item, _ = self._manner
            depth, marker = 0, ""
            if kind is _ITEM:
                depth = max(0, lists - 1)
                if item:
                    marker, item.marker = item.marker, ""
            elif kind is _QUOTE:
                depth = max(0, quotes - 1)
            self.blocks.append(
                HtmlBlock(
                    self._node,
                    got.text,
                    kind,
                    got.inlines,
                    depth,
                    marker,
                    hidden,
                    got.linked,
                    got.linked_words,
                    self._within,
                )
            )
            self._within = 0
        if self._pictures:
            self.blocks += self._pictures
            self._pictures.clear()

    def _whole(self, element: _Element, tag: str) -> None:
        """Read a table of data or preformatted text as it stands, not as what is inside it."""
        whole = [Segment(rows_of(element), Kind.TABLE)] if tag == "table" else preformatted(element)
        self.blocks += [
            HtmlBlock(self._node, part.text, part.kind, (), part.depth, part.marker, self._manner.hidden)
            for part in whole
            if part.text.strip()
        ]

    def _picture(self, image: _Element) -> None:
        words = sanitise_line(image.get("alt") or "")
        if words and len(words) <= 2:
            self.run.add(words)  # an emoji drawn as a picture
            return
        if not words and self.outline.tag(self._node) not in ("figure", "picture"):
            return
        if any(0 < whole_number(image.get(side), _TINY) < _TINY for side in ("width", "height")):
            return
        self._pictures.append(HtmlBlock(self._node, words, Kind.FIGURE, hidden=self._manner.hidden))


def _altered(around: Manner, element: _Element, tag: str, hidden: str) -> Manner:
    """Return how blocks are read inside an element that parts lines."""
    kind, was_hidden, one_piece, lists, quotes, item, numbers = around
    if tag in LISTS:
        lists += 1
        numbers = Numbers(whole_number(element.get("start"), 1)) if tag == "ol" else None
    elif tag == "li":
        item = Item(_marker(element, numbers))
    elif tag == "blockquote":
        quotes += 1
    one_piece = tag in ONE_PIECE or (one_piece and tag not in PARTS)
    return Manner(_KINDS.get(tag, kind), was_hidden or hidden, one_piece, lists, quotes, item, numbers)


def _marker(item: _Element, numbers: Numbers | None) -> str:
    if numbers is None:
        return "•"
    number = whole_number(item.get("value"), numbers.next)
    numbers.next = number + 1
    return f"{number}."
