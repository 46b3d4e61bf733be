"""What an annotation is: a target in an article, with the tags and the note that a reader gave it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from storage.errors import UsageError
from storage.text import sanitise_line


class Scope(StrEnum):
    """How much of an article a target takes in."""

    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    RANGE = "range"
    """Several whole paragraphs, first to last."""
    SPAN = "span"
    """Characters inside one paragraph."""


class Motivation(StrEnum):
    """Why an annotation was made, in W3C's terms."""

    COMMENTING = "commenting"
    TAGGING = "tagging"
    HIGHLIGHTING = "highlighting"


class AnchorStatus(StrEnum):
    """How surely an annotation's passage was found in the present text."""

    EXACT = "exact"
    NORMALISED = "normalised"
    FUZZY = "fuzzy"
    ORPHAN = "orphan"


class Target(NamedTuple):
    """Evidence of what was marked; never an index alone (``storage.anchoring`` makes and finds it).

    For the scope ARTICLE everything but ``article`` is empty.
    """

    article: str
    scope: Scope
    first: str = ""
    """Paragraph id of the first block."""
    last: str = ""
    """Paragraph id of the last block; the same as ``first`` but for a range."""
    start: int | None = None
    """For a span: code point offset in the block's text; else None."""
    end: int | None = None
    """For a span: one past the last code point; else None."""
    exact: str = ""
    """The quote; empty where the blocks hold no text."""
    prefix: str = ""
    """Up to 32 characters before the quote in the article's text."""
    suffix: str = ""
    """Up to 32 characters after the quote in the article's text."""
    position: tuple[int, int] = (0, 0)
    """Start and end in the article's text (``Article.text``), in code points."""
    revision: int = 1
    """The revision of the article that was marked."""

    @property
    def place(self) -> tuple[str, str, str, int | None, int | None]:
        """What makes two targets the same one: article, first, last, start, end."""
        return (self.article, self.first, self.last, self.start, self.end)


class Annotation(NamedTuple):
    """One reader's tags and at most one note on one exact target."""

    id: str
    """A uuid4 of our own."""
    target: Target
    tags: tuple[str, ...]
    """In the order they were given, as first written in this library."""
    note: str
    """Markdown; empty when there is none."""
    creator: str
    created: str
    """RFC 3339, UTC."""
    modified: str
    """RFC 3339, UTC."""

    @property
    def motivation(self) -> Motivation:
        """With a note commenting, else with tags tagging, else highlighting."""
        if self.note:
            return Motivation.COMMENTING
        return Motivation.TAGGING if self.tags else Motivation.HIGHLIGHTING


@dataclass(frozen=True, slots=True)
class Tag:
    """An entry of the codebook."""

    id: str
    """A uuid4 of our own."""
    name: str
    """As first written; ``/`` nests."""
    created: str
    """RFC 3339, UTC."""
    count: int = 0
    """How many annotations carry it."""
    description: str = ""
    color: str = ""
    """``#RRGGBB``, or empty for the palette's own."""


@dataclass(frozen=True, slots=True)
class TagUse:
    """The use of one tag, or of the beginning of tags that is no tag itself."""

    count: int = 0
    """How many annotations carry it."""
    total: int = 0
    """How many carry it or a tag that is nested in it; an annotation with several of them counts once."""
    last: str = ""
    """When the newest of those in ``total`` was made: RFC 3339, UTC; empty when there is none."""


UNUSED = TagUse()


_LONGEST_TAG = 200
_COLOR = "#[0-9a-f]{6}"


def tag_name(written: str) -> str:
    """Return a tag's name as it is kept: NFC, harmless, each level trimmed and none empty.

    Raises:
        UsageError: it is empty, over 200 characters long, begins with ``+``, ``-`` or ``/``, or holds a comma or a
            double quote.
    """
    name = unicodedata.normalize("NFC", sanitise_line(written))
    if not name:
        raise UsageError("a tag needs at least one character")
    if len(name) > _LONGEST_TAG:
        raise UsageError(f"a tag has at most {_LONGEST_TAG} characters, this one has {len(name)}")
    if name[0] in "+-/":
        raise UsageError(f"a tag cannot begin with “{name[0]}”: {name}")
    if "," in name or '"' in name:
        raise UsageError(f"a tag holds no comma and no double quote: {name}")
    return "/".join(filter(None, (level.strip() for level in name.split("/"))))


def tag_color(written: str) -> str:
    """Return a tag's colour as it is kept: ``#rrggbb``, or empty for the palette's own.

    Raises:
        UsageError: it is none of these.
    """
    color = sanitise_line(written).lower()
    if color and not re.fullmatch(_COLOR, color):
        raise UsageError(f"a colour is written as #RRGGBB, as in #56b4e9, and not as {color}")
    return color


@lru_cache(maxsize=4096)
def tag_key(name: str) -> str:
    """Return what two tags are compared by: tags that differ only in case are one."""
    key = name.casefold()
    return key if key.isascii() else unicodedata.normalize("NFC", key)


def is_within(key: str, top: str) -> bool:
    """Return whether the tag that compares as ``key`` is the one that compares as ``top``, or nested in it."""
    return key == top or key.startswith(top + "/")
