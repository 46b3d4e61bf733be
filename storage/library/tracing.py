"""What tells of an article: in the log, in the library, and by which words other files are known to tell of it."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from storage.annotation import tag_key
from storage.library.documents import ANNOTATIONS, ARTICLES, RULES, TAGS
from storage.library.engine.lines import AnnotationHeads, decode, line_of
from storage.library.engine.recovery import is_forgotten
from storage.library.engine.rows import Row
from storage.library.engine.store import Store
from storage.library.named import files_of


@dataclass(slots=True)
class Traces:
    """All that the log and the library tell of articles."""

    rows: list[Row] = field(default_factory=list)
    """Of the log: those of the articles, their annotations and their flips."""
    annotations: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    """Tags that only these articles ever had, as tags are compared."""
    tag_rows: list[Row] = field(default_factory=list)
    """Of the log: those of these tags."""
    rule_rows: list[Row] = field(default_factory=list)
    """Of the log: those of rules that quote nothing but these articles."""
    files: set[tuple[str, str]] = field(default_factory=set)
    """Folder and name of what no other article needs."""
    words: set[str] = field(default_factory=set)
    """Titles, notes, quotes, lines of rules: by these other files are known to tell of them."""

    @property
    def is_anything(self) -> bool:
        """Whether the log tells of them at all."""
        return bool(self.rows or self.tag_rows or self.rule_rows)


def traces_of(
    store: Store, wanted: frozenset[str], rows: Sequence[Row], rules: AbstractSet[str] = frozenset()
) -> Traces:
    """Return what tells of the articles ``wanted`` in all rows of the log and in what the library holds.

    ``rules`` are the ids of the rules that quote nothing but them (:mod:`storage.library.quoting`). Only what may
    tell of them is decoded: a log may have many rows.
    """
    found = Traces()
    sought = [article.encode("utf-8", "surrogatepass") for article in wanted]
    own_tags: set[str] = set()
    others_tags: set[str] = set()
    others_files: set[tuple[str, str]] = set()
    tag_rows: list[tuple[Row, set[str]]] = []
    heads = AnnotationHeads()
    for row in rows:
        bodies = [body for body in (row.before, row.after) if body is not None]
        if row.table == RULES:
            if row.id in rules and bodies:
                found.rule_rows.append(row)
                found.words.update(decode(body)["line"] for body in bodies)
        elif row.table == TAGS:
            tag_rows.append((row, {tag_key(decode(body)["name"]) for body in bodies}))
        elif _is_of(row, bodies, wanted, sought):
            if not is_forgotten(row):
                found.rows.append(row)
            if row.table == ANNOTATIONS:
                found.annotations.add(row.id)
            for document in map(decode, bodies):
                own_tags.update(document.get("tags", ()))
                found.files.update(files_of(document) if row.table == ARTICLES else ())
                found.words.update(document[name] for name in ("title", "note", "exact") if document.get(name))
        elif row.table == ANNOTATIONS:
            others_tags.update(tag for body in bodies for tag in heads.read(line_of(row.place, body))[0])
        elif row.table == ARTICLES:
            others_files.update(pair for body in bodies for pair in files_of(decode(body)))
    with store.reading:
        memory = store.memory
        for article in memory.all(ARTICLES):
            (found.files if article["id"] in wanted else others_files).update(files_of(article))
        for line in memory.lines[ANNOTATIONS].values():
            mine = any(each in line for each in sought) and decode(line)["article"] in wanted
            (own_tags if mine else others_tags).update(heads.read(line)[0])
    found.files -= others_files
    found.tags = set(map(tag_key, own_tags)) - set(map(tag_key, others_tags))
    ids = {row.id for row, names in tag_rows if names & found.tags}
    found.tag_rows = [row for row, names in tag_rows if row.id in ids and names]
    return found


def _is_of(row: Row, bodies: Sequence[bytes], wanted: frozenset[str], sought: Sequence[bytes]) -> bool:
    if row.table == ARTICLES:
        return row.id in wanted
    return any(decode(body).get("article") in wanted for body in bodies if any(article in body for article in sought))
