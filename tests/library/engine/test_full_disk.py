"""A full disk: nothing is lost, what there is can be read, and it goes on when there is room."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from tinydb import TinyDB

from storage.errors import LibraryError
from storage.library.documents import ANNOTATIONS, ARTICLES
from storage.library.engine.store import Store
from tests.children import until
from tests.library.engine.filling import (
    annotation,
    article,
    contents,
    drop,
    fill,
    no_file_over,
    opened,
    put,
    stock,
)


@pytest.mark.parametrize("limit", [0, 200, 5_000])
def test_a_full_disk_changes_nothing_and_what_there_is_can_be_read(home: Path, limit: int) -> None:
    expected = fill(home)
    with opened(home) as store:
        put(store, ARTICLES, article("a3"))
        expected = contents(store)
        with no_file_over(limit):
            with pytest.raises(LibraryError, match="the disk is full; make room and try again"):
                put(store, ANNOTATIONS, annotation("big", "a1", "x" * 50_000))
            with pytest.raises(LibraryError, match="the disk is full; make room and try again"):
                put(store, ANNOTATIONS, *(annotation(f"many{number}", "a1") for number in range(100)))
            assert contents(store) == expected
            assert store.poll() is False
        drop(store, ARTICLES, "a3")
        put(store, ARTICLES, article("a3"))
    assert stock(home) == expected


def test_a_disk_that_is_full_at_the_checkpoint_and_at_the_end_costs_nothing(home: Path) -> None:
    fill(home)
    store = Store(home, create=False, origin="command")
    put(store, ARTICLES, article("a3"))
    before = (home / "library.json").read_bytes()
    with no_file_over(300):
        with pytest.raises(LibraryError, match="the disk is full"):
            store.file.checkpoint()
        store.close()
    (notice,) = store.notices.take()
    assert notice.startswith("library.json is not up to date, every note is safe in history.sqlite: ")
    assert (home / "library.json").read_bytes() == before
    assert not list(home.glob(".paperknife-tmp-*"))
    with opened(home) as again:
        assert set(contents(again)[ARTICLES]) == {"a1", "a2", "a3"}
        assert again.notices.take() == ()


def test_a_disk_that_stays_full_is_told_of_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.library.engine.checkpointer.IDLE", 0.01)
    monkeypatch.setattr("storage.library.engine.checkpointer._AGAIN", 0.02)
    tried = []

    def refuse(*_: object, **__: object) -> None:
        tried.append(True)
        raise LibraryError("nothing was saved in x: the disk is full; make room and try again")

    fill(home)
    with opened(home) as store:
        with monkeypatch.context() as patch:
            patch.setattr("storage.library.engine.checkpointing.write", refuse)
            put(store, ARTICLES, article("a3"))
            until(lambda: len(tried) > 3)
        (notice,) = store.notices.take()
        assert "not up to date" in notice
        until(lambda: "a3" in stock(home)[ARTICLES])
        assert store.notices.take() == ()


@pytest.mark.parametrize("limit", [0, 300])
def test_a_library_is_opened_on_a_full_disk(home: Path, limit: int) -> None:
    expected = fill(home)
    with no_file_over(limit):
        store = Store(home, create=False, origin="command")
        assert contents(store) == expected
        store.close()
    assert stock(home) == expected


def test_an_edited_file_on_a_full_disk_waits_until_there_is_room(home: Path) -> None:
    expected = fill(home)
    with TinyDB(home / "library.json") as db:
        db.table(ANNOTATIONS).insert(annotation("theirs", "a1"))
    for limit in (0, 300, 5_000, 30_000):
        with no_file_over(limit), contextlib.suppress(LibraryError), opened(home) as store:
            assert store.read_only
            assert contents(store) == expected
    with opened(home) as store:
        (notice,) = store.notices.take()
        assert "1 document taken over" in notice
        assert set(contents(store)[ANNOTATIONS]) == {*expected[ANNOTATIONS], "theirs"}
        assert store._entered.presence is not None  # noqa: SLF001
        with store._entered.presence.alone() as alone:  # noqa: SLF001
            assert alone  # nothing of those that failed is left open
    assert "theirs" in stock(home)[ANNOTATIONS]


def test_a_new_library_on_a_full_disk_is_refused_and_can_be_made_when_there_is_room(home: Path) -> None:
    with no_file_over(100), pytest.raises(LibraryError, match="the disk is full"):
        Store(home, create=True, origin="command")
    with opened(home, create=True) as store:
        put(store, ARTICLES, article("a1"))
    assert set(stock(home)) == {ARTICLES}
