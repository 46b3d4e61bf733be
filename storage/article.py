"""What an article is, from the bytes that came in to the row in a list: frozen values, no behaviour but views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from storage.block import Block, Reason
from storage.page import BETWEEN, Page, WholePage, numbers, page_of

if TYPE_CHECKING:
    from storage.sighting import Sighting


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
    def blocks(self) -> Page:
        """All blocks in order, the reader's flips applied."""
        if not self.flips:
            return page_of(self.cleaned)
        kept = {flip.paragraph: flip.kept for flip in self.flips}
        return WholePage(
            _flipped(block, kept[block.id]) if kept.get(block.id, block.kept) != block.kept else block
            for block in self.cleaned
        )

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Paragraph id → the number that the reader shows (:func:`storage.page.numbers`)."""
        return numbers(self.blocks)

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Paragraph id → its place in :attr:`blocks`."""
        return self.blocks.places

    @cached_property
    def offsets(self) -> Sequence[int]:
        """Where each block begins in :attr:`text`, in code points."""
        return self.blocks.offsets

    @cached_property
    def text(self) -> str:
        """The texts of all blocks, hidden ones too, joined by two newlines: what positions count in."""
        return BETWEEN.join(block.text for block in self.blocks)

    def stretch(self, begin: int, stop: int) -> str:
        """Return ``text[begin:stop]``, without making all of the text for it."""
        return self.blocks.stretch(begin, stop)


def _flipped(block: Block, kept: bool) -> Block:
    return block._replace(kept=kept, reason=Reason("reader-kept" if kept else "reader-hidden"))
