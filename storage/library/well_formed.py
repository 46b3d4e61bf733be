"""What a document must be that another hand wrote: one that can be read, with text where text is expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storage.errors import LibraryDamaged
from storage.library.documents import ANNOTATIONS, ARTICLES, FLIPS, RULES, TAGS, Document
from storage.library.records import READERS

_TEXTS: Mapping[str, Sequence[str]] = {
    ARTICLES: (
        *("id", "title", "site", "published", "language", "url", "media_type", "origin", "added"),
        *("source_sha256", "texts_sha256", "path"),
    ),
    ANNOTATIONS: (
        *("id", "article", "first", "last", "exact", "prefix", "suffix", "note"),
        *("creator", "created", "modified"),
    ),
    TAGS: ("id", "name", "created", "description", "color"),
    FLIPS: ("id", "article", "paragraph", "created"),
    RULES: ("id", "source", "line", "paragraph", "created"),
}
_LISTS: Mapping[str, Sequence[str]] = {ARTICLES: ("authors",), ANNOTATIONS: ("tags",)}
_PLACES: Mapping[str, Sequence[str]] = {ANNOTATIONS: ("start", "end")}


def refuse_malformed(table: str, document: Document) -> None:
    """Return if a document of a table can be read and shown; in a table that we do not know any can.

    Raises:
        LibraryDamaged: a field is missing or is not what it should be.
    """
    if table not in READERS:
        return
    READERS[table](document)
    for name in _TEXTS[table]:
        if not isinstance(document.get(name, ""), str):
            raise _wrong(table, document, f"{name} is no text")
    for name in _LISTS.get(table, ()):
        if not isinstance(document[name], list) or not all(isinstance(each, str) for each in document[name]):
            raise _wrong(table, document, f"{name} is no list of texts")
    for name in _PLACES.get(table, ()):
        if not isinstance(document[name], int | None):
            raise _wrong(table, document, f"{name} is no number")
    for former in document.get("former", ()) if table == ARTICLES else ():
        if not (isinstance(former["source_sha256"], str) and isinstance(former["texts_sha256"], str)):
            raise _wrong(table, document, "former names what is no text")


def _wrong(table: str, document: Document, why: str) -> LibraryDamaged:
    return LibraryDamaged(f"the {table[:-1]} {document.get('id')} in library.json cannot be read: its {why}")
