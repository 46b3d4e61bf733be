"""One way to change a library: one hand, from the opening to the end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from storage.errors import LibraryError, UsageError
from storage.library import Library
from storage.library.documents import ANNOTATIONS, ARTICLES, Draft
from storage.library.engine import checkpointer
from storage.library.engine.acting import Heading
from storage.library.engine.checkpoint import read_header
from tests.children import until
from tests.library.engine.filling import act, annotation, article, contents, drop, fill, opened, put, stock


def files(home: Path) -> dict[str, tuple[int, int, int]]:
    found = {path.name: path.stat() for path in home.iterdir() if path.is_file()}
    return {name: (status.st_ino, status.st_mtime_ns, status.st_size) for name, status in found.items()}


def test_reading_rewrites_no_file(home: Path) -> None:
    fill(home)
    with opened(home):
        pass
    before = files(home)
    for _ in range(2):
        with Library.open(home) as library:
            library.rows()
            library.annotations()
            library.tags()
            library.poll()
            list(library.history())
    assert {name: files(home)[name] for name in before if not name.endswith(".lock")} == {
        name: stamp for name, stamp in before.items() if not name.endswith(".lock")
    }


def test_what_changes_nothing_leaves_no_row(home: Path) -> None:
    expected = fill(home)
    with opened(home) as store:
        before = store.sequence
        _, committed = store.commit(
            lambda draft: draft.put(ARTICLES, dict(expected[ARTICLES]["a1"])), lambda _: Heading("nothing")
        )
        assert (committed.action, committed.changes, store.sequence) == (None, (), before)


def test_an_action_that_fails_changes_nothing(home: Path) -> None:
    expected = fill(home)

    def action(draft: Draft) -> None:
        draft.put(ARTICLES, article("half"))
        draft.drop(ANNOTATIONS, "n0")
        raise UsageError("no")

    with opened(home) as store:
        with pytest.raises(UsageError):
            act(store, action, "half")
        with pytest.raises(ValueError, match="JSON"):
            put(store, ARTICLES, article("odd", rating=float("inf")))
        assert contents(store) == expected
        put(store, ARTICLES, article("whole"))
    assert set(stock(home)[ARTICLES]) == {"a1", "a2", "whole"}


def test_closing_twice_is_closing_once_and_nothing_can_be_done_after(home: Path) -> None:
    fill(home)
    library = Library.open(home)
    library.set_state(["a1"], library.rows()[0].record.state.READ)
    library.close()
    library.close()
    calls: list[Callable[[], object]] = [
        lambda: library.remove(["a1"]),
        lambda: library.undo(),
        lambda: list(library.history()),
        lambda: library.touched_after(0),
    ]
    for call in calls:
        with pytest.raises(LibraryError, match="is closed"):
            call()
    assert len(library.rows()) == 2
    assert stock(home)[ARTICLES]["a1"]["state"] == "read"


def test_the_file_is_up_to_date_soon_after_the_last_change(home: Path) -> None:
    fill(home)
    assert checkpointer.IDLE < 2
    with opened(home) as store:
        put(store, ARTICLES, article("a3"))
        until(lambda: "a3" in stock(home)[ARTICLES], "the file")


def test_it_is_written_after_many_changes_although_more_follow(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpointer, "IDLE", 600.0)  # as if they followed all the time
    fill(home)
    with opened(home) as store:
        put(store, ARTICLES, *(article(f"many{number}") for number in range(2_000)))
        until(lambda: len(stock(home)[ARTICLES]) == 2_002, "the file")


def test_the_file_names_the_last_change_and_the_next_doc_ids(home: Path) -> None:
    fill(home)
    with opened(home) as store:
        drop(store, ANNOTATIONS, "n2")
        store.file.checkpoint()
        header = read_header(home / "library.json")
        assert header is not None
        assert (header.library, header.change) == (store.library, store.sequence)
        assert header.next_places[ANNOTATIONS] == 4
    with opened(home) as store:
        put(store, ANNOTATIONS, annotation("n9", "a1"))
        assert store.memory.lines[ANNOTATIONS]["n9"].startswith(b'"4": ')
