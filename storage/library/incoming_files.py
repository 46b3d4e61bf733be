"""The files of articles that come in: bytes and blocks are on the disk before a record names them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from storage.block import Block
from storage.errors import LibraryDamaged
from storage.library.blobs import Blobs
from storage.library.documents import Document
from storage.library.texts import decode_blocks, encode_blocks

if TYPE_CHECKING:
    from storage.library.arriving import NewArticle


class Files:
    """The files that one action needs: those it brings, and those of articles that may have changed."""

    def __init__(self, raw: Blobs, texts: Blobs) -> None:
        self._raw = raw
        self._texts = texts
        self._kept: dict[str, str] = {}
        self._read: dict[str, tuple[Block, ...] | None] = {}

    def keep(self, items: Sequence[NewArticle]) -> list[str]:
        """Put what ``items`` bring on the disk, and return the hashes of their bytes.

        Raises:
            OSError: a file cannot be written.
        """
        sources = self._raw.put(item.raw.data for item in items)
        texts = self._texts.put(encode_blocks(item.cleaned.blocks) for item in items)
        self._kept.update(zip(sources, texts, strict=True))
        return sources

    def prepare(self, items: Sequence[NewArticle], documents: Sequence[Document]) -> None:
        """Read what the action will want to compare ``items`` with; ``documents`` are what they may be.

        Nothing that happens under the library's lock waits for a file then, unless another process changes the
        library meanwhile.
        """
        from storage.library.known import Known

        known = Known(documents)
        wanted = {each.article for item in items for each in known.candidates(item.raw, item.cleaned.url)}
        for document in documents if wanted else ():
            if document["id"] in wanted:
                self.blocks_of(document["texts_sha256"])

    def texts_of(self, item: NewArticle, source: str) -> str:
        """Return the hash of an article's blocks; they and its bytes, which have the hash ``source``, are kept.

        Raises:
            OSError: a file cannot be written.
        """
        if source not in self._kept:
            self.keep([item])
        return self._kept[source]

    def blocks_of(self, texts: str) -> tuple[Block, ...] | None:
        """Return the blocks of a state of an article; None when they are gone or damaged."""
        if texts not in self._read:
            try:
                self._read[texts] = decode_blocks(self._texts.get(texts))
            except (FileNotFoundError, ValueError, LibraryDamaged):
                self._read[texts] = None
        return self._read[texts]
