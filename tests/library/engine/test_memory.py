"""Documents in memory beside a plain model of them: the same, whatever is put and dropped in whatever order."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from storage.annotation import tag_key
from storage.library.documents import ANNOTATIONS, ARTICLES, FLIPS, TAGS, Document
from storage.library.engine.checkpointing import Snapshot
from storage.library.engine.lines import encode, line_of, place_of
from storage.library.engine.memory import Memory, same
from tests.children import PATIENCE
from tests.library.engine.filling import annotation, article, lines_of, tag

KEYS = st.sampled_from(["k1", "k2", "k3", "k4", "k\\5", 'k"6'])
HOMES = st.sampled_from(["a1", "a2", "a\\3"])
NAMES = st.lists(st.sampled_from(["war", "War", "war/air", "é", '"', "]"]), max_size=3, unique=True)


class AsAModel(RuleBasedStateMachine):
    """Puts and drops documents in a memory and in plain dictionaries."""

    def __init__(self) -> None:
        super().__init__()
        self.memory = Memory({}, {})
        self.model: dict[str, dict[str, tuple[int, Document]]] = {ARTICLES: {}, ANNOTATIONS: {}, TAGS: {}, FLIPS: {}}
        self.gone: list[tuple[str, str, int, Document]] = []

    def lay(self, table: str, document: Document, place: int | None = None) -> None:
        key = document["id"]
        held = self.model[table].get(key)
        place = held[0] if held else place or self.memory.next_places.get(table, 1)
        self.memory.put(table, key, document.get("article"), line_of(place, encode(table, document)))
        self.model[table][key] = (place, document)

    @rule(key=KEYS, title=st.text(max_size=3))
    def put_article(self, key: str, title: str) -> None:
        self.lay(ARTICLES, article(key, title))

    @rule(key=KEYS, of=HOMES, tags=NAMES, note=st.sampled_from(["", "x"]))
    def put_annotation(self, key: str, of: str, tags: list[str], note: str) -> None:
        self.lay(ANNOTATIONS, annotation(key, of, note, tags))

    @rule(key=KEYS, of=HOMES)
    def put_flip(self, key: str, of: str) -> None:
        self.lay(FLIPS, {"id": key, "article": of})

    @rule(key=KEYS, name=st.text(max_size=3))
    def put_tag(self, key: str, name: str) -> None:
        self.lay(TAGS, tag(key, name))

    @rule(table=st.sampled_from([ARTICLES, ANNOTATIONS, TAGS, FLIPS]), key=KEYS)
    def drop(self, table: str, key: str) -> None:
        place, document = self.model[table].pop(key, (0, {}))
        self.memory.drop(table, key, document.get("article"))
        if place:
            self.gone.append((table, key, place, document))

    @precondition(lambda self: self.gone)
    @rule(data=st.data())
    def bring_back(self, data: st.DataObject) -> None:
        table, key, place, document = self.gone.pop(data.draw(st.integers(0, len(self.gone) - 1)))
        if key not in self.model[table]:
            self.lay(table, document, place)

    @rule()
    def look(self) -> None:
        """Have every index made, so that it is kept up from here on."""
        self.memory.tag_counts()
        self.memory.all(TAGS)
        self.memory.of(ANNOTATIONS, "a1")
        self.memory.of(FLIPS, "a1")

    @invariant()
    def holds_the_same(self) -> None:
        for table, documents in self.model.items():
            for key, (_, document) in documents.items():
                assert self.memory.get(table, key) == document
            assert len(self.memory.lines[table]) == len(documents)
        in_order = [document for _, document in sorted(self.model[ARTICLES].values(), key=lambda each: each[0])]
        assert list(self.memory.all(ARTICLES)) == in_order

    @invariant()
    def never_uses_a_doc_id_twice(self) -> None:
        for table, lines in self.memory.lines.items():
            places = [place_of(line) for line in lines.values()]
            assert len(set(places)) == len(places)
            assert max(places, default=0) < self.memory.next_places.get(table, 1)

    @rule()
    def ask(self) -> None:
        annotations = [document for _, document in self.model[ANNOTATIONS].values()]
        for of in ("a1", "a2", "a\\3", "nowhere"):
            own = [each for each in annotations if each["article"] == of]
            assert by_id(self.memory.of(ANNOTATIONS, of)) == by_id(own)
            said = Counter((tuple(each["tags"]), bool(each["note"])) for each in own)
            assert Counter(self.memory.tags_and_notes(of)) == said
            flips = [each for _, each in self.model[FLIPS].values() if each["article"] == of]
            assert by_id(self.memory.of(FLIPS, of)) == by_id(flips)
        counts = Counter(key for each in annotations for key in set(map(tag_key, each["tags"])))
        assert +Counter(self.memory.tag_counts()) == counts
        wanted = frozenset(map(tag_key, ("war", "é")))
        carrying = [each for each in annotations if wanted & set(map(tag_key, each["tags"]))]
        assert by_id(self.memory.tagged(wanted)) == by_id(carrying)


TestAsAModel = AsAModel.TestCase
TestAsAModel.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


def by_id(documents: Any) -> dict[str, Document]:
    made = {document["id"]: document for document in documents}
    assert len(made) == len(documents)
    return made


def test_an_annotation_that_moves_to_another_article_leaves_the_one_it_was_in() -> None:
    memory = Memory(lines_of((ANNOTATIONS, [annotation("n", "a1")])))
    assert memory.of(ANNOTATIONS, "a1")
    memory.put(ANNOTATIONS, "n", "a2", line_of(1, encode(ANNOTATIONS, annotation("n", "a2"))))
    assert (len(memory.of(ANNOTATIONS, "a1")), len(memory.of(ANNOTATIONS, "a2"))) == (0, 1)
    memory.drop(ANNOTATIONS, "n", "a2")
    assert not [*memory.of(ANNOTATIONS, "a1"), *memory.of(ANNOTATIONS, "a2")]


def test_a_doc_id_is_not_used_again_when_the_last_document_goes() -> None:
    memory = Memory(lines_of((ARTICLES, [article("a1"), article("a2")])))
    memory.drop(ARTICLES, "a2", None)
    assert memory.next_places[ARTICLES] == 3


def test_two_threads_that_look_first_at_once_both_see_all() -> None:
    notes = [annotation(f"n{at}", f"a{at % 50}", tags=[f"t{at % 7}"]) for at in range(5_000)]
    lines = lines_of((ANNOTATIONS, notes))
    for _ in range(3):
        memory = Memory(lines)
        start = threading.Barrier(4, timeout=PATIENCE)
        seen: list[tuple[int, int]] = []

        def look(memory: Memory = memory, start: threading.Barrier = start) -> None:
            start.wait()
            found = sum(len(memory.of(ANNOTATIONS, f"a{at}")) for at in range(50))
            seen.append((found, sum(memory.tag_counts().values())))  # noqa: B023

        threads = [threading.Thread(target=look) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
        assert seen == [(5_000, 5_000)] * 4


def test_bringing_back_many_articles_does_not_sort_for_each() -> None:
    count = 3_000
    memory = Memory(lines_of((ARTICLES, [article(f"a{at}") for at in range(2 * count)])))
    held = dict(memory.lines[ARTICLES])
    for key in list(held)[:count]:
        memory.drop(ARTICLES, key, None)
    before = memory.lines[ARTICLES]
    for key in list(held)[:count]:
        memory.put(ARTICLES, key, None, held[key])
    assert memory.lines[ARTICLES] is before  # nothing was sorted yet
    assert [document["id"] for document in memory.all(ARTICLES)] == list(held)


def test_a_snapshot_is_written_in_the_order_of_doc_ids() -> None:
    memory = Memory(lines_of((TAGS, [tag("t1", "a"), tag("t2", "b")])))
    line = memory.lines[TAGS]["t1"]
    memory.drop(TAGS, "t1", None)
    memory.put(TAGS, "t1", None, line)
    snapshot = Snapshot("x", 1, {}, memory.lines, frozenset(memory.unsorted), {})
    assert list(snapshot.ordered()[TAGS]) == ["t1", "t2"]


@pytest.mark.parametrize(
    ("before", "after", "is_same"),
    [
        (b'{"a": 1, "b": 2}', b'{"b": 2, "a": 1}', True),
        (b'{"a": 1}', b'{"a": 2}', False),
        (None, None, True),
        (None, b"{}", False),
        (b"{}", None, False),
    ],
)
def test_the_order_of_fields_makes_no_difference(before: bytes | None, after: bytes | None, is_same: bool) -> None:
    assert same(before, after) is is_same
