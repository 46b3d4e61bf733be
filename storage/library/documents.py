"""Documents in tables, as the engine under the library knows them: by ids of our own, replaced and never altered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol, TypeAlias

from storage.annotation import tag_key

Document: TypeAlias = Mapping[str, Any]
"""A JSON object with its ``id``; fields that this version does not know are kept. Nobody alters one in place."""

ARTICLES, ANNOTATIONS, TAGS, FLIPS, RULES = "articles", "annotations", "tags", "flips", "rules"
TABLES = (ARTICLES, ANNOTATIONS, TAGS, FLIPS, RULES)

Tables: TypeAlias = Mapping[str, Mapping[str, Document]]
"""Table → id → document."""


class DocumentChange(NamedTuple):
    """What happened to one document."""

    table: str
    id: str
    before: Document | None
    """None: the document is new."""
    after: Document | None
    """None: the document is gone."""
    place: int | None = None
    """Its doc_id in the library file: where it stands among the others. None: none yet."""

    @property
    def articles(self) -> frozenset[str]:
        """The article that the document is or belongs to, or that it belonged to before; none for a tag or a rule."""
        if self.table == ARTICLES:
            return frozenset({self.id})
        belongs = (document.get("article") for document in (self.before, self.after) if document is not None)
        return frozenset(article for article in belongs if article is not None)


def articles_of(changes: Iterable[DocumentChange]) -> frozenset[str]:
    """Return the articles that changes touch."""
    return frozenset().union(*(change.articles for change in changes))


_UNREAD: Document = {}


class Held(Protocol):
    """What a draft is laid over: the documents of a library as they are."""

    def get(self, table: str, key: str) -> Document | None:
        """Return a document, or None."""

    def all(self, table: str) -> Iterable[Document]:
        """Return every document of a table in order."""

    def of(self, table: str, article: str) -> Iterable[Document]:
        """Return the annotations or the flips of an article."""

    def tagged(self, keys: frozenset[str]) -> Iterable[Document]:
        """Return the annotations that carry a tag that compares as one of ``keys``."""

    def tag_counts(self) -> Mapping[str, int]:
        """Return how many annotations carry each tag, by what tags are compared by."""


class Draft:
    """A change in the making: what the library would hold. Nothing is altered until it is committed."""

    def __init__(self, held: Held) -> None:
        self._held = held
        self._laid: dict[str, dict[str, Document | None]] = defaultdict(dict)
        self._read: dict[tuple[str, str], Document | None] = {}
        self._places: dict[tuple[str, str], int] = {}
        self._came: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
        """Table and article → the ids of what was laid down there: many articles are asked for in one action."""
        self._more_tags: Counter[str] | None = None

    def get(self, table: str, key: str) -> Document | None:
        """Return a document as it would be, or None."""
        laid = self._laid[table]
        return laid[key] if key in laid else self._before(table, key)

    def all(self, table: str) -> Iterator[Document]:
        """Yield every document of a table as it would be."""
        yield from self._over(table, self._held.all(table))

    def of(self, table: str, article: str) -> Iterator[Document]:
        """Yield the annotations or the flips of an article as they would be."""
        laid = self._laid[table]
        came = dict.fromkeys(self._came[table, article])
        for document in self._held.of(table, article):
            came.pop(document["id"], None)
            present = laid.get(document["id"], document)
            if present is not None and present["article"] == article:
                yield present
        for key in came:
            new = laid[key]
            if new is not None and new["article"] == article:
                yield new

    def tagged(self, keys: frozenset[str]) -> Iterator[Document]:
        """Yield the annotations that would carry one of the tags that compare as ``keys``."""
        for document in self._over(ANNOTATIONS, self._held.tagged(keys)):
            if not keys.isdisjoint(map(tag_key, document["tags"])):
                yield document

    def tag_count(self, key: str) -> int:
        """Return how many annotations would carry the tag that compares as ``key``."""
        if self._more_tags is None:
            self._more_tags = Counter()
            for own, laid in self._laid[ANNOTATIONS].items():
                for sign, document in ((-1, self._held.get(ANNOTATIONS, own)), (1, laid)):
                    for each in () if document is None else set(map(tag_key, document["tags"])):
                        self._more_tags[each] += sign
        return self._held.tag_counts().get(key, 0) + self._more_tags[key]

    def put(self, table: str, document: Document, place: int | None = None) -> None:
        """Add a document, or put it in the place of the one with its id.

        ``place`` is where one stood that comes back.
        """
        self._laid[table][document["id"]] = document
        if "article" in document:
            self._came[table, document["article"]][document["id"]] = None
        self._forget_counts(table)
        if place is not None:
            self._places[table, document["id"]] = place

    def drop(self, table: str, key: str) -> None:
        """Take a document out."""
        self._laid[table][key] = None
        self._forget_counts(table)

    def _forget_counts(self, table: str) -> None:
        if table == ANNOTATIONS:
            self._more_tags = None

    def changes(self) -> tuple[DocumentChange, ...]:
        """Return what would change, table by table, in the order in which it was laid down."""
        made = (
            DocumentChange(table, key, self._before(table, key), after, self._places.get((table, key)))
            for table, laid in self._laid.items()
            for key, after in laid.items()
        )
        return tuple(change for change in made if change.before != change.after)

    def _before(self, table: str, key: str) -> Document | None:
        """Return a document as it is, decoded once for the whole action."""
        known = self._read.get((table, key), _UNREAD)
        if known is _UNREAD:
            known = self._read[table, key] = self._held.get(table, key)
        return known

    def _over(self, table: str, held: Iterable[Document]) -> Iterator[Document]:
        laid = dict(self._laid[table])
        for document in held:
            present = laid.pop(document["id"], document)
            if present is not None:
                yield present
        yield from (document for document in laid.values() if document is not None)
