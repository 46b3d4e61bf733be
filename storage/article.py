"""What an article is, from the bytes that came in to the row in a list: frozen values, no behaviour but views."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from storage.sighting import Sighting


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


class State(StrEnum):
    """How far a reader is with an article."""

    UNREAD = "unread"
    READING = "reading"
    READ = "read"
    ARCHIVED = "archived"


class RawDocument(NamedTuple):
    """Bytes as they came, and what is known of them from outside."""

    data: bytes
    origin: str
    """Where they came from, shown to the reader: a path, ``-`` for standard input, ``seed:NAME``."""
    name: str = ""
    """The file name, a weak hint of the media type."""
    path: str = ""
    """Where the file is, absolute: by this it is known again when it has changed. Empty for what is no file."""
    seen: Sighting | None = None
    """As what the file was seen when it was read; None for what is no file, or one that may change unseen."""


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


class CleanedArticle(NamedTuple):
    """What cleaning makes of a document: all its blocks in order, and what the page says of itself."""

    title: str
    blocks: tuple[Block, ...]
    authors: tuple[str, ...] = ()
    site: str = ""
    published: str = ""
    """YYYY-MM-DD, or with time and zone as ``2020-02-20T07:02:13+09:00``; empty when the page does not say."""
    language: str = ""
    """A BCP 47 tag; empty when the page does not say."""
    url: str = ""
    """The http(s) address that the page gives as its own; empty when it gives none."""
    media_type: str = "text/plain"
    """``text/plain``, ``text/html`` or ``text/markdown``, told by content before name."""


class Flip(NamedTuple):
    """A reader's own decision to hide a block or to bring it back; it outranks every rule."""

    article: str
    paragraph: str
    kept: bool
    created: str
    """RFC 3339, UTC."""


_NO_FILE = frozenset({"", "-"})


class FormerRevision(NamedTuple):
    """What an article was made of before it changed."""

    number: int
    source_sha256: str
    """Of the bytes as they came."""
    texts_sha256: str
    """Of the blocks."""


class ArticleRecord(NamedTuple):
    """What the library file holds of an article: everything but its text."""

    id: str
    """A uuid4 of our own."""
    title: str
    authors: tuple[str, ...]
    site: str
    published: str
    language: str
    url: str
    media_type: str
    origin: str
    added: str
    """RFC 3339, UTC."""
    source_sha256: str
    """Of the bytes as they came: the name of the file under ``raw/``."""
    texts_sha256: str
    """Of the blocks: the name of the file under ``texts/``."""
    words: int
    """Words of the kept blocks."""
    paragraph_count: int
    """Kept blocks but the title: the highest number that the reader shows."""
    state: State = State.UNREAD
    revision: int = 1
    former: tuple[FormerRevision, ...] = ()
    """What it was before, oldest first."""
    cleaner: int = 0
    """The number of the cleaner that made the blocks (``storage.cleaning.CLEANER``); 0: before they had numbers."""

    @property
    def shown_title(self) -> str:
        """What stands for the article wherever it is named: its title, else the file it came from, else the day."""
        file_name = self.origin.rstrip("/").rpartition("/")[2]
        if self.title or file_name not in _NO_FILE:
            return self.title or file_name
        return f"untitled, {self.added[:10]}"


class ArticleRow(NamedTuple):
    """An article as a list shows it: its record and what has been marked in it."""

    record: ArticleRecord
    annotation_count: int = 0
    note_count: int = 0
    tags: tuple[str, ...] = ()
    """Every tag given to the article or inside it, sorted without case."""

    @property
    def id(self) -> str:
        """The article's id."""
        return self.record.id


@dataclass(frozen=True)
class Article:
    """A whole article: its record, its blocks as cleaning left them, and the reader's flips."""

    record: ArticleRecord
    cleaned: Sequence[Block]
    flips: tuple[Flip, ...] = ()

    @property
    def id(self) -> str:
        """The article's id."""
        return self.record.id

    @cached_property
    def blocks(self) -> Sequence[Block]:
        """All blocks in order, the reader's flips applied."""
        if not self.flips:
            return self.cleaned
        kept = {flip.paragraph: flip.kept for flip in self.flips}
        return tuple(
            _flipped(block, kept[block.id]) if kept.get(block.id, block.kept) != block.kept else block
            for block in self.cleaned
        )

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Paragraph id → the number that the reader shows (:func:`numbers`)."""
        return numbers(self.blocks)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Paragraph id → its place in :attr:`blocks`."""
        from storage.long_page import places  # which stands on this module

        return places(self.blocks)

    @cached_property
    def offsets(self) -> Sequence[int]:
        """Where each block begins in :attr:`text`, in code points."""
        from storage.long_page import offsets

        return offsets(self.blocks)

    @cached_property
    def text(self) -> str:
        """The texts of all blocks, hidden ones too, joined by two newlines: what positions count in."""
        return "\n\n".join(block.text for block in self.blocks)

    def stretch(self, begin: int, stop: int) -> str:
        """Return ``text[begin:stop]``, without reading all of a long page for it."""
        from storage.long_page import LongPage

        blocks = self.blocks
        return blocks.stretch(begin, stop) if isinstance(blocks, LongPage) else self.text[begin:stop]


def numbers(blocks: Iterable[Block]) -> Mapping[str, int]:
    """Return paragraph id → the number that the reader shows: kept blocks but the title, counted from 1."""
    numbered = (block.id for block in blocks if block.kept and block.role is not Role.TITLE)
    return {paragraph: number for number, paragraph in enumerate(numbered, start=1)}


def _flipped(block: Block, kept: bool) -> Block:
    return block._replace(kept=kept, reason=Reason("reader-kept" if kept else "reader-hidden"))
