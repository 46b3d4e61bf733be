"""All documents of a library in memory, as the lines of its file; decoded when they are looked at."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import chain

from storage.annotation import tag_key
from storage.library.documents import ANNOTATIONS, ARTICLES, FLIPS, TABLES, TAGS, Document
from storage.library.engine.lines import AnnotationHeads, created_of, decode, decode_all, keys_of, place_of
from storage.library.engine.tag_index import TagIndex

Lines = dict[str, dict[str, bytes]]
"""Table → id → line, in the order of their doc_ids."""

Index = dict[str, dict[str, dict[str, bytes]]]
"""Table → article → the ids of what belongs to it, each with what an annotation's line says of tags and note.

Empty where that has to be looked for in the line.
"""


class Memory:
    """The documents, with the annotations and the flips of each article at hand.

    Values are immutable and replaced as a whole, so that a copy of the mappings is a snapshot.
    """

    def __init__(
        self, lines: Lines, next_places: Mapping[str, int] | None = None, index: Index | None = None
    ) -> None:
        """``index`` is what is known of ``lines``; a table that is not in it is looked through when it is needed."""
        self.lines: Lines = {**{name: {} for name in TABLES}, **lines}
        self.next_places: dict[str, int] = dict(next_places or {})
        """Table → a doc_id that no document has ever had."""
        for table, documents in self.lines.items():
            least = 1 + max(map(place_of, documents.values()), default=0) if table not in self.next_places else 1
            self.next_places[table] = max(self.next_places.get(table, 1), least)
        self.unsorted: set[str] = set()
        """Tables in which a document has come back and stands last instead of in its place."""
        self._of: Index = dict(index or {})
        self._tags: dict[str, Document] | None = None
        self._counts: Counter[str] | None = None
        self._heads = AnnotationHeads()
        self.tag_index: TagIndex | None = None
        """Which annotations carry which tag, where somebody has had that counted."""

    def get(self, table: str, key: str) -> Document | None:
        """Return a document, or None."""
        if table == TAGS:
            return self._tag_documents().get(key)
        line = self.lines.get(table, {}).get(key)
        return None if line is None else decode(line)

    def all(self, table: str) -> tuple[Document, ...]:
        """Return every document of a table in order."""
        if table == TAGS:
            return tuple(self._tag_documents().values())
        if table == ARTICLES:
            return tuple(self.some(table, self.articles()))
        return tuple(decode_all(self.lines.get(table, {}).values()))

    def some(self, table: str, keys: Iterable[str]) -> list[Document]:
        """Return the documents with these ids, which are there."""
        lines = self.lines[table]
        return decode_all([lines[key] for key in keys])

    def articles(self) -> tuple[str, ...]:
        """Return the ids of the articles, in the order in which they came: the one order that the reader sees."""
        if ARTICLES in self.unsorted:
            self.lines[ARTICLES] = in_order(self.lines[ARTICLES])
            self.unsorted.discard(ARTICLES)
        return tuple(self.lines[ARTICLES])

    def of(self, table: str, article: str) -> tuple[Document, ...]:
        """Return the annotations or the flips of an article."""
        ids = self._index(table).get(article)
        if not ids:
            return ()
        lines = self.lines[table]
        return tuple(decode_all([lines[key] for key in ids]))

    def annotated(self) -> Container[str]:
        """Return the ids of the articles with an annotation on or in them, or with one that is gone since."""
        return self._index(ANNOTATIONS).keys()

    def tags_and_notes(self, article: str) -> Iterator[tuple[tuple[str, ...], bool]]:
        """Yield the tags of each annotation of an article and whether it has a note."""
        lines, heads = self.lines[ANNOTATIONS], self._heads
        for key, written in self._index(ANNOTATIONS).get(article, {}).items():
            yield heads.meant_by(written) if written else heads.read(lines[key])

    def counted(self) -> Iterator[tuple[str, tuple[str, ...], bool, str]]:
        """Yield of every annotation its article, its tags, whether it has a note, and when it was made."""
        lines, heads = self.lines[ANNOTATIONS], self._heads
        for article, keys in self._index(ANNOTATIONS).items():
            for key in keys:
                line = lines[key]
                yield (article, *heads.read(line), created_of(line))

    def tagged(self, keys: frozenset[str]) -> list[Document]:
        """Return the annotations that carry a tag that compares as one of ``keys``."""
        if self.tag_index is not None:
            lines = self.lines[ANNOTATIONS]
            return decode_all(
                [lines[key] for key in dict.fromkeys(chain.from_iterable(map(self.tag_index.of, keys)))]
            )
        wanted: dict[tuple[str, ...], bool] = {}
        found = []
        for line in self.lines[ANNOTATIONS].values():
            tags, _ = self._heads.read(line)
            hit = wanted.get(tags)
            if hit is None:
                hit = wanted[tags] = not keys.isdisjoint(map(tag_key, tags))
            if hit:
                found.append(line)
        return decode_all(found)

    def tag_counts(self) -> Mapping[str, int]:
        """Return how many annotations carry each tag, by what tags are compared by."""
        if self._counts is None:
            by_tags = Counter(self._heads.read(line)[0] for line in self.lines[ANNOTATIONS].values())
            counts: Counter[str] = Counter()
            for tags, times in by_tags.items():
                for key in set(map(tag_key, tags)):
                    counts[key] += times
            self._counts = counts  # whole at once: another thread may be counting, too
        return self._counts

    def put(self, table: str, key: str, article: str | None, line: bytes) -> None:
        """Add a document or replace the one with its id; ``article`` is the one that it belongs to."""
        documents = self.lines.setdefault(table, {})
        held = documents.get(key)
        documents[key] = line
        place = place_of(line)
        if held is None:
            comes_back = place < self.next_places.get(table, 1)
            self.next_places[table] = max(self.next_places.get(table, 1), place + 1)
            if comes_back:
                self.unsorted.add(table)
        if article is not None and table in self._of:
            if held is not None and (was := keys_of(table, held)[1]) != article:
                self._of[table].get(was or "", {}).pop(key, None)
            self._of[table].setdefault(article, {})[key] = b""
        self._count(table, key, held, line)
        if table == TAGS and self._tags is not None:
            self._tags[key] = decode(line)

    def drop(self, table: str, key: str, article: str | None) -> None:
        """Take a document out; one that is not there is passed over."""
        held = self.lines.get(table, {}).pop(key, None)
        if article is not None and table in self._of:
            self._of[table].get(article, {}).pop(key, None)
        self._count(table, key, held, None)
        if table == TAGS and self._tags is not None:
            self._tags.pop(key, None)

    def drop_all_of(self, article: str) -> None:
        """Take out the annotations and the flips of an article."""
        for table in (ANNOTATIONS, FLIPS):
            for key in list(self._index(table).get(article, ())):
                self.drop(table, key, article)

    def _count(self, table: str, key: str, held: bytes | None, line: bytes | None) -> None:
        if table != ANNOTATIONS:
            return
        if self.tag_index is not None:
            self.tag_index.follow(key, held, line)
        if self._counts is None:
            return
        for sign, each in ((-1, held), (1, line)):
            for tag in () if each is None else set(map(tag_key, self._heads.read(each)[0])):
                self._counts[tag] += sign

    def _index(self, table: str) -> dict[str, dict[str, bytes]]:
        assert table in {ANNOTATIONS, FLIPS}
        index = self._of.get(table)
        if index is None:
            index = {}
            for key, line in self.lines[table].items():
                _, article = keys_of(table, line)
                assert article is not None
                index.setdefault(article, {})[key] = b""
            self._of[table] = index  # whole at once: another thread may be looking for it, too
        return index

    def _tag_documents(self) -> dict[str, Document]:
        """Return the codebook decoded: small, and looked at by every mark."""
        if self._tags is None:
            self._tags = {document["id"]: document for document in decode_all(self.lines[TAGS].values())}
        return self._tags


def in_order(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the lines of a table in the order of their doc_ids."""
    return dict(sorted(documents.items(), key=lambda item: place_of(item[1])))


def same(before: bytes | None, after: bytes | None) -> bool:
    """Return whether two encoded documents hold the same, whatever the order of their fields."""
    if before == after:
        return True
    return before is not None and after is not None and json.loads(before) == json.loads(after)
