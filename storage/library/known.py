"""Which articles of a library a document that comes in may be another state of: by its bytes, address and path."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice
from typing import TYPE_CHECKING

from storage.article import RawDocument
from storage.library.documents import Document
from storage.library.likeness import address_key, is_front_page

if TYPE_CHECKING:
    from storage.library.arriving import NewArticle
    from storage.library.clues import Clues

_MOST = 8
"""Articles that are compared with a document for one clue: whole sites give their front page as the address."""


class Clue(Enum):
    """What speaks for a document being another state of an article."""

    ADDRESS = auto()
    """Both pages give the same address as their own."""
    FRONT_PAGE = auto()
    """Both pages give the address of their site as their own."""
    PATH = auto()
    """Both came from the same file, and give no addresses that differ."""
    PATH_ALONE = auto()
    """Both came from the same file, but give different addresses."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that a document may be another state of."""

    article: str
    clue: Clue


class Known:
    """Of the articles of a library those that some documents may be, by bytes, address and path; for one action.

    Only what those documents ask for is looked at, however large the library is.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        """``documents`` are the articles that some of those may be, in the order added: see :func:`likely`."""
        self._by_source: dict[str, str] = {}
        self._by_former_source: dict[str, str] = {}
        self._by_address: dict[str, dict[str, None]] = {}
        self._by_path: dict[str, dict[str, None]] = {}
        self._addresses: dict[str, str] = {}
        for document in documents:
            self.note(document)

    def note(self, document: Document) -> None:
        """Know an article as it is now; by its former address and path it is known as well."""
        article = document["id"]
        self._by_source.setdefault(document["source_sha256"], article)
        for former in document.get("former", ()):
            self._by_former_source.setdefault(former["source_sha256"], article)
        address, path = address_key(document["url"]), path_of(document)
        self._addresses[article] = address
        if address:
            self._by_address.setdefault(address, {})[article] = None
        if path:
            self._by_path.setdefault(path, {})[article] = None

    def made_of(self, source: str) -> str | None:
        """Return the article that is made of the bytes with this hash."""
        return self._by_source.get(source)

    def once_made_of(self, source: str) -> str | None:
        """Return the article that was made of the bytes with this hash before it changed."""
        return self._by_former_source.get(source)

    def candidates(self, raw: RawDocument, url: str) -> Iterator[Candidate]:
        """Yield the articles that a document with the address ``url`` may be another state of, the latest first."""
        address = address_key(url)
        if address:
            clue = Clue.FRONT_PAGE if is_front_page(address) else Clue.ADDRESS
            for article in islice(reversed(self._by_address.get(address, {})), _MOST):
                yield Candidate(article, clue)
        if raw.path:
            for article in islice(reversed(self._by_path.get(raw.path, {})), _MOST):
                differ = address and self._addresses[article] not in ("", address)
                yield Candidate(article, Clue.PATH_ALONE if differ else Clue.PATH)


def likely(items: Sequence[NewArticle], sources: Collection[str], clues: Clues) -> set[str]:
    """Return the articles that ``items``, whose bytes have the hashes ``sources``, may be or be another state of."""
    paths = {item.raw.path for item in items} - {""}
    return clues.like(sources, paths, {address_key(item.cleaned.url) for item in items} - {""})


def path_of(document: Document) -> str:
    """Return the path that the present state of an article came from; empty when it came from no file."""
    origin: str = document["origin"]
    known: str = document.get("path", "")
    return known or (origin if os.path.isabs(origin) else "")  # noqa: PTH117  it may be a path of another machine
