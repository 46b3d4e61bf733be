"""What every test may ask for: a library in a fresh folder, and articles made of a few words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import HealthCheck, settings

from storage.article import Article, ArticleRecord, CleanedArticle, RawDocument
from storage.block import Block, Kind, Reason, Role
from storage.cleaning.identity import paragraph_ids
from storage.library import Library, NewArticle
from tests.children import be_patient

be_patient()

_HOWEVER_BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("steady", _HOWEVER_BUSY, derandomize=True)
settings.register_profile("searching", _HOWEVER_BUSY)
settings.load_profile("steady")
"""A run says the same as the one before it: examples are drawn alike each time, and none is timed on a busy machine.
``--hypothesis-profile=searching`` draws new ones."""


class MakeBlocks(Protocol):
    """Makes blocks of texts: a title, then paragraphs; a text that begins with ``-`` is a hidden one."""

    def __call__(self, *texts: str, title: str = "") -> tuple[Block, ...]: ...


class MakeArticle(Protocol):
    """Makes an article that is in no library, of paragraphs as :class:`MakeBlocks` reads them."""

    def __call__(self, *texts: str, title: str = "") -> Article: ...


class MakeNew(Protocol):
    """Makes an article to be added, of paragraphs as :class:`MakeBlocks` reads them; its bytes are its texts."""

    def __call__(
        self, *texts: str, title: str = "A title", site: str = "", tags: Sequence[str] = (), data: bytes | None = None
    ) -> NewArticle: ...


def _blocks(*texts: str, title: str = "") -> tuple[Block, ...]:
    parts = [(title, Role.TITLE, True)] if title else []
    parts += [(text.removeprefix("-"), Role.BODY, not text.startswith("-")) for text in texts]
    ids = paragraph_ids((text, Kind.PARAGRAPH) for text, _, _ in parts)
    return tuple(
        Block(own, Kind.PARAGRAPH, text, role, kept, None if kept else Reason("link-list", ("9", "9")))
        for own, (text, role, kept) in zip(ids, parts, strict=True)
    )


@pytest.fixture(scope="session")
def make_blocks() -> MakeBlocks:
    return _blocks


@pytest.fixture(scope="session")
def make_article() -> MakeArticle:
    def make(*texts: str, title: str = "") -> Article:
        blocks = _blocks(*texts, title=title)
        record = ArticleRecord("0a1b2c3d", title, (), "", "", "", "", "text/plain", "-", "", "", "", 0, 0)
        return Article(record, blocks)

    return make


@pytest.fixture(scope="session")
def make_new() -> MakeNew:
    def make(
        *texts: str, title: str = "A title", site: str = "", tags: Sequence[str] = (), data: bytes | None = None
    ) -> NewArticle:
        blocks = _blocks(*(texts or ("One.", "Two.", "Three.")), title=title)
        raw = "\n\n".join(block.text for block in blocks).encode() if data is None else data
        return NewArticle(
            RawDocument(raw, "notes/page.txt", "page.txt"), CleanedArticle(title, blocks), site, tuple(tags)
        )

    return make


@pytest.fixture
def library_folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def library(library_folder: Path) -> Iterator[Library]:
    with Library.open(library_folder, create=True, creator="ada") as opened:
        yield opened
