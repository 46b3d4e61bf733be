"""The library's door for files that come again: which of them it holds, as they are now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from storage.article import ArticleRow
from storage.errors import LibraryDamaged
from storage.hashing import sha256
from storage.library.picker import LibraryPicker

if TYPE_CHECKING:
    from storage.sighting import Sighting


class LibraryHolder(LibraryPicker):
    """A library that knows a file which has not changed without reading it (:mod:`storage.library.sightings`)."""

    def holding(self, data: bytes) -> ArticleRow | None:
        """Return the article that was made of these very bytes and has its files whole; None when there is none."""
        source = sha256(data)
        row = self._made_of(source)
        whole = row is not None and self._raw.holds(source) and self._texts.holds(row.record.texts_sha256)
        return row if whole else None

    def holding_unread(self, source: str, size: int) -> ArticleRow | None:
        """Return what :meth:`holding` would for the bytes with the SHA-256 ``source``, ``size`` in number.

        Nothing but the text is read, and that is kept at hand for whoever opens the article. Of stored bytes that are
        gone or cut off it is known, not of those that are damaged and as many as before.
        """
        row = self._made_of(source)
        if row is None:
            return None
        try:
            whole = self._raw.path(source).stat().st_size == size
            self.article(row.id)
        except (OSError, LibraryDamaged):
            return None
        return row if whole else None

    def _made_of(self, source: str) -> ArticleRow | None:
        with self._reading() as views:
            return views.row_of_source(source)

    def remember_files(self, seen: Iterable[tuple[Sighting, str]]) -> None:
        """Remember the SHA-256 of the bytes of files that were seen so."""
        if not self.read_only:
            from storage.library.sightings import remember

            remember(self.home, seen)

    def raw(self, article: str) -> bytes:
        """Return the bytes that an article was made from.

        Raises:
            NothingMatches: the article is not in the library, or came by an import, without its bytes.
            LibraryDamaged: they are damaged.
        """
        try:
            return super().raw(article)
        except LibraryDamaged:
            from storage.library.sightings import forget_all

            forget_all(self.home)  # so that opening the page's file reads it, and puts a good copy here
            raise
