"""TinyDB over the engine: its tables read as always, and every change of them is logged.

Only public methods of TinyDB are overridden. What would write past the log refuses.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn, TypeVar

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document as TinyDocument
from tinydb.table import Table

from storage.errors import UsageError
from storage.library.documents import Document, Draft
from storage.library.engine.acting import Committed, Heading
from storage.library.engine.lines import decode, keys_of_document, place_of
from storage.library.engine.store import Store
from storage.library.records import new_id

T = TypeVar("T")

Fields = Mapping[str, Any] | Callable[[dict[str, Any]], None]
"""What TinyDB takes as an update: fields to set, or a function that alters a document."""


class StoreStorage(Storage):
    """Gives TinyDB the tables that memory has."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def read(self) -> dict[str, dict[str, Any]]:
        """Return every table: doc_id as a string → document."""
        with self.store.reading:
            return {
                table: {str(place_of(line)): dict(decode(line)) for line in lines.values()}
                for table, lines in self.store.memory.lines.items()
            }

    def write(self, data: dict[str, dict[str, Any]]) -> NoReturn:
        """Refuse: a whole state says nothing of what was changed, and another process may have changed more."""
        raise UsageError("a library is changed through its tables' own methods, one change a row of the log")


class LoggedTable(Table):
    """A table of TinyDB whose writing methods commit to the log; each call is one action, all or nothing.

    Documents have string ids of our own in ``id``, made where there is none; doc_ids are never used twice.
    """

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        """No answer is kept, whatever ``cache_size`` says: another process may change what was found."""
        super().__init__(storage, name, cache_size=0, persist_empty=persist_empty)

    @property
    def _store(self) -> Store:
        assert isinstance(self.storage, StoreStorage)
        return self.storage.store

    def insert(self, document: Mapping[str, Any]) -> int:
        """Insert a document and return its doc_id: a new one, also where the document brings one along.

        Raises:
            UsageError: a document with its ``id`` is there.
            LibraryError: the disk refuses; nothing has changed.
        """
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        """Insert documents and return their doc_ids.

        Raises:
            UsageError: a document with one of their ``id`` is there.
            LibraryError: the disk refuses; nothing has changed.
        """
        new = [{"id": new_id(), **document} for document in documents]

        def action(draft: Draft) -> None:
            for document in new:
                self._put_new(draft, document)

        self._commit(action, "insert into")
        with self._store.reading:
            lines = self._store.memory.lines[self.name]
            return [place_of(lines[document["id"]]) for document in new]

    def update(
        self, fields: Fields, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None
    ) -> list[int]:
        """Update the documents that ``cond`` matches, or those with ``doc_ids``, or all; return their doc_ids.

        Raises:
            LibraryError: the disk refuses; nothing has changed.
        """
        return self._each(cond, doc_ids, lambda draft, held: draft.put(self.name, _updated(held, fields)), "update")

    def update_multiple(self, updates: Iterable[tuple[Fields, QueryLike]]) -> list[int]:
        """Make several updates in one action; return the doc_ids of what they matched.

        Raises:
            LibraryError: the disk refuses; nothing has changed.
        """
        steps = list(updates)

        def action(draft: Draft) -> list[str]:
            touched = []
            for fields, cond in steps:
                for held in [held for held in draft.all(self.name) if cond(dict(held))]:
                    draft.put(self.name, _updated(held, fields))
                    touched.append(held["id"])
            return touched

        return self._places(self._commit(action, "update"))

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[int]:
        """Update what matches, or insert the document; return the doc_ids.

        Raises:
            UsageError: there is neither a condition nor a doc_id, or no document with the doc_id.
            LibraryError: the disk refuses; nothing has changed.
        """
        doc_ids = [document.doc_id] if isinstance(document, TinyDocument) else None
        if cond is None and doc_ids is None:
            raise UsageError("an upsert needs a condition or a document with a doc_id")
        if cond is None:
            touched = self.update(document, None, doc_ids)
            if not touched:
                raise UsageError(
                    f"there is no document {doc_ids} in {self.name}; insert() gives a new one its doc_id"
                )
            return touched
        new = {"id": new_id(), **document}

        def action(draft: Draft) -> list[str]:
            matching = [held for held in draft.all(self.name) if cond(dict(held))]
            for held in matching:
                draft.put(self.name, _updated(held, document))
            if not matching:
                self._put_new(draft, new)
            return [held["id"] for held in matching] or [new["id"]]

        return self._places(self._commit(action, "update"))

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None) -> list[int]:
        """Remove the documents that ``cond`` matches, or those with ``doc_ids``; return their doc_ids.

        Raises:
            UsageError: neither is given.
            LibraryError: the disk refuses; nothing has changed.
        """
        if cond is None and doc_ids is None:
            raise UsageError("name what is to be removed; truncate() removes all")
        return self._each(cond, doc_ids, lambda draft, held: draft.drop(self.name, held["id"]), "remove from")

    def truncate(self) -> None:
        """Remove every document.

        Raises:
            LibraryError: the disk refuses; nothing has changed.
        """
        self._each(None, None, lambda draft, held: draft.drop(self.name, held["id"]), "empty")

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> NoReturn:
        """Refuse: what TinyDB would write here past the log has no name in it."""
        raise UsageError(f"the table {self.name} is changed through its public methods only")

    def _put_new(self, draft: Draft, document: Document) -> None:
        key, _ = keys_of_document(self.name, document)
        if draft.get(self.name, key) is not None:
            raise UsageError(f"there is a document {key!r} in {self.name} already")
        draft.put(self.name, document)

    def _each(
        self,
        cond: QueryLike | None,
        doc_ids: Iterable[int] | None,
        step: Callable[[Draft, Document], None],
        verb: str,
    ) -> list[int]:
        with self._store.reading:
            places = {place_of(line): key for key, line in self._store.memory.lines.get(self.name, {}).items()}
        wanted = None if doc_ids is None else {places[doc_id] for doc_id in doc_ids if doc_id in places}

        def action(draft: Draft) -> list[str]:
            touched = []
            for held in list(draft.all(self.name)):
                if held["id"] in wanted if wanted is not None else cond is None or cond(dict(held)):
                    step(draft, held)
                    touched.append(held["id"])
            return touched

        by_key = {key: place for place, key in places.items()}
        return [by_key[key] for key in self._commit(action, verb) if key in by_key]

    def _places(self, keys: Iterable[str]) -> list[int]:
        with self._store.reading:
            lines = self._store.memory.lines.get(self.name, {})
            return [place_of(lines[key]) for key in keys if key in lines]

    def _commit(self, action: Callable[[Draft], T], verb: str) -> T:
        outcome, _ = self._store.commit(action, lambda _: Heading(f"{verb} {self.name}"))
        return outcome


class LibraryDB(TinyDB):
    """The library as a TinyDB: tables that log what they write, and actions over several of them."""

    table_class = LoggedTable

    def __init__(self, store: Store) -> None:
        super().__init__(store, storage=StoreStorage)
        self._store = store

    def act(self, action: Callable[[Draft], T], heading: Callable[[T], Heading]) -> tuple[T, Committed]:
        """Carry out an action over all tables: all or nothing, durable when this returns.

        Raises:
            LibraryBusy: another process holds the library for too long.
            LibraryError: the disk refuses; nothing has changed.
        """
        return self._store.commit(action, heading)


def _updated(held: Document, fields: Fields) -> Document:
    document = copy.deepcopy(dict(held))  # a function may alter what lies deeper
    if callable(fields):
        fields(document)
    else:
        document.update(fields)
    if document.get("id") != held["id"]:
        raise UsageError(f"the id {held['id']!r} stays as it is: remove the document and insert another one")
    return document
