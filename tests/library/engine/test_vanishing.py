"""Files that are deleted, replaced or garbled under an open library."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from storage.errors import LibraryDamaged, LibraryError
from storage.library import Library
from storage.library.documents import ARTICLES
from tests.library.engine.filling import article, contents, fill, opened, put, stock


def files(home: Path) -> dict[str, tuple[int, int, int]]:
    found = {path.name: path.stat() for path in home.iterdir() if path.is_file()}
    return {name: (status.st_ino, status.st_mtime_ns, status.st_size) for name, status in found.items()}


@pytest.fixture
def quick_to_look(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the files looked at before each change, not once a second."""
    monkeypatch.setattr("storage.library.engine.store._LOOK_EVERY", 0.0)


@pytest.mark.usefixtures("quick_to_look")
@pytest.mark.parametrize("how", ["deleted", "replaced", "garbled"])
def test_a_log_that_vanishes_under_an_open_library_is_made_anew(home: Path, how: str) -> None:
    fill(home)
    path = home / "history.sqlite"
    with Library.open(home) as library:
        library.remove(["a2"])
        for suffix in ("-wal", "-shm") if how != "garbled" else ():
            Path(f"{path}{suffix}").unlink()
        path.unlink()
        if how == "replaced":
            other = home.with_name("other")
            fill(other)
            shutil.copy(other / "history.sqlite", path)
        elif how == "garbled":
            path.write_bytes(b"garbage" * 2_000)
        library.set_state(["a1"], library.rows()[0].record.state.READ)
        notices = library.take_notices()
        assert len(notices) == 1
        assert "history.sqlite" in notices[0]
        assert "undo begins anew" in notices[0]
        assert library.undo()
        library.redo()
    with Library.open(home) as library:
        assert library.take_notices() == ()
        assert [(row.id, row.record.state.value) for row in library.rows()] == [("a1", "read")]


@pytest.mark.usefixtures("quick_to_look")
def test_a_log_that_vanishes_while_two_have_it_open_is_told_and_loses_nothing(home: Path) -> None:
    fill(home)
    with opened(home) as one, opened(home) as two:
        put(one, ARTICLES, article("a3"))
        assert two.poll()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{home / 'history.sqlite'}{suffix}").unlink()
        for store in (one, two):
            with pytest.raises(LibraryDamaged, match="close paperknife everywhere else"):
                put(store, ARTICLES, article("a4"))
        two.close()
        put(one, ARTICLES, article("a4"))
        expected = contents(one)
    assert set(expected[ARTICLES]) == {"a1", "a2", "a3", "a4"}
    assert stock(home) == expected


@pytest.mark.usefixtures("quick_to_look")
def test_what_another_process_wrote_before_the_log_vanished_is_not_written_over(home: Path) -> None:
    fill(home)
    with opened(home) as window:
        with opened(home) as command:
            put(command, ARTICLES, article("a3"))
        (home / "history.sqlite").unlink()
        with pytest.raises(LibraryDamaged, match="another process has written"):
            put(window, ARTICLES, article("a4"))
    with opened(home) as again:
        assert set(contents(again)[ARTICLES]) == {"a1", "a2", "a3"}


def test_a_library_file_that_vanishes_is_written_again(home: Path) -> None:
    expected = fill(home)
    with opened(home) as store:
        (home / "library.json").unlink()
        store.file.checkpoint()
        assert stock(home) == expected
        (home / "library.json").unlink()
        put(store, ARTICLES, article("a3"))
    assert set(stock(home)[ARTICLES]) == {"a1", "a2", "a3"}


@pytest.mark.usefixtures("quick_to_look")
def test_a_folder_that_vanishes_is_told_in_one_line(home: Path) -> None:
    fill(home)
    library = Library.open(home)
    library.remove(["a2"])
    shutil.rmtree(home)
    with pytest.raises(LibraryError) as told:
        library.remove(["a1"])
    assert "\n" not in str(told.value)
    assert [row.id for row in library.rows()] == ["a1"]
    library.close()


def test_a_gap_in_the_log_is_told(home: Path) -> None:
    fill(home)
    with opened(home) as store:
        assert store.poll() is False
        put(store, ARTICLES, article("a3"))
        with contextlib.closing(sqlite3.connect(home / "history.sqlite")) as db:
            db.execute("UPDATE change SET seq = seq + 5 WHERE seq = ?", (store.sequence,))
            db.commit()
        with pytest.raises(LibraryDamaged):
            store.poll()
