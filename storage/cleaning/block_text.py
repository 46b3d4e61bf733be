"""Collects the text of one block out of text nodes: white space collapsed as a browser does, offsets kept exact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from storage.block import Inline, InlineStyle
from storage.text import sanitise, sanitise_line


@dataclass(slots=True)
class _Open:
    style: InlineStyle
    url: str
    start: int


class Collected(NamedTuple):
    """The text of one block."""

    text: str
    inlines: tuple[Inline, ...] = ()
    linked: int = 0
    """How many of its characters stand inside links."""
    linked_words: int = 0
    """How many of its words stand inside links."""


_NOTHING = Collected("")


class _Edge(Enum):
    """What stands between two text nodes where no style begins."""

    END = auto()
    LINK = auto()
    LINK_END = auto()
    LAST = auto()


# Looking up a member of an enumeration takes longer than all else that is done with it: once is enough.
_END, _LINK, _LINK_END, _LAST = _Edge
_LINK_STYLE = InlineStyle.LINK
_Edges = list[tuple[int, InlineStyle | _Edge | None, str]]


class TextRun:
    """A block's text while it is read, and the inline styles that are open.

    Text nodes are only laid down as they come, with edges between them where a style or a link begins or ends; the
    work is done when the block ends, in as few pieces as there are edges: most blocks have none.
    """

    def __init__(self) -> None:
        self.nodes: list[str] = []
        """The text nodes of this block as they came; the same list for every block."""
        self.edges: _Edges = []
        """Before which node: a style begins (None: something without one), the last one ends, a link does."""
        self._open: list[_Open | None] = []
        self._styles: dict[InlineStyle, _Open] = {}
        self._anchors = 0

    def add(self, text: str) -> None:
        """Take in a text node: any white space becomes one space, none stands at the beginning."""
        self.nodes.append(text)

    @property
    def waiting(self) -> bool:
        """Whether anything has come since the last block."""
        return bool(self.nodes or self.edges)

    def open(self, style: InlineStyle | None, url: str = "") -> None:
        """Begin a style, or for None something without one; a style that is open already goes on."""
        self.edges.append((len(self.nodes), style, url))

    def close(self) -> None:
        """End the style that was opened last."""
        self.edges.append((len(self.nodes), _END, ""))

    def open_link(self, url: str) -> None:
        """Begin an ``a`` element; its text counts as linked wherever it leads, and is styled where that is known."""
        self.edges.append((len(self.nodes), _LINK, url))

    def close_link(self) -> None:
        """End an ``a`` element."""
        self.edges.append((len(self.nodes), _LINK_END, ""))

    def finish(self) -> Collected:
        """Return what has come, and begin anew; styles that are open go on in the next block."""
        nodes, edges = self.nodes, self.edges
        if not (edges or self._open or self._anchors):
            if not nodes:
                return _NOTHING
            text = " ".join((nodes[0] if len(nodes) == 1 else "".join(nodes)).split())
            nodes.clear()
            return Collected(text if text.isprintable() else sanitise_line(text))
        found = None
        if not edges:
            found = self._inside(nodes)
        elif len(edges) == 2 and not self._open:
            found = _one_link(nodes, edges)
        found = found or self._between(nodes, edges)
        nodes.clear()
        edges.clear()
        return found

    def _inside(self, nodes: list[str]) -> Collected | None:
        """Return the text of a block that stands inside a link or a style as a whole; None for a harmful one."""
        words = (nodes[0] if len(nodes) == 1 else "".join(nodes)).split()
        text = " ".join(words)
        if not text.isprintable():
            return None
        inlines = [Inline(0, len(text), still.style, still.url) for still in self._styles.values()] if words else []
        if len(inlines) > 1:
            inlines.sort(key=_place)
        return Collected(text, tuple(inlines), *((len(text), len(words)) if self._anchors else (0, 0)))

    def _between(self, nodes: list[str], edges: _Edges) -> Collected:
        parts: list[str] = []
        inlines: list[Inline] = []
        length = linked = linked_words = at = 0
        space = False
        edges.append((len(nodes), _LAST, ""))
        for place, what, url in edges:
            if place > at:
                piece = nodes[at] if place == at + 1 else "".join(nodes[at:place])
                at = place
                words = piece.split()
                text = " ".join(words)
                if not text.isprintable():
                    piece = sanitise(piece)
                    words = piece.split()
                    text = " ".join(words)
                if words:
                    if self._anchors:
                        linked += len(text)
                        linked_words += len(words)
                    if length and (space or piece[0].isspace()):
                        text = " " + text
                    parts.append(text)
                    length += len(text)
                    space = piece[-1].isspace()
                else:
                    space = space or bool(piece)
            if what is _LINK:
                self._anchors += 1
                self._begin(_LINK_STYLE if url else None, url, length)
            elif what is _LINK_END:
                self._anchors -= 1
                self._close(length, inlines)
            elif what is _END:
                self._close(length, inlines)
            elif not isinstance(what, _Edge):
                self._begin(what, url, length)
        for still in self._styles.values():
            _end(still, length, inlines)
            still.start = 0
        joined = "".join(parts)
        if len(inlines) > 1:
            inlines.sort(key=_place)
        return Collected(joined, tuple(_trimmed(inlines, joined)), linked, linked_words)

    def _begin(self, style: InlineStyle | None, url: str, length: int) -> None:
        if style is None or style in self._styles:
            self._open.append(None)
        else:
            self._styles[style] = begun = _Open(style, url, length)
            self._open.append(begun)

    def _close(self, length: int, inlines: list[Inline]) -> None:
        ended = self._open.pop()
        if ended is not None:
            _end(ended, length, inlines)
            del self._styles[ended.style]


def _one_link(nodes: list[str], edges: _Edges) -> Collected | None:
    """Return the text of a block that is one link and nothing else, as most that have any are; None for another."""
    (start, first, url), (end, last, _) = edges
    if start or first is not _LINK or last is not _LINK_END:
        return None
    if end < len(nodes) and "".join(nodes[end:]).strip():
        return None
    words = (nodes[0] if len(nodes) == 1 else "".join(nodes)).split()
    text = " ".join(words)
    if not text.isprintable():
        return None
    inlines = (Inline(0, len(text), _LINK_STYLE, url),) if url and text else ()
    return Collected(text, inlines, len(text), len(words))


def _end(ended: _Open, length: int, inlines: list[Inline]) -> None:
    if ended.start < length:
        inlines.append(Inline(ended.start, length, ended.style, ended.url))


def _trimmed(inlines: list[Inline], text: str) -> Iterator[Inline]:
    for inline in inlines:
        start, end, style, url = inline
        if text[start] != " " != text[end - 1]:
            yield inline
            continue
        while start < end and text[start] == " ":
            start += 1
        while end > start and text[end - 1] == " ":
            end -= 1
        if start < end:
            yield Inline(start, end, style, url)


def _place(inline: Inline) -> tuple[int, int, str]:
    return inline.start, -inline.end, inline.style.value
