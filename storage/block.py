"""A block, of which pages are made: its form, the part it plays, its words and what is set apart in them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The form of a block."""

    PARAGRAPH = "paragraph"
    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    HEADING_4 = "heading-4"
    HEADING_5 = "heading-5"
    HEADING_6 = "heading-6"
    LIST_ITEM = "list-item"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"
    FIGURE = "figure"
    RULE = "rule"

    @property
    def is_heading(self) -> bool:
        """Whether this is a heading of any level."""
        return self.value.startswith("heading-")

    @property
    def level(self) -> int:
        """The level of a heading, 1 to 6; 0 for any other kind."""
        return int(self.value[-1]) if self.is_heading else 0


class Role(StrEnum):
    """The part that a block plays on its page."""

    TITLE = "title"
    BYLINE = "byline"
    DATELINE = "dateline"
    DATE = "date"
    LEAD = "lead"
    BODY = "body"
    CAPTION = "caption"
    SOURCE = "source"
    NAVIGATION = "navigation"
    SHARE = "share"
    RELATED = "related"
    COMMENT = "comment"
    PROMOTION = "promotion"
    LEGAL = "legal"
    DUPLICATE = "duplicate"
    OTHER = "other"


class InlineStyle(StrEnum):
    """How a stretch of a block's text was set apart in its source."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    STRIKE = "strike"
    LINK = "link"


class Inline(NamedTuple):
    """A stretch of a block's text that is emphasised, a link, or code; a tuple, for pages have hundreds of them."""

    start: int
    """Code point offset in the block's text."""
    end: int
    """One past the last code point."""
    style: InlineStyle
    url: str = ""
    """Where a link leads, as written; empty for the other styles."""


class Reason(NamedTuple):
    """Why a block has its role and is kept or not: a cue and its evidence, worded when shown.

    ``storage.cleaning.reasons`` knows every cue and its words.
    """

    cue: str
    evidence: tuple[str, ...] = ()


class Block(NamedTuple):
    """One block of a page in its place, the article's own or furniture; a tuple, for an article has hundreds."""

    id: str
    """``p-`` and 12 hexadecimal digits of a hash over its words; ``.2``, ``.3`` … for further ones alike."""
    kind: Kind
    text: str
    """Harmless text; only code and tables hold newlines, and a table's cells are parted by tabs."""
    role: Role
    kept: bool
    """Whether the block is shown; a hidden one keeps its place."""
    reason: Reason | None = None
    """Never None for a hidden block."""
    inlines: tuple[Inline, ...] = ()
    depth: int = 0
    """How deep a list item or a quote is nested, 0 for the outermost."""
    marker: str = ""
    """What a list item begins with: ``•`` or a number such as ``1.``; not part of the text."""
