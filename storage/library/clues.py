"""By what articles that come again are known, kept up with every change: asked for whenever documents come in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from storage.library.documents import Document, DocumentChange
from storage.library.likeness import address_key


class Clues:
    """The articles of a library by the bytes, the paths and the addresses that they have and had."""

    FIELDS = ("source_sha256", "origin", "path", "url", "former")
    """What has to be known of each article beside its id."""

    def __init__(self, articles: Iterable[tuple[Any, ...]]) -> None:
        """``articles`` are the id of each and what it says in :attr:`FIELDS`."""
        self._by_clue: dict[str, set[str]] = {}
        self._by_address: dict[str, set[str]] | None = None
        self._urls: dict[str, str] = {}
        for own, *said in articles:
            self._put(own, said)

    def follow(self, change: DocumentChange) -> None:
        """Take in what has become of an article."""
        if change.before is not None:
            said = _said(change.before)
            for clue in _clues(said):
                self._by_clue.get(clue, set()).discard(change.id)
            if self._by_address is not None:
                self._by_address.get(address_key(said[3] or ""), set()).discard(change.id)
            self._urls.pop(change.id, None)
        if change.after is not None:
            self._put(change.id, _said(change.after))

    def like(self, sources: Collection[str], paths: Collection[str], addresses: Collection[str]) -> set[str]:
        """Return the ids of the articles that have or had one of these: SHA-256 of bytes, path, key of an address."""
        found: set[str] = set()
        for clue in (*sources, *paths):
            found |= self._by_clue.get(clue, set())
        if addresses and self._by_address is None:  # most pages give none
            self._by_address = {}
            for own, url in self._urls.items():
                self._by_address.setdefault(address_key(url), set()).add(own)
        for address in addresses:
            found |= (self._by_address or {}).get(address, set())
        return found

    def _put(self, article: str, said: Sequence[Any]) -> None:
        for clue in _clues(said):
            self._by_clue.setdefault(clue, set()).add(article)
        if url := said[3]:
            self._urls[article] = url
            if self._by_address is not None:
                self._by_address.setdefault(address_key(url), set()).add(article)


def _said(document: Document) -> list[Any]:
    return [document.get(field) for field in Clues.FIELDS]


def _clues(said: Sequence[Any]) -> Iterable[str]:
    source, origin, path, _url, former = said
    return filter(None, (source, origin, path, *(each["source_sha256"] for each in former or ())))
