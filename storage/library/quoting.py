"""Which rules quote articles that are to be forgotten, and nothing else: they go with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from storage.cleaning.sources import known_by, source_key
from storage.errors import LibraryDamaged
from storage.library.blobs import Blobs
from storage.library.documents import ARTICLES, RULES, Document
from storage.library.engine.lines import decode
from storage.library.engine.rows import Row
from storage.library.engine.store import Store
from storage.library.named import files_of
from storage.library.origins import key_of
from storage.library.paths import TEXTS_FOLDER
from storage.library.texts import lines_of


def rules_of(store: Store, wanted: frozenset[str], rows: Iterable[Row]) -> frozenset[str]:
    """Return the ids of the rules, here or in the log, whose line or source only the articles ``wanted`` have.

    That is when no other article of the library is of the source, or none of these has the line while one of
    ``wanted`` has or had it. ``rows`` are those of the log that tell of ``wanted``. Call it while their texts are
    there.
    """
    rules = _rules(store)
    if not rules:
        return frozenset()
    going = [decode(body) for row in rows if row.table == ARTICLES for body in (row.before, row.after) if body]
    with store.reading:
        articles = store.memory.all(ARTICLES)
    going += [document for document in articles if document["id"] in wanted]
    staying = [document for document in articles if document["id"] not in wanted]
    found = set()
    for rule, source, line in rules:
        theirs = [document for document in going if _source(document) == source]
        others = [document for document in staying if _source(document) == source]
        if not theirs:
            continue
        if not others or (_holds(store, theirs, line, unread=True) and not _holds(store, others, line, unread=False)):
            found.add(rule)
    return frozenset(found)


def _rules(store: Store) -> set[tuple[str, str, str]]:
    """Return the id, the source and the line of every rule that there is or was."""
    with store.reading:
        documents: list[Any] = list(store.memory.all(RULES))
    with store.log() as log:
        for row in log.rows_after(log.base):
            if row.table == RULES:
                documents += [decode(body) for body in (row.before, row.after) if body]
    return {(rule["id"], source_key(rule["source"]), rule["paragraph"]) for rule in documents}


def _source(document: Document) -> str:
    return key_of(document["site"], document["url"])


def _holds(store: Store, documents: Sequence[Document], line: str, *, unread: bool) -> bool:
    """Return whether an article has the line, in any state that it was in; ``unread``: what a lost text counts as."""
    blobs = Blobs(store.home / TEXTS_FOLDER)
    names = {name for document in documents for folder, name in files_of(document) if folder == TEXTS_FOLDER}
    for name in names:
        try:
            held = any(known_by(own) == line for own, _text, _kept in lines_of(blobs.get(name)))
        except (FileNotFoundError, ValueError, LibraryDamaged):
            held = unread
        if held:
            return True
    return False
