"""Everything that was done can be taken back, and done again."""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.anchoring import describe, describe_article
from storage.annotation import Target
from storage.article import State
from storage.errors import MadeElsewhere, PaperknifeError
from storage.library import Change, Group, Library, Origin, timeline
from storage.library.engine.log import Log
from storage.library.engine.rows import Row

if TYPE_CHECKING:
    from tests.conftest import MakeNew


def documents(library: Library) -> dict[str, list[tuple[str, Any]]]:
    library.checkpoint()
    content = json.loads((library.home / "library.json").read_text("ascii"))
    return {name: list(table.items()) for name, table in content.items() if name != "_store"}


def target(library: Library, number: int = 1) -> Target:
    read = library.article(library.rows()[0].id)
    return describe(read, next(own for own, shown in read.numbers.items() if shown == number))


def undo_own(library: Library) -> Change | None:
    """Take back what this run did last, whatever another one has done since."""
    own = (change.id for change in library.history() if change.own and not change.undone)
    return library.undo(next(own))


def label(library: Library, act: Callable[[], object]) -> str:
    act()
    change = library.undo()
    assert change is not None
    again = library.redo()
    assert again is not None
    assert again.label == change.label
    return change.label


def test_there_is_nothing_to_take_back_in_a_fresh_library(library: Library) -> None:
    assert library.undo() is None
    assert library.redo() is None


def test_each_action_is_called_what_it_was(library: Library, make_new: MakeNew) -> None:
    (added,) = library.add([make_new("One.", "-Two.", "Three.", title="News")])
    article = added.row.id
    assert label(library, lambda: library.mark(target(library, 2), add=["conflict"])) == "tag conflict on ¶ 2"
    assert label(library, lambda: library.mark(target(library, 2), remove=["conflict"])) == "tag conflict off ¶ 2"
    assert label(library, lambda: library.mark(target(library, 1), note="x")) == "note on ¶ 1"
    assert label(library, lambda: library.mark(target(library, 1), note="")) == "note off ¶ 1"
    assert label(library, lambda: library.mark(target(library, 2), add=["a"], note="x")) == "tag a and note on ¶ 2"
    both_ways = label(library, lambda: library.mark(target(library, 2), add=["b"], remove=["a"], note=""))
    assert both_ways == "tag b on and tag a and note off ¶ 2"
    library.mark(target(library, 2), remove=["b"])
    whole = describe_article(library.article(article))
    assert label(library, lambda: library.mark(whole, add=["a", "b"])) == "tag a, b on the article"
    blocks = library.article(article).cleaned
    span = describe(library.article(article), blocks[1].id, blocks[3].id)
    assert label(library, lambda: library.mark(span, add=["a"])) == "tag a on ¶ 1–2"
    assert label(library, lambda: library.flip(article, [blocks[2].id], True)) == "bring back ¶ 2"
    assert label(library, lambda: library.flip(article, [blocks[1].id, blocks[3].id], False)) == "hide ¶ 1–3"
    library.flip(article, [blocks[1].id, blocks[3].id], True)
    own = [each.id for each in library.annotations()]
    assert label(library, lambda: library.delete_annotations(own[1:])) == "delete the mark on ¶ 1–3"
    assert label(library, lambda: library.set_state([article], State.READ)) == "set “News” to read"
    assert label(library, lambda: library.edit(article, title="Newer")) == "correct “News”"
    assert label(library, lambda: library.rename_tag("a", "c")) == "rename tag a to c"
    assert label(library, lambda: library.merge_tags(["b", "c"], "d")) == "merge b, c into d"
    assert label(library, lambda: library.delete_tags(["d"])) == "delete tag d"
    assert label(library, lambda: library.add([make_new("Else.", title="More")])) == "add “More”"
    both = [row.id for row in library.rows()]
    assert label(library, lambda: library.remove(both)) == "remove 2 articles"


def test_a_place_in_an_article_that_is_not_open_is_named_by_its_words(library: Library, make_new: MakeNew) -> None:
    library.add(
        [make_new("One paragraph of many words, more than a line of the history has room for.", title="News")]
    )
    own = library.mark(target(library), add=["a"])
    library.close()
    assert own is not None
    with Library.open(library.home) as again:
        again.delete_annotations([own.id])
        (change, *_) = again.history()
        assert change.label == "delete the mark on “One paragraph of many words, more than a…”"


def test_what_changed_nothing_is_not_taken_back(library: Library, make_new: MakeNew) -> None:
    library.add([make_new()])
    library.mark(target(library), add=["a"])
    library.mark(target(library), add=["A"])
    library.set_state([library.rows()[0].id], State.UNREAD)
    change = library.undo()
    assert change is not None
    assert change.label == "tag a on ¶ 1"


def test_a_new_action_ends_what_could_be_done_again(library: Library, make_new: MakeNew) -> None:
    library.add([make_new()])
    library.mark(target(library), add=["a"])
    library.undo()
    library.mark(target(library), add=["b"])
    assert library.redo() is None
    assert [each.tags for each in library.annotations()] == [("b",)]


def test_reading_on_is_no_action(library: Library, make_new: MakeNew) -> None:
    (added,) = library.add([make_new()])
    library.edit(added.row.id, title="Better")
    library.set_state([added.row.id], State.READING, undoable=False)
    library.undo()
    record = library.row(added.row.id).record
    assert (record.title, record.state) == ("A title", State.READING)
    library.undo()
    assert library.rows() == ()
    library.redo()
    assert library.row(added.row.id).record.state is State.READING


def test_a_state_is_taken_back_whatever_reading_on_has_made_of_it(library: Library, make_new: MakeNew) -> None:
    (added,) = library.add([make_new()])
    library.set_state([added.row.id], State.ARCHIVED)
    library.set_state([added.row.id], State.READING, undoable=False)
    change = library.undo()
    assert change is not None
    assert change.label == "set “A title” to archived"
    assert library.row(added.row.id).record.state is State.UNREAD


def test_a_job_in_another_thread_is_an_action_of_its_own(library: Library, make_new: MakeNew) -> None:
    library.add([make_new()])
    with library.as_one(Group("a long job")):
        library.add([make_new("Other.")])
        reader = threading.Thread(target=lambda: library.mark(target(library), add=["a"]))
        reader.start()
        reader.join()
        library.add([make_new("Another.")])
    labels = []
    while (change := library.undo()) is not None:
        labels.append(change.label)
    assert labels == ["tag a on ¶ 1", "a long job", "add “A title”"]


def test_several_changes_can_be_one_action(library: Library, make_new: MakeNew) -> None:
    library.add([make_new()])
    before = documents(library)
    with library.as_one(Group("tag three paragraphs")):
        for number in (1, 2, 3):
            library.mark(target(library, number), add=["a"])
        library.mark(target(library, 1), remove=["a"])
        with library.as_one(Group("inside")):
            library.mark(target(library, 2), note="n")
    after = documents(library)
    change = library.undo()
    assert change is not None
    assert change.label == "tag three paragraphs"
    assert documents(library) == before
    library.redo()
    assert documents(library) == after


def test_what_was_done_before_a_failure_is_still_one_action(library: Library, make_new: MakeNew) -> None:
    library.add([make_new()])
    before = documents(library)

    def two_marks() -> None:
        with library.as_one(Group("two marks")):
            library.mark(target(library), add=["a"])
            library.mark(target(library), add=["not, a tag"])

    with pytest.raises(PaperknifeError):
        two_marks()
    library.undo()
    assert documents(library) == before


def test_what_another_window_has_changed_since_is_not_taken_back(
    library: Library, library_folder: Path, make_new: MakeNew
) -> None:
    (added,) = library.add([make_new()])
    library.edit(added.row.id, title="Better")
    library.mark(target(library), add=["a"])
    with Library.open(library_folder, origin=Origin.WINDOW, creator="ada") as other:
        other.mark(target(other), add=["b"])
    with pytest.raises(PaperknifeError, match="it was changed since"):
        undo_own(library)
    assert [each.tags for each in library.annotations()] == [("a", "b")]


def test_what_another_window_did_last_is_named_and_asked_for_once_more(
    library: Library, library_folder: Path, make_new: MakeNew
) -> None:
    library.add([make_new()])
    with Library.open(library_folder, origin=Origin.WINDOW) as other:
        other.mark(target(other), add=["b"])
    with pytest.raises(MadeElsewhere) as asked:
        library.undo()
    assert (asked.value.change.label, asked.value.change.origin) == ("tag b on ¶ 1", Origin.WINDOW)
    assert [each.tags for each in library.annotations()] == [("b",)]
    library.undo(confirmed=True)
    assert library.annotations() == ()
    library.redo()
    assert [each.tags for each in library.annotations()] == [("b",)]


def test_a_long_history_is_asked_for_in_pages_and_not_action_by_action(
    library: Library, make_new: MakeNew, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (each.row.id for each in library.add([make_new("One."), make_new("Two.")]))
    for number in range(20):
        library.set_state([(first, second)[number % 2]], State.READING if number // 2 % 2 else State.READ)
    group = Group("together")
    with library.as_one(group):
        library.set_state([second], State.ARCHIVED)
    library.mark(target(library), add=["a tag"])
    with library.as_one(group):  # other rows of an action that are far from its first
        library.set_state([first], State.ARCHIVED)
    library.undo()
    expected = list(library.history())
    assert [sorted(change.articles) for change in expected[:3]] == [[first], sorted([first, second]), [second]]
    assert [change.undone for change in expected[:3]] == [True, False, False]
    asked: list[tuple[int, int]] = []
    rows_from = Log.rows_from

    def counted(log: Log, first: int, last: int) -> Iterator[Row]:
        asked.append((first, last))
        return rows_from(log, first, last)

    monkeypatch.setattr(Log, "rows_from", counted)
    monkeypatch.setattr(timeline, "_PAGE", 10)
    assert list(library.history()) == expected
    assert len(asked) == 3
    assert list(library.history(7)) == expected[:7]
    assert list(library.history(0)) == []
    assert list(library.history(3, second)) == [each for each in expected if second in each.articles][:3]


def test_what_was_done_can_be_taken_back_in_another_run(
    library: Library, library_folder: Path, make_new: MakeNew
) -> None:
    library.add([make_new()])
    library.mark(target(library), add=["a"], note="n")
    library.remove([library.rows()[0].id])
    library.close()
    with Library.open(library_folder) as again:
        assert again.undo() is not None
        assert [each.note for each in again.annotations()] == ["n"]
    with Library.open(library_folder) as again:
        assert [(change.label, change.undone) for change in again.history()] == [
            ("remove “A title”", True),
            ("tag a and note on ¶ 1", False),
            ("add “A title”", False),
        ]
        assert again.redo() is not None
        assert again.rows() == ()


def test_a_deleted_note_comes_back_into_what_another_window_has_written_there_since(
    library: Library, library_folder: Path, make_new: MakeNew
) -> None:
    library.add([make_new()])
    own = library.mark(target(library), add=["a"], note="First.")
    assert own is not None
    library.delete_annotations([own.id])
    with Library.open(library_folder, origin=Origin.WINDOW, creator="ada") as other:
        other.mark(target(other), add=["b"], note="Second.")
    undo_own(library)
    (both,) = library.annotations()
    assert (both.tags, both.note) == (("b", "a"), "Second.\n\nFirst.")
    library.redo()
    (left,) = library.annotations()
    assert (left.tags, left.note) == (("b",), "Second.")


def test_a_tag_that_another_window_has_deleted_is_in_the_codebook_again_with_its_annotation(
    library: Library, library_folder: Path, make_new: MakeNew
) -> None:
    library.add([make_new()])
    library.mark(target(library), add=["a"], note="Kept.")
    library.mark(target(library), remove=["a"])
    with Library.open(library_folder, origin=Origin.WINDOW, creator="ada") as other:
        other.delete_tags(["a"])
    undo_own(library)
    assert [mark.tags for mark in library.annotations()] == [("a",)]
    assert [(tag.name, tag.count) for tag in library.tags()] == [("a", 1)]


def test_an_article_in_which_another_window_has_written_is_not_taken_away(
    library: Library, library_folder: Path, make_new: MakeNew
) -> None:
    library.add([make_new()])
    with Library.open(library_folder, origin=Origin.WINDOW, creator="bob") as other:
        other.mark(target(other), note="mine")
    with pytest.raises(PaperknifeError, match="changed since"):
        undo_own(library)
    assert len(library.rows()) == 1


def test_a_tag_that_another_window_uses_stays_when_its_first_use_is_taken_back(
    library: Library, library_folder: Path, make_new: MakeNew
) -> None:
    library.add([make_new()])
    library.mark(target(library, 1), add=["a"])
    with Library.open(library_folder, origin=Origin.WINDOW) as other:
        other.mark(target(other, 2), add=["a"])
    undo_own(library)
    assert [(tag.name, tag.count) for tag in library.tags()] == [("a", 1)]


def test_other_fields_of_a_document_keep_what_another_window_wrote(
    library: Library, library_folder: Path, make_new: MakeNew
) -> None:
    (added,) = library.add([make_new(site="Here")])
    library.edit(added.row.id, title="Better")
    with Library.open(library_folder, origin=Origin.WINDOW) as other:
        other.edit(added.row.id, site="There")
    undo_own(library)
    record = library.row(added.row.id).record
    assert (record.title, record.site) == ("A title", "There")


TAGS = ["a", "b", "A/x", "a/y", "c"]
ACTIONS = [
    "add",
    "mark",
    "mark",
    "note",
    "untag",
    "span",
    "flip",
    "state",
    "edit",
    "remove",
    "rename",
    "merge",
    "drop",
]


def act(library: Library, action: str, dice: random.Random, make_new: MakeNew) -> None:
    rows = library.rows()
    if action == "add" or not rows:
        library.add([make_new(*(f"{word} {dice.random()}" for word in ("one", "-two", "three")), tags=["new"])])
        return
    row = dice.choice(rows)
    read = library.article(row.id)
    block = dice.choice(read.blocks)
    tags = [tag.name for tag in library.tags()]
    place = describe(read, block.id)
    if action == "mark":
        library.mark(place, add=dice.sample(TAGS, 2))
    elif action == "note":
        library.mark(place, note=dice.choice(["", "n", "m"]))
    elif action == "untag":
        library.mark(place, remove=TAGS)
    elif action == "span":
        library.mark(describe(read, block.id, start=0, end=2), add=["span"])
    elif action == "flip":
        library.flip(row.id, [block.id], dice.random() < 0.5)
    elif action == "state":
        library.set_state([row.id], dice.choice(list(State)))
    elif action == "edit":
        library.edit(row.id, title=str(dice.random()))
    elif action == "remove":
        library.remove([row.id])
    elif action == "rename" and tags:
        fresh = f"t{dice.random()}"
        library.rename_tag(dice.choice(tags), fresh)
    elif action == "merge" and len(tags) > 1:
        library.merge_tags(dice.sample(tags, 2), dice.choice([*tags, "merged"]))
    elif action == "drop" and tags:
        library.delete_tags([dice.choice(tags)])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=st.lists(st.sampled_from(ACTIONS), max_size=12), seed=st.integers(0, 2**32))
def test_all_can_be_taken_back_and_done_again(
    tmp_path_factory: pytest.TempPathFactory, make_new: MakeNew, actions: list[str], seed: int
) -> None:
    dice = random.Random(seed)
    with Library.open(tmp_path_factory.mktemp("library") / "home", create=True) as library:
        moments = [documents(library)]
        for action in actions:
            act(library, action, dice, make_new)
            if documents(library) != moments[-1]:
                moments.append(documents(library))
        for moment in reversed(moments[:-1]):
            assert library.undo() is not None
            assert documents(library) == moment
        assert library.undo() is None
        for moment in moments[1:]:
            assert library.redo() is not None
            assert documents(library) == moment
        assert library.redo() is None
        rows, annotations, tags = library.rows(), library.annotations(), library.tags()
        with Library.open(library.home) as fresh:
            assert (fresh.rows(), fresh.annotations(), fresh.tags()) == (rows, annotations, tags)
