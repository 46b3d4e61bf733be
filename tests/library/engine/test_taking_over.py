"""What somebody does to the library file with stock TinyDB enters the library when it is opened."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where

from storage.library import Library
from storage.library.documents import ANNOTATIONS, ARTICLES, TAGS
from tests.library.engine.filling import (
    Contents,
    annotation,
    article,
    contents,
    drop,
    edited,
    fill,
    opened,
    put,
    stock,
)


def look(home: Path, expected: Contents) -> str:
    """Open, compare, close, see what stock TinyDB reads, and that it is told once; return what was told."""
    with opened(home) as store:
        assert contents(store) == expected
        (notice,) = store.notices.take()
    assert stock(home) == expected
    with opened(home) as store:
        assert (store.notices.take(), contents(store)) == ((), expected)
    assert "\n" not in notice
    return notice


def test_a_note_an_article_and_a_deletion_by_stock_tinydb_are_taken_over(home: Path) -> None:
    expected = fill(home)

    def edit(db: TinyDB) -> None:
        db.table(ANNOTATIONS).update({"note": "by stock"}, where("id") == "n1")
        db.table(ANNOTATIONS).remove(where("id") == "n0")
        db.table(ARTICLES).insert(article("a9", "By stock"))

    edited(home, edit)
    expected[ANNOTATIONS]["n1"] = {**expected[ANNOTATIONS]["n1"], "note": "by stock"}
    del expected[ANNOTATIONS]["n0"]
    expected[ARTICLES]["a9"] = article("a9", "By stock")
    notice = look(home, expected)
    assert "library.json was edited elsewhere; 3 documents taken over, undo takes that back" in notice
    assert not list(home.glob("library.json.edited*"))


def test_undo_takes_all_of_it_back(home: Path) -> None:
    expected = fill(home)
    edited(home, lambda db: db.table(ANNOTATIONS).update({"note": "by stock"}))
    with Library.open(home) as library:
        assert {mark.note for mark in library.annotations()} == {"by stock"}
        change = library.undo(confirmed=True)
        assert change is not None
        assert change.label == "take over edits of library.json"
    assert stock(home) == expected


def test_a_new_document_gets_a_doc_id_that_nothing_had(home: Path) -> None:
    fill(home)
    shutil.copy(home / "library.json", home.with_name("seen.json"))
    with opened(home) as store:
        put(store, ANNOTATIONS, annotation("ours", "a1"))
        store.file.checkpoint()
        kept = home.with_name("kept")
        shutil.copytree(home, kept)
    shutil.copy(home.with_name("seen.json"), kept / "library.json")  # a crash left ours in the log alone
    edited(kept, lambda db: db.table(ANNOTATIONS).insert(annotation("theirs", "a1")))
    with opened(kept) as store:
        assert {"ours", "theirs"} <= set(contents(store)[ANNOTATIONS])
    assert {"ours", "theirs"} <= set(stock(kept)[ANNOTATIONS])


def test_what_a_crash_left_only_in_the_log_is_not_taken_for_deleted(home: Path) -> None:
    fill(home)
    shutil.copy(home / "library.json", home.with_name("seen.json"))
    with opened(home) as store:
        put(store, ANNOTATIONS, annotation("late", "a1", "only in the log"))
        expected = contents(store)
        kept = home.with_name("kept")
        shutil.copytree(home, kept)
    shutil.copy(home.with_name("seen.json"), kept / "library.json")
    edited(kept, lambda db: db.table(TAGS).update({"description": "by stock"}))
    expected[TAGS]["t1"] = {**expected[TAGS]["t1"], "description": "by stock"}
    look(kept, expected)


def test_where_both_sides_changed_a_document_ours_stays_and_theirs_is_kept(home: Path) -> None:
    fill(home)
    shutil.copy(home / "library.json", home.with_name("seen.json"))
    with opened(home) as store:
        put(store, ANNOTATIONS, annotation("n1", "a2", "ours"))
        drop(store, ANNOTATIONS, "n2")
        expected = contents(store)
        kept = home.with_name("kept")
        shutil.copytree(home, kept)
    shutil.copy(home.with_name("seen.json"), kept / "library.json")
    edited(kept, lambda db: db.table(ANNOTATIONS).update({"note": "theirs"}))
    expected[ANNOTATIONS]["n0"] = {**expected[ANNOTATIONS]["n0"], "note": "theirs"}
    notice = look(kept, expected)
    assert "1 document taken over" in notice
    assert "2 documents had changed here as well and stayed" in notice
    (aside,) = kept.glob("library.json.edited.*")
    assert aside.name in notice
    assert aside.read_text().count("theirs") == 3


def test_a_document_under_another_id_is_one_gone_and_one_new(home: Path) -> None:
    expected = fill(home)
    edited(home, lambda db: db.table(ANNOTATIONS).update({"id": "renamed"}, where("id") == "n1"))
    expected[ANNOTATIONS]["renamed"] = {**expected[ANNOTATIONS].pop("n1"), "id": "renamed"}
    assert "2 documents taken over" in look(home, expected)
    with Library.open(home) as library:
        library.undo(confirmed=True)
        assert {mark.id for mark in library.annotations()} == {"n0", "n1", "n2"}


def test_an_annotation_that_stock_tinydb_moves_is_in_one_article(home: Path) -> None:
    expected = fill(home)
    edited(home, lambda db: db.table(ANNOTATIONS).update({"article": "a2"}, where("id") == "n0"))
    expected[ANNOTATIONS]["n0"] = {**expected[ANNOTATIONS]["n0"], "article": "a2"}
    with Library.open(home) as library:
        assert len(library.annotations("a1")) + len(library.annotations("a2")) == len(library.annotations()) == 3
        assert [row.annotation_count for row in library.rows()] == [1, 2]
    assert stock(home) == expected


@pytest.mark.parametrize("indent", [None, 1, 4])
def test_a_file_that_was_only_laid_out_anew_is_no_edit(home: Path, indent: int | None) -> None:
    expected = fill(home)
    path = home / "library.json"
    path.write_text(json.dumps(json.loads(path.read_text()), indent=indent, sort_keys=True))
    with opened(home) as store:
        assert (store.notices.take(), contents(store)) == ((), expected)
    with Library.open(home) as library:
        assert "take over" not in " ".join(change.label for change in library.history())
    assert stock(home) == expected


def test_tables_and_fields_that_we_do_not_know_are_kept(home: Path) -> None:
    expected = fill(home)

    def edit(db: TinyDB) -> None:
        db.table("shelves").insert({"id": "r1", "deep": [{"odd": None}]})
        db.table(ARTICLES).update({"rating": 5}, where("id") == "a1")

    edited(home, edit)
    expected["shelves"] = {"r1": {"id": "r1", "deep": [{"odd": None}]}}
    expected[ARTICLES]["a1"] = {**expected[ARTICLES]["a1"], "rating": 5}
    look(home, expected)


SPOILT: list[tuple[str, dict[str, Any], str]] = [
    (ANNOTATIONS, {"position": "nonsense"}, "cannot be read"),
    (ANNOTATIONS, {"article": None}, "names no article"),
    (ARTICLES, {"id": 7}, "has no id"),
    (ARTICLES, {"id": "\ud800"}, "no text"),
    (ARTICLES, {"state": "eaten"}, "cannot be read"),
    (ARTICLES, {"title": "half a character: \ud800"}, "no text"),
    (ARTICLES, {"path": []}, "path is no text"),
    (ARTICLES, {"words": float("inf")}, "a number that is none"),
    (ANNOTATIONS, {"position": [0, float("nan")]}, "a number that is none"),
    (TAGS, {"odd": {"deep": [float("-inf")]}}, "a number that is none"),
]


@pytest.mark.parametrize(("table", "fields", "why"), SPOILT)
def test_a_document_that_is_not_understood_is_named_and_the_file_kept(
    home: Path, table: str, fields: dict[str, Any], why: str
) -> None:
    expected = fill(home)

    def edit(db: TinyDB) -> None:
        db.table(table).update(fields, doc_ids=[1])
        db.table(ANNOTATIONS).update({"note": "understood"}, doc_ids=[2])

    edited(home, edit)
    expected[ANNOTATIONS]["n1"] = {**expected[ANNOTATIONS]["n1"], "note": "understood"}
    notice = look(home, expected)
    assert why in notice
    assert "which is not taken over; the edited file is kept as library.json.edited." in notice


@pytest.mark.parametrize("doc_id", ["0", "-1", "x", "9" * 40, "1.5", "٣"])
def test_a_doc_id_that_is_no_number_is_named(home: Path, doc_id: str) -> None:
    expected = fill(home)
    raw = json.loads((home / "library.json").read_text())
    raw[ARTICLES][doc_id] = article("odd")
    (home / "library.json").write_text(json.dumps(raw))
    assert "is no number" in look(home, expected)


def test_a_number_that_is_too_large_for_a_float_is_named(home: Path) -> None:
    expected = fill(home)
    edited(home, lambda db: db.table(ARTICLES).update({"words": "many"}))
    path = home / "library.json"
    path.write_text(path.read_text().replace('"many"', "1e999"))
    assert "holds a number that is none" in look(home, expected)


def test_a_file_that_notes_nonsense_of_itself_is_damage(home: Path) -> None:
    expected = fill(home)
    edited(home, lambda db: db.table("_store").update({"odd": float("nan")}))
    assert "library.json was damaged" in look(home, expected)


@pytest.mark.parametrize("number", [10**30, -(10**30), -1, float("inf"), "7", None])
def test_a_file_that_came_alone_and_notes_no_number_that_can_be_is_taken_in(home: Path, number: object) -> None:
    expected = fill(home)
    edited(home, lambda db: db.table("_store").update({"change": number, "next": dict.fromkeys(expected, number)}))
    for name in ("history.sqlite", "recent.jsonl", "library.json.prev"):
        (home / name).unlink()
    with opened(home) as store:
        put(store, ANNOTATIONS, annotation("n10", "a1"))
    expected[ANNOTATIONS]["n10"] = annotation("n10", "a1")
    assert stock(home) == expected


def test_documents_without_an_id_in_a_table_of_their_own_do_not_stop_the_rest(home: Path) -> None:
    expected = fill(home)

    def edit(db: TinyDB) -> None:
        db.insert({"mine": 1})
        db.table(TAGS).update({"description": "understood"})

    edited(home, edit)
    expected[TAGS]["t1"] = {**expected[TAGS]["t1"], "description": "understood"}
    assert "1 document taken over" in look(home, expected)


@pytest.mark.parametrize(
    "edit",
    [
        lambda db: db.drop_tables(),
        lambda db: [db.table(name).truncate() for name in (ARTICLES, ANNOTATIONS, TAGS)],
        lambda db: [db.drop_table(name) for name in (ARTICLES, ANNOTATIONS, TAGS)],
        lambda db: db.drop_table("_store"),
        lambda db: db.table("_store").update({"library": "another"}),
    ],
)
def test_an_emptied_file_or_one_of_another_library_is_damage(home: Path, edit: Callable[[TinyDB], object]) -> None:
    expected = fill(home)
    edited(home, edit)
    notice = look(home, expected)
    assert "library.json was damaged; rebuilt from" in notice
    assert "the damaged file is kept as library.json.damaged." in notice


def test_a_file_that_stock_tinydb_was_writing_when_it_was_stopped_is_damage(home: Path) -> None:
    expected = fill(home)
    edited(home, lambda db: db.table(ANNOTATIONS).update({"note": "half"}))
    path = home / "library.json"
    path.write_bytes(path.read_bytes()[:-200])
    assert "library.json was damaged" in look(home, expected)


def test_an_edit_beside_a_damaged_log_is_not_lost(home: Path) -> None:
    expected = fill(home)
    edited(home, lambda db: db.table(TAGS).update({"description": "by stock"}))
    (home / "history.sqlite").write_bytes(b"garbage" * 1_000)
    expected[TAGS]["t1"] = {**expected[TAGS]["t1"], "description": "by stock"}
    with opened(home) as store:
        assert contents(store) == expected
        assert len(store.notices.take()) == 2
    assert stock(home) == expected


def test_a_file_that_came_alone_keeps_its_documents_and_gets_new_doc_ids(home: Path) -> None:
    expected = fill(home)
    edited(home, lambda db: db.table(ANNOTATIONS).insert(annotation("n9", "a1")))
    for name in ("history.sqlite", "recent.jsonl", "library.json.prev"):
        (home / name).unlink()
    with opened(home) as store:
        put(store, ANNOTATIONS, annotation("n10", "a1"))
    expected[ANNOTATIONS] |= {key: annotation(key, "a1") for key in ("n9", "n10")}
    assert stock(home) == expected
