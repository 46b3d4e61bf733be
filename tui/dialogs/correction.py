"""What a reader corrects of an article: read from what was typed, and given to the library as one change."""

from __future__ import annotations

from dataclasses import dataclass

from storage.article import ArticleRecord
from storage.errors import UsageError
from storage.published import read_published
from storage.text import sanitise_line

_BETWEEN_AUTHORS = ";"


@dataclass(frozen=True, slots=True)
class Correction:
    """The four things that can be corrected, as they shall be."""

    title: str
    authors: tuple[str, ...]
    site: str
    published: str

    @classmethod
    def of(cls, record: ArticleRecord) -> Correction:
        """Return what an article says now."""
        return cls(record.title, record.authors, record.site, record.published)

    @classmethod
    def typed(cls, title: str, authors: str, site: str, published: str) -> Correction:
        """Read what was typed; authors are parted by semicolons.

        Raises:
            UsageError: there is no title, or no such day.
        """
        if not sanitise_line(title):
            raise UsageError("an article needs a title")
        names = tuple(name for part in authors.split(_BETWEEN_AUTHORS) if (name := sanitise_line(part)))
        return cls(sanitise_line(title), names, sanitise_line(site), read_published(published))

    @property
    def authors_line(self) -> str:
        """The authors as they are typed."""
        return f"{_BETWEEN_AUTHORS} ".join(self.authors)
