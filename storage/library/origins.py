"""Which articles are of one source, kept up with every change: asked for whenever an article comes in."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from storage.cleaning.sources import source_key
from storage.library.documents import DocumentChange
from storage.source import source_of


class Origins:
    """The articles of each source, with the names of their texts."""

    FIELDS = ("site", "url", "texts_sha256")
    """What has to be known of each article beside its id."""

    def __init__(self, articles: Iterable[tuple[str, str, str, str]]) -> None:
        """``articles`` are the id of each and what it says in :attr:`FIELDS`."""
        self._texts: dict[str, dict[str, str]] = {}
        self._keys: dict[str, str] = {}
        for own, site, url, texts in articles:
            self._put(own, key_of(site, url), texts)

    def follow(self, change: DocumentChange) -> None:
        """Take in what has become of an article."""
        before, after = self._keys.get(change.id, ""), change.after
        key = key_of(after["site"], after["url"]) if after is not None else ""
        if key != before:
            self._texts.get(before, {}).pop(change.id, None)
            self._keys.pop(change.id, None)
        if after is not None:
            self._put(change.id, key, after["texts_sha256"])

    def of(self, source: str) -> tuple[str, ...]:
        """Return the ids of the articles of a source, by its key."""
        return tuple(self._texts.get(source, ()))

    def newest(self, source: str, most: int) -> tuple[str, ...]:
        """Return the names of the texts of the ``most`` articles of a source, by its key, that came last."""
        return tuple(islice(reversed(self._texts.get(source, {}).values()), most))

    def _put(self, article: str, key: str, texts: str) -> None:
        if key:
            self._texts.setdefault(key, {})[article] = texts
            self._keys[article] = key


@lru_cache(maxsize=1 << 14)
def key_of(site: str, url: str) -> str:
    """Return by what the source of an article is known; empty when it is not known."""
    return source_key(source_of(site, url))
