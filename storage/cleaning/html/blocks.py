"""A page's tree → all its blocks in order: paragraphs, headings, items, quotes, code, tables, pictures, rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.article import Inline, InlineStyle, Kind
from storage.cleaning.block_text import TextRun
from storage.cleaning.html.regions import hidden_by
from storage.cleaning.html.tables import is_data, rows_of
from storage.cleaning.links import Links
from storage.cleaning.wordlist import word_set
from storage.text import sanitise, sanitise_line

if TYPE_CHECKING:
    from lxml.html import HtmlElement

DROPPED = word_set(
    "script style template head title meta link base iframe object embed applet canvas audio video map svg select "
    "datalist textarea input param source track frame frameset colgroup col"
)
"""Elements that are no part of what a page says, or cannot be shown."""
_INLINE = word_set(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark math meter nobr output "
    "progress q rb rp rt ruby s samp small span strike strong sub sup time tt u var wbr"
)
_STYLES = {
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), InlineStyle.EMPHASIS),
    **dict.fromkeys(("strong", "b"), InlineStyle.STRONG),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), InlineStyle.CODE),
    **dict.fromkeys(("del", "s", "strike"), InlineStyle.STRIKE),
}
_HEADINGS = {f"h{level}": Kind(f"heading-{level}") for level in range(1, 7)}
_ONE_PIECE = frozenset({*_HEADINGS, "li", "dt", "figcaption", "caption", "legend", "summary", "button"})
"""A break inside one of these is white space."""
_TINY = 48


@dataclass(slots=True)
class HtmlBlock:
    """One block of a page as it stands in the tree."""

    element: HtmlElement
    """The nearest block element that its text stands in."""
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

    @property
    def is_link_list(self) -> bool:
        """Whether half of its text or more is links."""
        return bool(self.text) and self.linked * 2 >= len(self.text)


@dataclass(frozen=True, slots=True)
class _Around:
    """What an element's blocks inherit from those around it."""

    element: HtmlElement
    kind: Kind = Kind.PARAGRAPH
    hidden: str = ""
    lists: int = 0
    quotes: int = 0
    one_piece: bool = False
    item: _Item | None = None


@dataclass(slots=True)
class _Item:
    """A list item whose marker has not been given away yet."""

    marker: str


def blocks_of(root: HtmlElement, links: Links) -> list[HtmlBlock]:
    """Return every block below ``root`` in the order of the page; no recursion, any depth."""
    from lxml import etree

    reader = _Reader(root, links)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if reader.enter(element):
                reader.text(element.text)
            else:
                walk.skip_subtree()
        else:
            reader.leave(element)
            if element is not root:
                reader.text(element.tail)
    reader.flush()
    return reader.blocks


class _Reader:
    """The walk's state: where it stands, and the block that is being read."""

    def __init__(self, root: HtmlElement, links: Links) -> None:
        self.blocks: list[HtmlBlock] = []
        self._links = links
        self._run = TextRun()
        self._around = [_Around(root)]
        self._pictures: list[HtmlBlock] = []
        self._numbers: list[int | None] = []
        self._entered: list[str] = []

    def enter(self, element: HtmlElement) -> bool:
        """Begin an element; False when what is below it is not to be read."""
        tag = element.tag if isinstance(element.tag, str) else "script"
        if tag in DROPPED:
            self._entered.append("dropped")
            return False
        if tag in _INLINE:
            self._enter_inline(element, tag)
            return True
        if tag == "br":
            self._entered.append("br")
            self._break()
            return True
        if tag == "img":
            self._entered.append("img")
            self._picture(element)
            return True
        return self._enter_block(element, tag)

    def _enter_inline(self, element: HtmlElement, tag: str) -> None:
        hidden = hidden_by(element, tag)
        url = self._links.resolve(element.get("href")) if tag == "a" else ""
        self._run.anchors += tag == "a"
        style = InlineStyle.LINK if url else _STYLES.get(tag)
        if hidden and not self._around[-1].hidden:
            self.flush()
            self._push(element, hidden=hidden)
            self._entered.append("block")
        elif style:
            self._run.open(style, url)
            self._entered.append("style")
        else:
            self._entered.append("plain")

    def _enter_block(self, element: HtmlElement, tag: str) -> bool:
        self.flush()
        self._entered.append("block")
        around = self._around[-1]
        hidden = around.hidden or hidden_by(element, tag)
        if tag in _HEADINGS:
            self._push(element, kind=_HEADINGS[tag], hidden=hidden, one_piece=True)
        elif tag in ("ul", "ol", "menu", "dir"):
            self._numbers.append(_start(element) if tag == "ol" else None)
            self._push(element, hidden=hidden, lists=around.lists + 1)
        elif tag == "li":
            self._push(element, kind=Kind.LIST_ITEM, hidden=hidden, item=_Item(self._marker(element)), one_piece=True)
        elif tag == "blockquote":
            self._push(element, kind=Kind.QUOTE, hidden=hidden, quotes=around.quotes + 1)
        elif tag in ("td", "th", "dt", "dd", "figcaption", "caption"):
            self._push(element, kind=Kind.PARAGRAPH, hidden=hidden, one_piece=tag in _ONE_PIECE)
        elif tag in ("pre", "listing", "xmp", "plaintext") or (tag == "table" and is_data(element)):
            self._push(element, hidden=hidden)
            self._whole(element, tag)
            return False
        elif tag == "hr":
            self._push(element, hidden=hidden)
            self.blocks.append(HtmlBlock(element, "", Kind.RULE, hidden=hidden))
        else:
            one_piece = (around.one_piece and tag not in ("p", "div")) or tag in _ONE_PIECE
            self._push(element, hidden=hidden, one_piece=one_piece)
        return True

    def _push(
        self,
        element: HtmlElement,
        *,
        hidden: str,
        kind: Kind | None = None,
        lists: int | None = None,
        quotes: int | None = None,
        item: _Item | None = None,
        one_piece: bool = False,
    ) -> None:
        around = self._around[-1]
        self._around.append(
            _Around(
                element,
                kind or around.kind,
                hidden,
                around.lists if lists is None else lists,
                around.quotes if quotes is None else quotes,
                one_piece,
                item or around.item,
            )
        )

    def leave(self, element: HtmlElement) -> None:
        """End an element."""
        entered = self._entered.pop()
        if element.tag == "a" and entered != "dropped":
            self._run.anchors -= 1
        if entered == "style":
            self._run.close()
        elif entered == "block":
            self.flush()
            self._around.pop()
            if element.tag in ("ul", "ol", "menu", "dir"):
                self._numbers.pop()

    def text(self, text: str | None) -> None:
        """Take in a text node."""
        if text:
            self._run.add(text)

    def flush(self) -> None:
        """End the block that is being read; pictures that stood in its midst come after it."""
        got = self._run.finish()
        if got.text:
            around = self._around[-1]
            depth = {Kind.LIST_ITEM: around.lists - 1, Kind.QUOTE: around.quotes - 1}.get(around.kind, 0)
            marker = ""
            if around.kind is Kind.LIST_ITEM and around.item:
                marker, around.item.marker = around.item.marker, ""
            block = HtmlBlock(
                around.element, got.text, around.kind, got.inlines, max(0, depth), marker, around.hidden
            )
            block.linked, block.linked_words = got.linked, got.linked_words
            self.blocks.append(block)
        self.blocks += self._pictures
        self._pictures.clear()

    def _break(self) -> None:
        if self._around[-1].one_piece:
            self._run.add(" ")
        else:
            self.flush()

    def _marker(self, element: HtmlElement) -> str:
        if not self._numbers or self._numbers[-1] is None:
            return "•"
        number = _whole_number(element.get("value"), self._numbers[-1])
        self._numbers[-1] = number + 1
        return f"{number}."

    def _whole(self, element: HtmlElement, tag: str) -> None:
        """Read a table of data or preformatted text as one block."""
        hidden = self._around[-1].hidden
        if tag == "table":
            text, kind = rows_of(element), Kind.TABLE
        else:
            text, kind = sanitise(_preformatted(element)).strip("\n").rstrip(), Kind.CODE
        if text.strip():
            self.blocks.append(HtmlBlock(element, text, kind, hidden=hidden))

    def _picture(self, image: HtmlElement) -> None:
        words = sanitise_line(image.get("alt") or "")
        around = self._around[-1]
        if words and len(words) <= 2:
            self._run.add(words)  # an emoji drawn as a picture
            return
        if not words and around.element.tag not in ("figure", "picture"):
            return
        if any(0 < _whole_number(image.get(side), _TINY) < _TINY for side in ("width", "height")):
            return
        self._pictures.append(HtmlBlock(image, words, Kind.FIGURE, hidden=around.hidden))


def _start(element: HtmlElement) -> int:
    return _whole_number(element.get("start"), 1)


def _whole_number(written: str | None, otherwise: int) -> int:
    found = re.fullmatch(r"\s*(-?\d{1,9})(?:px)?\s*", written or "")
    return int(found[1]) if found else otherwise


def _preformatted(element: HtmlElement) -> str:
    parts = [element.text or ""]
    for inner in element.iterdescendants():
        if inner.tag == "br":
            parts.append("\n")
        if inner.tag not in DROPPED:
            parts.append(inner.text or "")
        parts.append(inner.tail or "")
    return "".join(parts)
