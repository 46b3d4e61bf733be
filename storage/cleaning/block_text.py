"""Collects the text of one block out of text nodes: white space collapsed as a browser does, offsets kept exact."""

from __future__ import annotations

from dataclasses import dataclass

from storage.article import Inline, InlineStyle
from storage.text import sanitise


@dataclass(slots=True)
class _Open:
    style: InlineStyle
    url: str
    start: int


@dataclass(frozen=True, slots=True)
class Collected:
    """The text of one block."""

    text: str
    inlines: tuple[Inline, ...]
    linked: int
    """How many of its characters stand inside links."""
    linked_words: int
    """How many of its words stand inside links."""


class TextRun:
    """A block's text while it is read, and the inline styles that are open."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._space = False
        self._open: list[_Open | None] = []
        self._styles: set[InlineStyle] = set()
        self._inlines: list[Inline] = []
        self._linked = 0
        self._linked_words = 0
        self.anchors = 0
        """How many ``a`` elements are open, wherever they lead."""

    def add(self, text: str) -> None:
        """Take in a text node: any white space becomes one space, none stands at the beginning."""
        text = sanitise(text)
        words = text.split()
        if not words:
            self._space = self._space or bool(text)
            return
        if (self._space or text[0].isspace()) and self._length:
            self._put(" ")
        self._put(" ".join(words))
        if self.anchors:
            self._linked += sum(map(len, words)) + len(words) - 1
            self._linked_words += len(words)
        self._space = text[-1].isspace()

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    @property
    def empty(self) -> bool:
        """Whether nothing but white space has come."""
        return not self._length

    def open(self, style: InlineStyle | None, url: str = "") -> None:
        """Begin a style, or for None something without one; a style that is open already goes on."""
        known = style in self._styles
        if style is None or known:
            self._open.append(None)
        else:
            self._styles.add(style)
            self._open.append(_Open(style, url, self._length))

    def close(self) -> None:
        """End the style that was opened last."""
        ended = self._open.pop()
        self._end(ended)
        if ended is not None:
            self._styles.discard(ended.style)

    def _end(self, ended: _Open | None) -> None:
        if ended is not None and ended.start < self._length:
            self._inlines.append(Inline(ended.start, self._length, ended.style, ended.url))

    def finish(self) -> Collected:
        """Return what has come, and begin anew; styles that are open go on in the next block."""
        for still in filter(None, self._open if self._styles else ()):
            self._end(still)
            still.start = 0
        text = "".join(self._parts)
        inlines = sorted(filter(None, (_trimmed(inline, text) for inline in self._inlines)), key=_place)
        collected = Collected(text, tuple(inlines), self._linked, self._linked_words)
        self._parts, self._inlines, self._space = [], [], False
        self._length = self._linked = self._linked_words = 0
        return collected


def _trimmed(inline: Inline, text: str) -> Inline | None:
    start, end = inline.start, inline.end
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return Inline(start, end, inline.style, inline.url) if start < end else None


def _place(inline: Inline) -> tuple[int, int, str]:
    return inline.start, -inline.end, inline.style.value
