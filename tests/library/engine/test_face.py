"""The library as a TinyDB: its methods do what they do in TinyDB, each one action of the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from tinydb import TinyDB, where
from tinydb.operations import add, delete, increment
from tinydb.storages import MemoryStorage
from tinydb.table import Document as TinyDocument

from storage.errors import LibraryError, UsageError
from storage.library.documents import ANNOTATIONS, ARTICLES
from storage.library.engine.face import LibraryDB
from storage.library.engine.past import heads
from storage.library.engine.store import Store
from tests.library.engine.filling import annotation, article, fill, opened, stock


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with opened(home, create=True) as made:
        yield made


@pytest.fixture
def db(store: Store) -> LibraryDB:
    return LibraryDB(store)


def labels(store: Store) -> list[str]:
    return [head.label for head in heads(store)][::-1]


def test_what_is_inserted_is_found_in_every_way(db: LibraryDB, store: Store, home: Path) -> None:
    table = db.table("rules")
    assert table.insert({"id": "r1", "n": 1}) == 1
    assert table.insert_multiple([{"id": "r2", "n": 2}, {"id": "r3", "n": 2}]) == [2, 3]
    assert [dict(each) for each in table] == [{"id": f"r{n}", "n": min(n, 2)} for n in (1, 2, 3)]
    assert (len(table), table.count(where("n") == 2), table.contains(where("n") == 9)) == (3, 2, False)
    assert (table.contains(doc_id=2), table.contains(doc_id=9)) == (True, False)
    assert [each.doc_id for each in table.search(where("n") == 2)] == [2, 3]
    found = table.get(doc_id=3)
    assert isinstance(found, TinyDocument)
    assert (found["id"], found.doc_id) == ("r3", 3)
    assert table.get(doc_id=9) is None
    assert [each["id"] for each in table.get(doc_ids=[1, 3]) or []] == ["r1", "r3"]
    assert table.all()[0]["id"] == "r1"
    assert "rules" in db.tables()
    assert labels(store) == ["insert into rules"] * 2
    store.file.checkpoint()
    assert set(stock(home)["rules"]) == {"r1", "r2", "r3"}


def test_an_id_is_made_where_there_is_none(db: LibraryDB) -> None:
    db.table("rules").insert_multiple([{"n": 1}, {"n": 2}])
    ids = {each["id"] for each in db.table("rules")}
    assert len(ids) == 2
    assert all(len(each) == 36 for each in ids)


def test_an_id_that_is_there_is_refused_and_nothing_inserted(db: LibraryDB) -> None:
    table = db.table("rules")
    table.insert({"id": "r1"})
    for batch in ([{"id": "r2"}, {"id": "r1"}], [{"id": "r3"}, {"id": "r3"}]):
        with pytest.raises(UsageError, match="already"):
            table.insert_multiple(batch)
    assert [each["id"] for each in table] == ["r1"]


def test_updates_by_condition_by_doc_id_by_function_and_of_all(db: LibraryDB, store: Store) -> None:
    table = db.table("rules")
    table.insert_multiple([{"id": f"r{n}", "n": n, "deep": [n]} for n in range(1, 5)])
    assert table.update({"x": 1}, where("n") > 2) == [3, 4]
    assert table.update({"x": 2}, doc_ids=[1, 4, 99]) == [1, 4]
    assert table.update(increment("n"), where("id") == "r1") == [1]
    assert table.update(add("n", 10), doc_ids=[2]) == [2]
    assert table.update(delete("x"), where("x") == 2) == [1, 4]
    assert table.update({"all": True}) == [1, 2, 3, 4]
    assert table.update({"x": 5}, where("n") == 1_000) == []
    assert table.update(lambda document: document["deep"].append("more"), doc_ids=[1]) == [1]
    assert [(each["n"], each.get("x"), each["all"], each["deep"]) for each in table] == [
        (2, None, True, [1, "more"]),
        (12, None, True, [2]),
        (3, 1, True, [3]),
        (4, None, True, [4]),
    ]
    assert labels(store) == ["insert into rules", *["update rules"] * 7]  # one found nothing


def test_several_updates_are_one_action(db: LibraryDB, store: Store) -> None:
    table = db.table("rules")
    table.insert_multiple([{"id": f"r{n}", "n": n} for n in range(3)])
    touched = table.update_multiple([({"a": 1}, where("n") == 0), (increment("n"), where("n") >= 1)])
    assert touched == [1, 2, 3]
    assert [(each["n"], each.get("a")) for each in table] == [(0, 1), (2, None), (3, None)]
    assert labels(store) == ["insert into rules", "update rules"]


def test_upsert_updates_what_is_there_and_inserts_what_is_not(db: LibraryDB) -> None:
    table = db.table("rules")
    assert table.upsert({"id": "r1", "n": 1}, where("id") == "r1") == [1]
    assert table.upsert({"id": "r1", "n": 2}, where("id") == "r1") == [1]
    assert table.upsert(TinyDocument({"n": 3}, doc_id=1)) == [1]
    assert [dict(each) for each in table] == [{"id": "r1", "n": 3}]
    with pytest.raises(UsageError, match=r"there is no document \[77\] in rules"):
        table.upsert(TinyDocument({"n": 3}, doc_id=77))
    assert len(table) == 1
    with pytest.raises(UsageError, match="an upsert needs a condition or a document with a doc_id"):
        table.upsert({"n": 1})


def test_the_id_of_a_document_stays(db: LibraryDB) -> None:
    table = db.table("rules")
    table.insert_multiple([{"id": "r1"}, {"id": "r2"}])
    for change in ({"id": "r3"}, delete("id"), {"id": 7}):
        with pytest.raises(UsageError, match="stays as it is"):
            table.update(change, where("id") == "r1")
    assert [each["id"] for each in table] == ["r1", "r2"]


def test_what_is_removed_is_gone_and_its_doc_id_is_not_used_again(db: LibraryDB, home: Path, store: Store) -> None:
    table = db.table("rules")
    table.insert_multiple([{"id": f"r{n}", "n": n} for n in range(1, 5)])
    assert table.remove(where("n") == 2) == [2]
    assert table.remove(doc_ids=[4, 99]) == [4]
    assert table.remove(where("n") == 1_000) == []
    with pytest.raises(UsageError, match="truncate"):
        table.remove()
    assert table.insert({"id": "r5"}) == 5
    table.truncate()
    assert (len(table), table.all()) == (0, [])
    assert table.insert({"id": "r6"}) == 6
    store.close()
    with opened(home) as again:
        assert LibraryDB(again).table("rules").insert({"id": "r7"}) == 7


def test_nothing_writes_past_the_log(db: LibraryDB) -> None:
    table = db.table("rules")
    table.insert({"id": "r1"})
    calls: list[Callable[[], object]] = [
        db.drop_tables,
        lambda: db.drop_table("rules"),
        lambda: db.storage.write({}),
        lambda: table._update_table(lambda documents: documents.clear()),  # noqa: SLF001  # TinyDB's own way
    ]
    for call in calls:
        with pytest.raises(UsageError) as told:
            call()
        assert "\n" not in str(told.value)
    assert [each["id"] for each in db.table("rules")] == ["r1"]


def test_no_answer_is_remembered_past_a_change(home: Path) -> None:
    fill(home)
    with opened(home) as one, opened(home) as two:
        tables = [LibraryDB(each).table(ANNOTATIONS) for each in (one, two)]
        query = where("note") == "found"
        assert [table.count(query) for table in tables] == [0, 0]
        assert [len(table) for table in tables] == [3, 3]
        tables[0].update({"note": "found"}, where("id") == "n1")
        two.poll()
        assert [table.count(query) for table in tables] == [1, 1]
        tables[1].remove(query)
        one.poll()
        assert [table.count(query) for table in tables] == [0, 0]
        assert [len(table) for table in tables] == [2, 2]


def test_what_is_read_can_be_altered_without_altering_the_library(db: LibraryDB) -> None:
    db.table("tags").insert({"id": "t1", "name": "war", "deep": {"a": [1]}})
    db.table("tags").all()[0]["deep"]["a"].append(2)
    assert db.table("tags").all()[0]["deep"] == {"a": [1]}


def test_a_document_must_name_its_article(db: LibraryDB, store: Store) -> None:
    with pytest.raises((UsageError, ValueError)):
        db.table(ANNOTATIONS).insert({"id": "n1"})
    db.table(ARTICLES).insert(article("a1"))
    db.table(ANNOTATIONS).insert(annotation("n1", "a1"))
    with store.reading:
        assert [each["id"] for each in store.memory.of(ANNOTATIONS, "a1")] == ["n1"]


def test_a_closed_library_is_not_written(home: Path) -> None:
    fill(home)
    with opened(home) as store:
        db = LibraryDB(store)
    with pytest.raises(LibraryError, match="is closed"):
        db.table("rules").insert({"id": "r1"})


KEYS = st.sampled_from(["a", "b", "c", "d"])
NUMBERS = st.integers(0, 3)


class AsTinyDB(RuleBasedStateMachine):
    """Does the same to a library and to TinyDB in memory."""

    home: Path

    def __init__(self) -> None:
        super().__init__()
        import tempfile

        self.folder = tempfile.TemporaryDirectory(prefix="paperknife-test-")
        self.store = Store(Path(self.folder.name) / "home", create=True, origin="command")
        self.ours, self.theirs = LibraryDB(self.store).table("rules"), TinyDB(storage=MemoryStorage).table("rules")

    def both(self, step: Callable[[Any], Any]) -> None:
        assert step(self.ours) == step(self.theirs)

    @rule(key=KEYS, number=NUMBERS)
    def insert(self, key: str, number: int) -> None:
        if not self.theirs.contains(where("id") == key):
            self.both(lambda table: table.insert({"id": key, "n": number}))

    @rule(key=KEYS, number=NUMBERS)
    def upsert(self, key: str, number: int) -> None:
        self.both(lambda table: table.upsert({"id": key, "n": number}, where("id") == key))

    @rule(number=NUMBERS, other=NUMBERS)
    def update(self, number: int, other: int) -> None:
        self.both(lambda table: table.update({"n": other}, where("n") == number))

    @rule(number=NUMBERS)
    def count_up(self, number: int) -> None:
        self.both(lambda table: table.update(increment("n"), where("n") == number))

    @rule(number=NUMBERS)
    def remove(self, number: int) -> None:
        self.both(lambda table: table.remove(where("n") == number))

    @invariant()
    def the_same_is_there(self) -> None:
        self.both(lambda table: {each["id"]: (each.doc_id, dict(each)) for each in table})
        self.both(len)

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


TestAsTinyDB = AsTinyDB.TestCase
TestAsTinyDB.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
