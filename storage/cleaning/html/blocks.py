"""A page's tree → all its blocks in order: paragraphs, headings, items, quotes, code, tables, pictures, rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from storage.article import Inline, Kind
from storage.cleaning.block_text import TextRun
from storage.cleaning.html.around import Around, Item
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
from storage.cleaning.html.outline import Looks, Outline, OutlineDraft, Place
from storage.cleaning.html.preformatted import preformatted
from storage.cleaning.html.tables import is_data, rows_of
from storage.cleaning.html.traits import bits_of, traits_of
from storage.cleaning.links import Links
from storage.cleaning.segments import Segment
from storage.text import sanitise_line

if TYPE_CHECKING:
    from lxml.etree import _Element

# Looking up a member of an enumeration takes longer than all else that is done with it: once is enough.
_BREAK, _IMAGE = Sort.BREAK, Sort.IMAGE
_ITEM, _QUOTE = Kind.LIST_ITEM, Kind.QUOTE
_TINY = 48
_NONE: Mapping[str, str] = {}
_TIME = bits_of("time")
_KINDS = {**HEADINGS, "li": Kind.LIST_ITEM, "blockquote": Kind.QUOTE, **dict.fromkeys(PARAGRAPHS, Kind.PARAGRAPH)}
_PARTICULAR = frozenset((*LISTS, *PREFORMATTED, "li", "blockquote", "hr", "table"))
"""Elements that do more than part lines."""


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


def blocks_of(root: _Element, links: Links) -> list[HtmlBlock]:
    """Return every block below ``root`` in the order of the page; no recursion, any depth."""
    return read_blocks(root, links)[0]


def read_blocks(root: _Element, links: Links) -> tuple[list[HtmlBlock], Outline]:
    """Return every block below ``root`` in the order of the page, and the elements that hold them."""
    from lxml import etree

    reader = _Reader(root, links)
    enter_block, enter_inline, leave, alone = reader.enter_block, reader.enter_inline, reader.leave, reader.alone
    nodes, entered = reader.run.nodes, reader.entered
    sort_of, inline = SORTS.get, Sort.INLINE
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            tag = element.tag
            sort = sort_of(tag)
            if sort is inline:
                enter_inline(element, tag)
            elif not (enter_block(element, tag) if sort is None and type(tag) is str else alone(element, sort)):
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


_NO_END, _BLOCK, _STYLED, _ANCHOR, _LIST = range(5)
"""What an element was entered as, and what has to be done when it ends: nothing for the first."""


class _Reader:
    """The walk's state: where it stands, and the block that is being read."""

    def __init__(self, root: _Element, links: Links) -> None:
        self.blocks: list[HtmlBlock] = []
        self.outline = OutlineDraft()
        self.run = TextRun()
        self.entered: list[int] = []
        self._links = links
        self._here = Around(root, Kind.PARAGRAPH, "", 0, 0, None)
        self.outline.enter(root, self.outline.looks("html", ()), Place(), self._here, 0)
        self._around: list[Around] = []
        self._pictures: list[HtmlBlock] = []
        self._numbers: list[int | None] = []
        self._within = 0
        self._named: dict[tuple[str, str, str], int] = {}

    def alone(self, element: _Element, sort: Sort | None) -> bool:
        """Begin an element that holds no text of its own; False when what is below it is not to be read."""
        self.entered.append(_NO_END)
        if sort is _BREAK:
            self._break()
        elif sort is _IMAGE:
            self._picture(element)
        return sort is _BREAK or sort is _IMAGE

    def enter_inline(self, element: _Element, tag: str) -> None:
        """Begin an element that is part of a line; one that is not shown parts lines as a block does."""
        attributes: Mapping[str, str] = _NONE
        if items := cast("list[tuple[str, str]]", element.items()):
            attributes = dict(items)
            if hidden_by(attributes, tag) and not self._here.hidden:
                self._begin_block()
                self._push(element, self.outline.looks(tag, items))
                self.entered.append(_BLOCK)
                return
            if "class" in attributes or "itemprop" in attributes:
                names = (tag, attributes.get("class", ""), attributes.get("itemprop", ""))
                within = self._named.get(names)
                if within is None:
                    within = self._named[names] = traits_of(tag, names[1], item=names[2])
                self._within |= within
        if tag == "a":
            self.run.open_link(self._links.resolve(attributes.get("href")) if items else "")
            self.entered.append(_ANCHOR)
        elif style := STYLES.get(tag):
            self.run.open(style)
            self.entered.append(_STYLED)
        else:
            if tag == "time":
                self._within |= _TIME
            self.entered.append(_NO_END)

    def _begin_block(self) -> None:
        run = self.run
        if run.nodes or run.marks or self._pictures:
            self.flush()

    def enter_block(self, element: _Element, tag: str) -> bool:
        """Begin an element that parts lines; False when what is below it is not to be read."""
        run = self.run
        if run.nodes or run.marks or self._pictures:
            self.flush()
        here = self._here
        inside = self._push(element, self.outline.looks(tag, cast("list[tuple[str, str]]", element.items())))
        inside.one_piece = tag in ONE_PIECE or (here.one_piece and tag not in PARTS)
        self.entered.append(_LIST if tag in LISTS else _BLOCK)
        if kind := _KINDS.get(tag):
            inside.kind = kind
        if tag not in _PARTICULAR:
            return True
        if tag in LISTS:
            self._numbers.append(whole_number(element.get("start"), 1) if tag == "ol" else None)
            inside.lists += 1
        elif tag == "li":
            inside.item = Item(self._marker(element))
        elif tag == "blockquote":
            inside.quotes += 1
        elif tag == "hr":
            self.blocks.append(HtmlBlock(element, inside.number, "", Kind.RULE, hidden=inside.hidden))
        elif tag != "table" or is_data(element):
            self._whole(element, tag)
            return False
        return True

    def _push(self, element: _Element, looks: Looks) -> Around:
        here = self._here
        self._around.append(here)
        inside = Around(element, here.kind, here.hidden or looks.hidden, here.lists, here.quotes, here.item)
        self.outline.enter(element, looks, here, inside, len(self.blocks))
        self._here = inside
        return inside

    def leave(self, entered: int) -> None:
        """End an element by what it was entered as."""
        if entered == _ANCHOR:
            self.run.close_link()
        elif entered == _STYLED:
            self.run.close()
        else:
            run = self.run
            if run.nodes or run.marks or self._pictures:
                self.flush()
            self.outline.leave(self._here.number, len(self.blocks))
            self._here = self._around.pop()
            if entered == _LIST:
                self._numbers.pop()

    def flush(self) -> None:
        """End the block that is being read; pictures that stood in its midst come after it."""
        got = self.run.finish()
        if got.text:
            around = self._here
            depth, marker = 0, ""
            if around.kind is _ITEM:
                depth = max(0, around.lists - 1)
                if around.item:
                    marker, around.item.marker = around.item.marker, ""
            elif around.kind is _QUOTE:
                depth = max(0, around.quotes - 1)
            self.blocks.append(
                HtmlBlock(
                    around.element,
                    around.number,
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
        if self._here.one_piece:
            self.run.add(" ")
        else:
            self._begin_block()

    def _marker(self, item: _Element) -> str:
        if not self._numbers or self._numbers[-1] is None:
            return "•"
        number = whole_number(item.get("value"), self._numbers[-1])
        self._numbers[-1] = number + 1
        return f"{number}."

    def _whole(self, element: _Element, tag: str) -> None:
        """Read a table of data or preformatted text as it stands, not as what is inside it."""
        around = self._here
        whole = [Segment(rows_of(element), Kind.TABLE)] if tag == "table" else preformatted(element)
        self.blocks += [
            HtmlBlock(element, around.number, part.text, part.kind, (), part.depth, part.marker, around.hidden)
            for part in whole
            if part.text.strip()
        ]

    def _picture(self, image: _Element) -> None:
        words = sanitise_line(image.get("alt") or "")
        around = self._here
        if words and len(words) <= 2:
            self.run.add(words)  # an emoji drawn as a picture
            return
        if not words and around.element.tag not in ("figure", "picture"):
            return
        if any(0 < whole_number(image.get(side), _TINY) < _TINY for side in ("width", "height")):
            return
        self._pictures.append(HtmlBlock(image, around.number, words, Kind.FIGURE, hidden=around.hidden))
