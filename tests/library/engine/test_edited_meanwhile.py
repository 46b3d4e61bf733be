"""What somebody does to the library file with stock TinyDB while the library is open."""

from __future__ import annotations

from pathlib import Path

from tinydb import where

from storage.library import Library
from storage.library.documents import ANNOTATIONS
from tests.children import until
from tests.library.engine.filling import (
    annotation,
    contents,
    edited,
    fill,
    opened,
    put,
    stock,
)


def test_an_edit_while_the_library_is_open_is_seen(home: Path) -> None:
    expected = fill(home)
    with Library.open(home) as library:
        edited(home, lambda db: db.table(ANNOTATIONS).update({"note": "by stock"}, where("id") == "n1"))

        def seen() -> bool:
            library.poll()
            return "by stock" in {mark.note for mark in library.annotations()}

        until(seen, "the edit")
        (notice,) = library.take_notices()
        assert "library.json was edited elsewhere; 1 document taken over" in notice
        assert library.undo(confirmed=True)
        assert "by stock" not in {mark.note for mark in library.annotations()}
    assert stock(home) == expected


def test_an_edit_that_meets_a_change_of_ours_costs_neither(home: Path) -> None:
    expected = fill(home)
    with opened(home) as store:
        edited(home, lambda db: db.table(ANNOTATIONS).update({"note": "theirs"}, where("id") == "n1"))
        put(store, ANNOTATIONS, annotation("ours", "a1"))
        store.file.checkpoint()
        expected[ANNOTATIONS]["n1"] = {**expected[ANNOTATIONS]["n1"], "note": "theirs"}
        expected[ANNOTATIONS]["ours"] = annotation("ours", "a1")
        assert contents(store) == expected
    assert stock(home) == expected


def test_a_half_written_file_while_the_library_is_open_is_set_aside(home: Path) -> None:
    expected = fill(home)
    with opened(home) as store:
        (home / "library.json").write_bytes(b'{"_store": {"1": {"lib')
        store.file.checkpoint()
        (notice,) = store.notices.take()
        assert "library.json" in notice
        assert "kept as library.json.damaged." in notice
        assert contents(store) == expected
    assert stock(home) == expected


def test_two_processes_that_see_one_edit_take_it_over_once(home: Path) -> None:
    expected = fill(home)
    with opened(home) as one, opened(home) as two:
        edited(home, lambda db: db.table(ANNOTATIONS).insert(annotation("n9", "a1", "by stock")))
        one.file.checkpoint()
        two.file.checkpoint()
        assert two.poll()
        assert one.poll()  # an edit comes from outside, whoever enters it
        assert not one.poll()
        expected[ANNOTATIONS]["n9"] = annotation("n9", "a1", "by stock")
        assert contents(one) == contents(two) == expected
    assert stock(home) == expected
    with Library.open(home) as library:
        assert [change.label for change in library.history()].count("take over edits of library.json") == 1
