"""Markdown into segments: markdown-it parses, every block and inline style comes over; tags are only text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from storage.block import InlineStyle, Kind, Role
from storage.cleaning.block_text import Collected, TextRun
from storage.cleaning.front_matter import read_front_matter
from storage.cleaning.links import Links
from storage.cleaning.reasons import Cue, because
from storage.cleaning.segments import Page, Segment
from storage.text import sanitise, sanitise_line

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_DEEPEST = 100
"""Nesting that the parser follows, which bounds its work on hostile input; it leaves out what is nested deeper."""
_TOO_DEEP = re.compile(r"^(?:[ \t>*+-]|[0-9]{1,9}[.)]){20,}", re.MULTILINE)
"""What opens quotes and lists inside each other at the beginning of a line, many of them."""
_LONGEST_MENU = 3
"""A list whose every item is a link, none longer than this on average in words, is a menu."""

_COSTLY, _MOST_COSTLY = "[<`", 1000
_COSTLY_SIGN = re.compile(r"(?<!\\)[\[<`]")
"""What begins links, pictures, tags and code inside a paragraph."""
_TAG = re.compile(r"<[^<>]*>")
_STYLES = {
    "em_open": InlineStyle.EMPHASIS,
    "strong_open": InlineStyle.STRONG,
    "s_open": InlineStyle.STRIKE,
}


def read_markdown(text: str) -> Page:
    """Return a Markdown text as a page. All of it is the article, but for lists of nothing but short links."""
    from markdown_it import MarkdownIt

    facts, body = read_front_matter(sanitise(text))
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    parser.core.ruler.before("inline", "bounded", _bounded)
    reader = _Reader(Links(facts.url))
    tokens = parser.parse(body)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        tokens = parser.parse(_TOO_DEEP.sub("> ", body))
    return Page(tuple(_without_menus(list(reader.read(tokens)))), facts)


def _bounded(state: StateCore) -> None:
    """Make signs plain where a paragraph has more than anybody wrote: each costs a look at all after it."""
    for token in state.tokens:
        if token.type == "inline" and sum(map(token.content.count, _COSTLY)) > _MOST_COSTLY:
            token.content = _COSTLY_SIGN.sub(r"\\\g<0>", token.content)


def _uncommented(markup: str) -> str:
    parts: list[str] = []
    at = 0
    while (start := markup.find("<!--", at)) >= 0 and (end := markup.find("-->", start + 4)) >= 0:
        parts.append(markup[at:start])
        at = end + 3
    return " ".join((*parts, markup[at:]))


@dataclass(slots=True)
class _List:
    number: int | None
    """The next number of an ordered list; None for bullets."""
    marker: str = ""
    """What the item that is open still has to show."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A segment, and whether all its words are inside links."""

    segment: Segment
    linked: bool = False


@dataclass(slots=True)
class _Reader:
    """Walks markdown-it's flat list of tokens; what is open around a block tells its form."""

    links: Links
    lists: list[_List] = field(default_factory=list)
    quotes: int = 0
    heading: int = 0
    rows: list[list[str]] = field(default_factory=list)
    in_table: bool = False

    def read(self, tokens: Sequence[Token]) -> Iterator[_Piece]:
        """Yield the page's blocks in order."""
        for token in tokens:
            self._structure(token)
            yield from self._block(token)

    def _structure(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self.heading = int(token.tag[1])
            case "heading_close":
                self.heading = 0
            case "blockquote_open":
                self.quotes += 1
            case "blockquote_close":
                self.quotes -= 1
            case "bullet_list_open":
                self.lists.append(_List(None))
            case "ordered_list_open":
                self.lists.append(_List(int(token.attrGet("start") or 1)))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case "list_item_open":
                self._next_item(self.lists[-1])
            case "table_open":
                self.in_table, self.rows = True, []
            case "tr_open":
                self.rows.append([])

    def _next_item(self, around: _List) -> None:
        if around.number is None:
            around.marker = "•"
        else:
            around.marker = f"{around.number}."
            around.number += 1

    def _block(self, token: Token) -> Iterator[_Piece]:
        match token.type:
            case "inline" if self.in_table:
                self.rows[-1].append(_collected(token, self.links).text)
            case "inline":
                yield from self._text(token)
            case "table_close":
                self.in_table = False
                yield _Piece(Segment("\n".join("\t".join(row) for row in self.rows), Kind.TABLE, vote=True))
            case "fence" | "code_block":
                yield _Piece(Segment(token.content.rstrip("\n"), Kind.CODE, vote=True))
            case "hr":
                yield _Piece(Segment("", Kind.RULE, vote=True))
            case "html_block":
                text = sanitise_line(_TAG.sub(" ", _uncommented(token.content)))
                if text:
                    yield _Piece(Segment(text, vote=True))

    def _text(self, token: Token) -> Iterator[_Piece]:
        pictures = _pictures_alone(token)
        if pictures is not None:
            yield from (_Piece(Segment(words, Kind.FIGURE, vote=True)) for words in pictures)
            return
        collected = _collected(token, self.links)
        if collected.text:
            yield _Piece(self._segment(collected), linked=collected.linked == len(collected.text))

    def _segment(self, collected: Collected) -> Segment:
        text, inlines = collected.text, collected.inlines
        if self.heading:
            return Segment(text, Kind(f"heading-{self.heading}"), inlines, vote=True)
        if self.quotes:
            return Segment(text, Kind.QUOTE, inlines, depth=self.quotes - 1, vote=True)
        if self.lists:
            marker, self.lists[-1].marker = self.lists[-1].marker, ""
            return Segment(text, Kind.LIST_ITEM, inlines, depth=len(self.lists) - 1, marker=marker, vote=True)
        return Segment(text, Kind.PARAGRAPH, inlines, vote=True)


def _collected(token: Token, links: Links) -> Collected:
    run = TextRun()
    for child in token.children or ():
        match child.type:
            case "text" | "image":
                run.add(child.content)
            case "html_inline":
                run.add(" " if child.content.startswith("<br") else "")
            case "softbreak" | "hardbreak":
                run.add(" ")
            case "code_inline":
                run.open(InlineStyle.CODE)
                run.add(child.content)
                run.close()
            case "link_open":
                run.open_link(links.resolve(str(child.attrGet("href") or "")))
            case "link_close":
                run.close_link()
            case style if style in _STYLES:
                run.open(_STYLES[style])
            case style if style.endswith("_close"):
                run.close()
    return run.finish()


def _pictures_alone(token: Token) -> list[str] | None:
    """The words of each picture of a paragraph that holds nothing else; None for any other paragraph."""
    children = [child for child in token.children or () if child.content.strip() or child.type == "image"]
    if not children or any(child.type != "image" for child in children):
        return None
    return [sanitise_line(child.content) for child in children]


def _without_menus(pieces: Sequence[_Piece]) -> Iterator[Segment]:
    """Take the vote from lists of nothing but short links, unless the whole text is such a list."""
    place = 0
    while place < len(pieces):
        end = place
        while end < len(pieces) and pieces[end].linked and pieces[end].segment.kind is Kind.LIST_ITEM:
            end += 1
        run = pieces[place:end]
        words = sum(len(piece.segment.text.split()) for piece in run)
        if len(run) > 1 and len(run) < len(pieces) and words <= _LONGEST_MENU * len(run):
            yield from (_menu_entry(piece.segment, words) for piece in run)
        else:
            end = max(end, place + 1)
            yield from (piece.segment for piece in pieces[place:end])
        place = end


def _menu_entry(segment: Segment, words: int) -> Segment:
    reason = because(Cue.LINK_LIST, str(words), str(words))
    return segment._replace(vote=False, hint=Role.NAVIGATION, because=reason)
