"""Documents in tables, as the engine under the library knows them: by ids of our own, replaced and never altered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

Document: TypeAlias = Mapping[str, Any]
"""A JSON object with its ``id``; fields that this version does not know are kept. Nobody alters one in place."""

ARTICLES, ANNOTATIONS, TAGS, FLIPS = "articles", "annotations", "tags", "flips"
TABLES = (ARTICLES, ANNOTATIONS, TAGS, FLIPS)

Tables: TypeAlias = Mapping[str, Mapping[str, Document]]
"""Table → id → document, in the order in which the documents came."""


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """What happened to one document."""

    table: str
    id: str
    before: Document | None
    """None: the document is new."""
    after: Document | None
    """None: the document is gone."""

    @property
    def article(self) -> str | None:
        """The article that the document is or belongs to; None for a tag."""
        if self.table == ARTICLES:
            return self.id
        document = self.after if self.after is not None else self.before
        return None if document is None else document.get("article")


class Memory:
    """All documents of a library, with the annotations and the flips of each article at hand."""

    def __init__(self, tables: Tables) -> None:
        self.tables: dict[str, dict[str, Document]] = {name: dict(tables.get(name, {})) for name in TABLES}
        self._of: dict[str, dict[str, dict[str, None]]] = {ANNOTATIONS: {}, FLIPS: {}}
        for table, of in self._of.items():
            for document in self.tables[table].values():
                of.setdefault(document["article"], {})[document["id"]] = None

    def get(self, table: str, key: str) -> Document | None:
        """Return a document, or None."""
        return self.tables[table].get(key)

    def all(self, table: str) -> tuple[Document, ...]:
        """Return every document of a table in order."""
        return tuple(self.tables[table].values())

    def of(self, table: str, article: str) -> tuple[Document, ...]:
        """Return the annotations or the flips of an article, in the order in which they came."""
        documents = self.tables[table]
        return tuple(documents[key] for key in self._of[table].get(article, ()))

    def apply(self, changes: Iterable[DocumentChange]) -> None:
        """Lay changes over what is held."""
        for change in changes:
            if change.after is None:
                del self.tables[change.table][change.id]
            else:
                self.tables[change.table][change.id] = change.after
            of = self._of.get(change.table)
            if of is not None and change.article is not None:
                ids = of.setdefault(change.article, {})
                if change.after is None:
                    ids.pop(change.id, None)
                else:
                    ids[change.id] = None

    def put_in_order(self, table: str, order: Mapping[str, int]) -> None:
        """Sort a table by ``order``, after a document has come back to its old place."""
        self.tables[table] = dict(sorted(self.tables[table].items(), key=lambda item: order[item[0]]))


class Draft:
    """A change in the making: what the library would hold. Nothing is altered until it is committed."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._laid: dict[str, dict[str, Document | None]] = {name: {} for name in TABLES}

    def get(self, table: str, key: str) -> Document | None:
        """Return a document as it would be, or None."""
        laid = self._laid[table]
        return laid[key] if key in laid else self._memory.get(table, key)

    def all(self, table: str) -> Iterator[Document]:
        """Yield every document of a table as it would be."""
        yield from self._over(table, self._memory.all(table))

    def of(self, table: str, article: str) -> Iterator[Document]:
        """Yield the annotations or the flips of an article as they would be."""
        for document in self._over(table, self._memory.of(table, article)):
            if document["article"] == article:
                yield document

    def put(self, table: str, document: Document) -> None:
        """Add a document, or put it in the place of the one with its id."""
        self._laid[table][document["id"]] = document

    def drop(self, table: str, key: str) -> None:
        """Take a document out."""
        self._laid[table][key] = None

    def changes(self) -> tuple[DocumentChange, ...]:
        """Return what would change, table by table, in the order in which it was laid down."""
        made = (
            DocumentChange(table, key, self._memory.get(table, key), after)
            for table, laid in self._laid.items()
            for key, after in laid.items()
        )
        return tuple(change for change in made if change.before != change.after)

    def _over(self, table: str, held: Iterable[Document]) -> Iterator[Document]:
        laid = dict(self._laid[table])
        for document in held:
            present = laid.pop(document["id"], document)
            if present is not None:
                yield present
        yield from (document for document in laid.values() if document is not None)
