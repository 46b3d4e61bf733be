"""Which articles are of one source, kept up with every change: asked for whenever an article comes in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from storage.cleaning.sources import source_key
from storage.library.documents import Document, DocumentChange
from storage.source import source_of


class Origins:
    """The articles of each source, by the names of their texts."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._texts: dict[str, dict[str, str]] = {}
        self._keys: dict[str, str] = {}
        for document in documents:
            self._put(document)

    def follow(self, change: DocumentChange) -> None:
        """Take in what has become of an article."""
        key = self._keys.get(change.id, "")
        if change.after is None or _key_of(change.after) != key:
            self._texts.get(key, {}).pop(change.id, None)
            self._keys.pop(change.id, None)
        if change.after is not None:
            self._put(change.after)

    def newest(self, source: str, most: int) -> tuple[str, ...]:
        """Return the names of the texts of the ``most`` articles of a source, by its key, that came last."""
        return tuple(islice(reversed(self._texts.get(source, {}).values()), most))

    def _put(self, document: Document) -> None:
        if key := _key_of(document):
            self._texts.setdefault(key, {})[document["id"]] = document["texts_sha256"]
            self._keys[document["id"]] = key


def _key_of(document: Document) -> str:
    return key_of(document["site"], document["url"])


@lru_cache(maxsize=1 << 14)
def key_of(site: str, url: str) -> str:
    """Return by what the source of an article is known; empty when it is not known."""
    return source_key(source_of(site, url))
