"""A change in the making beside a plain model of it: what is asked of a draft is what the library would hold."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.annotation import tag_key
from storage.library.documents import ANNOTATIONS, Document, Draft
from storage.library.engine.memory import Memory
from tests.library.engine.filling import annotation, lines_of

KEYS = ("n1", "n2", "n3", "n4")
HOMES = ("a1", "a2")
NOTE = st.builds(
    annotation, st.sampled_from(KEYS), st.sampled_from(HOMES), tags=st.lists(st.sampled_from(["war", "War", "é"]))
)


@settings(max_examples=300)
@given(
    held=st.lists(NOTE, max_size=4, unique_by=lambda note: str(note["id"])),
    steps=st.lists(NOTE | st.sampled_from(KEYS), max_size=12),
)
def test_it_holds_what_was_laid_down_over_what_there_is(held: list[Document], steps: list[Document | str]) -> None:
    draft = Draft(Memory(lines_of((ANNOTATIONS, held))))
    before = {str(note["id"]): note for note in held}
    model = dict(before)
    for step in steps:
        if isinstance(step, str):
            draft.drop(ANNOTATIONS, step)
            model.pop(step, None)
        else:
            draft.put(ANNOTATIONS, step)
            model[str(step["id"])] = step
        for home in HOMES:
            found = list(draft.of(ANNOTATIONS, home))
            assert {note["id"]: note for note in found} == {
                key: note for key, note in model.items() if note["article"] == home
            }
            assert len(found) == len({note["id"] for note in found})
        counts = Counter(key for note in model.values() for key in set(map(tag_key, note["tags"])))
        assert {key: draft.tag_count(key) for key in ("war", "é")} == {key: counts[key] for key in ("war", "é")}
        assert {note["id"] for note in draft.tagged(frozenset({"war"}))} == {
            key for key, note in model.items() if "war" in map(tag_key, note["tags"])
        }
        assert {note["id"] for note in draft.all(ANNOTATIONS)} == set(model)
    changed = {change.id: (change.before, change.after) for change in draft.changes()}
    assert changed == {key: (before.get(key), model.get(key)) for key in KEYS if before.get(key) != model.get(key)}


def test_what_was_laid_down_elsewhere_is_not_looked_through() -> None:
    draft = Draft(Memory({}))
    for number in range(2_000):
        draft.put(ANNOTATIONS, _Counted(annotation(f"n{number}", f"a{number}")))
    _Counted.looked = 0
    for number in range(2_000):
        assert len(list(draft.of(ANNOTATIONS, f"a{number}"))) == 1
    assert _Counted.looked < 20_000  # each asks for its own: not two thousand for each


class _Counted(dict[str, object]):
    looked = 0

    def __getitem__(self, name: str) -> object:
        _Counted.looked += 1
        return super().__getitem__(name)
