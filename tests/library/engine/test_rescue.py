"""Who rescues whom: whatever is damaged or gone, the same documents, one line that says so, and the file kept."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from storage.errors import LibraryDamaged, LibraryError
from storage.library.documents import ANNOTATIONS, ARTICLES
from storage.library.engine import opening
from storage.library.engine.log import Log
from storage.library.engine.log_care import prune
from storage.library.engine.mirror import Mirror, receipted_change
from storage.library.engine.store import Store
from tests.library.engine.filling import (
    NOW,
    Contents,
    annotation,
    article,
    contents,
    drop,
    fill,
    opened,
    put,
    stock,
)

LOG = ("history.sqlite", "history.sqlite-wal", "history.sqlite-shm")
JSON = ("library.json", "library.json.prev")


def killed(home: Path) -> Contents:
    """Fill a library and leave it as a process does that is killed: with changes in the log alone."""
    fill(home)
    with opened(home) as store:
        put(store, ANNOTATIONS, annotation("late", "a1", "only in the log"))
        drop(store, ANNOTATIONS, "n0")
        kept = home.with_name("kept")
        shutil.copytree(home, kept)
        expected = contents(store)
    shutil.rmtree(home)
    kept.rename(home)
    return expected


STATES: dict[str, Callable[[Path], Contents]] = {"closed": fill, "killed": killed}


def remove(home: Path, *names: str) -> None:
    for name in names:
        (home / name).unlink(missing_ok=True)


def look(home: Path, expected: Contents) -> tuple[str, ...]:
    """Open, compare, write, close, and see that the second time all is sound; return what the first time said."""
    with opened(home) as store:
        notices = store.notices.take()
        assert contents(store) == expected
        put(store, ARTICLES, article("new"))
        notices += store.notices.take()  # a log that holds nothing newer is looked at by the first change
        expected = contents(store)
    assert all("\n" not in notice and notice.startswith(str(home)) for notice in notices), notices
    assert stock(home) == expected
    with opened(home) as store:
        assert (store.notices.take(), contents(store)) == ((), expected)
        drop(store, ARTICLES, "new")
    return notices


def truncated(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def garbled(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 3)
        file.write(b"\xa5" * (size // 3))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def removed(path: Path) -> None:
    path.unlink()


SPOIL = pytest.mark.parametrize("spoil", [truncated, garbled, emptied, removed])
IN_EACH_STATE = pytest.mark.parametrize("state", sorted(STATES))


@IN_EACH_STATE
@SPOIL
def test_the_library_file(home: Path, state: str, spoil: Callable[[Path], None]) -> None:
    expected = STATES[state](home)
    before = (home / "library.json").read_bytes()
    spoil(home / "library.json")
    damaged = (home / "library.json").read_bytes() if (home / "library.json").exists() else None
    (notice,) = look(home, expected)
    notes = len(expected[ANNOTATIONS])
    assert re.search(rf"library\.json (was damaged|was empty|is missing); rebuilt from .*\b{notes} marks?\b", notice)
    kept = [path.read_bytes() for path in home.glob("library.json.damaged.*")]
    assert kept == ([] if damaged is None else [damaged])
    assert before != damaged


@IN_EACH_STATE
@SPOIL
def test_the_log_with_its_tail(home: Path, state: str, spoil: Callable[[Path], None]) -> None:
    expected = STATES[state](home)
    for name in LOG:
        if (home / name).exists() and (home / name).stat().st_size:
            spoil(home / name)
    (notice,) = look(home, expected)
    assert "history.sqlite" in notice
    assert "undo begins anew" in notice or "can no longer be undone" in notice


def test_without_a_change_in_the_log_the_notes_say_when_the_newest_was_written(home: Path) -> None:
    fill(home)
    remove(home, *LOG)
    with opened(home) as store:
        (notice,) = store.notices.take()
    written = datetime.fromisoformat(NOW).astimezone().strftime("%Y-%m-%d %H:%M:%S")
    assert f"marks are there, the newest change from {written}; undo begins anew" in notice


@SPOIL
def test_the_tail_of_the_log_alone(home: Path, spoil: Callable[[Path], None]) -> None:
    expected = killed(home)
    spoil(home / "history.sqlite-wal")
    (notice,) = look(home, expected)
    assert "history.sqlite" in notice


@IN_EACH_STATE
@SPOIL
def test_the_mirror_is_not_needed(home: Path, state: str, spoil: Callable[[Path], None]) -> None:
    expected = STATES[state](home)
    spoil(home / "recent.jsonl")
    assert look(home, expected) == ()


@IN_EACH_STATE
def test_both_library_files_come_back_from_the_log(home: Path, state: str) -> None:
    expected = STATES[state](home)
    remove(home, *JSON)
    (notice,) = look(home, expected)
    assert "library.json is missing; rebuilt from" in notice
    with opened(home) as store, store.log() as log:
        assert log.base == 0  # all of it can still be undone


@IN_EACH_STATE
def test_a_pruned_log_and_no_library_file_is_refused_and_nothing_touched(home: Path, state: str) -> None:
    STATES[state](home)
    with contextlib.closing(Log(home / "history.sqlite")) as log:
        prune(log, 1)
    remove(home, *JSON)
    before = {path.name: path.read_bytes() for path in home.glob("*.json*")}
    with pytest.raises(
        LibraryDamaged, match=r"cannot be opened: .*nothing was changed: put back a sound copy"
    ) as told:
        Store(home, create=False, origin="command")
    assert "\n" not in str(told.value)
    assert {path.name: path.read_bytes() for path in home.glob("*.json*")} == before


def test_a_pruned_log_and_a_backup_come_together(home: Path) -> None:
    fill(home)
    backup = home / "backups" / "2026-03-01"
    backup.mkdir(parents=True)
    shutil.copy(home / "library.json", backup)
    with opened(home) as store:
        put(store, ANNOTATIONS, annotation("later", "a2", "after the backup"))
        expected = contents(store)
    with contextlib.closing(Log(home / "history.sqlite")) as log:
        prune(log, 2)
    remove(home, *JSON)
    (notice,) = look(home, expected)
    assert "rebuilt from backups/2026-03-01 and 1 later change" in notice


@pytest.mark.parametrize("left", ["recent.jsonl", "backups", "raw", "texts"])
def test_no_library_is_begun_beside_what_is_left_of_one(home: Path, left: str) -> None:
    expected = killed(home)
    (home / "backups").mkdir()
    (home / "raw").mkdir()
    (home / "texts").mkdir()
    for path in home.iterdir():
        if path.name != left:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert expected
    for create in (True, False):
        with pytest.raises(LibraryDamaged, match="cannot be opened"):
            Store(home, create=create, origin="command")
    assert {path.name for path in home.iterdir()} - {"open.lock", "presence.lock"} == {left}


def test_beside_nothing_but_a_lock_a_new_library_is_begun(home: Path) -> None:
    home.mkdir()
    (home / "open.lock").touch()
    with opened(home, create=True) as store:
        assert store.created
        assert contents(store) == {}


@pytest.mark.parametrize("backup", [True, False])
def test_an_empty_file_from_the_first_day_is_no_library_beside_damaged_ones(home: Path, backup: bool) -> None:
    expected = fill(home)  # in one go: the file before is that of the empty library
    if backup:
        (home / "backups" / "2026-03-01").mkdir(parents=True)
        shutil.copy(home / "library.json", home / "backups" / "2026-03-01")
    garbled(home / "library.json")
    emptied(home / "history.sqlite")
    if backup:
        (notice,) = look(home, expected)
        assert "rebuilt from backups/2026-03-01" in notice
    else:
        with pytest.raises(LibraryDamaged, match="nothing was changed"):
            Store(home, create=True, origin="command")


def test_an_old_copy_of_the_log_put_back_is_noticed(home: Path) -> None:
    fill(home)
    shutil.copy(home / "history.sqlite", home.with_name("old.sqlite"))
    with opened(home) as store:
        put(store, ANNOTATIONS, annotation("later", "a1"))
        expected = contents(store)
    shutil.copy(home.with_name("old.sqlite"), home / "history.sqlite")
    with opened(home) as store:
        put(store, ARTICLES, article("new"))
        notices = store.notices.take()
    assert any("history.sqlite" in notice for notice in notices)
    assert set(stock(home)[ANNOTATIONS]) == set(expected[ANNOTATIONS])


def test_an_old_copy_of_the_library_file_is_rolled_forward(home: Path) -> None:
    fill(home)
    shutil.copy(home / "library.json", home.with_name("old.json"))
    with opened(home) as store:
        put(store, ANNOTATIONS, annotation("later", "a1"))
        expected = contents(store)
    shutil.copy(home.with_name("old.json"), home / "library.json")
    with opened(home) as store:
        (notice,) = store.notices.take()
        assert contents(store) == expected
    assert "library.json is older than history.sqlite; rebuilt from library.json and 1 later change: all " in notice
    with opened(home) as store:
        assert (store.notices.take(), contents(store)) == ((), expected)


def test_a_checkpoint_that_another_process_writes_while_the_file_is_read_is_no_older_file(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(home)
    older = home.with_name("old.json")
    shutil.copy(home / "library.json", older)
    with opened(home) as store:
        put(store, ANNOTATIONS, annotation("later", "a1"))
        expected = contents(store)
    newer = home.with_name("new.json")
    (home / "library.json").rename(newer)
    shutil.copy(older, home / "library.json")

    def another_ends(mirror: Path, library: str) -> int:
        newer.replace(home / "library.json")
        monkeypatch.undo()
        return receipted_change(mirror, library)

    monkeypatch.setattr(opening, "receipted_change", another_ends)
    with opened(home) as store:
        assert (store.notices.take(), contents(store)) == ((), expected)


@pytest.mark.parametrize("gone", [("library.json", "history.sqlite"), ("library.json", "library.json.prev", *LOG)])
def test_what_is_older_than_it_was_is_not_said_to_be_all(home: Path, gone: tuple[str, ...]) -> None:
    fill(home)
    (home / "backups" / "2026-03-01").mkdir(parents=True)
    shutil.copy(home / "library.json", home / "backups" / "2026-03-01")
    with opened(home) as store:
        before = contents(store)
        put(store, ANNOTATIONS, annotation("later", "a1"))
    remove(home, *gone)
    (notice,) = look(home, before)
    assert " marks are left" in notice
    assert "1 change could not be found again" in notice


def test_an_old_pair_put_back_is_noticed(home: Path) -> None:
    fill(home)
    for name in ("library.json", "history.sqlite"):
        shutil.copy(home / name, home.with_name(name))
    with opened(home) as store:
        before = contents(store)
        put(store, ANNOTATIONS, annotation("later", "a1"))
    for name in ("library.json", "history.sqlite"):
        shutil.copy(home.with_name(name), home / name)
    (notice,) = look(home, before)
    assert "history.sqlite lacks its newest changes" in notice
    assert "1 change could not be found again" in notice


def test_the_log_of_another_library_is_not_laid_over_ours(home: Path) -> None:
    other = home.with_name("other")
    expected = killed(home)
    fill(other, notes=9)
    remove(home, *LOG)
    shutil.copy(other / "history.sqlite", home / "history.sqlite")
    (notice,) = look(home, expected)
    assert "history.sqlite belongs to another library" in notice


def test_what_the_mirror_has_beyond_the_log_is_not_lost(home: Path) -> None:
    fill(home)
    with opened(home) as store:
        put(store, ANNOTATIONS, annotation("later", "a1"))
        expected = contents(store)
        with store.log() as log:
            (last,) = log.rows_after(store.sequence - 1)
    with contextlib.closing(sqlite3.connect(home / "history.sqlite")) as db:
        db.execute("DELETE FROM change WHERE seq = ?", (last.seq,))
        db.commit()
    shutil.copy(home / "library.json.prev", home / "library.json")
    Mirror(home / "recent.jsonl", store.library).append([last])
    (notice,) = look(home, expected)
    assert "history.sqlite lacks its newest changes" in notice


def test_a_garbled_row_is_found_when_it_is_needed(home: Path) -> None:
    expected = killed(home)
    with contextlib.closing(sqlite3.connect(home / "history.sqlite")) as db:
        db.execute("UPDATE change SET after = x'7b7d' WHERE doc = 'late'")
        db.commit()
    (notice,) = look(home, expected)
    assert "history.sqlite was damaged" in notice


def test_a_newer_library_is_refused_untouched(home: Path) -> None:
    fill(home)
    path = home / "library.json"
    path.write_bytes(path.read_bytes().replace(b'"format": 2', b'"format": 7', 1))
    before = {each.name: each.read_bytes() for each in home.iterdir()}
    with pytest.raises(LibraryError, match="newer paperknife"):
        Store(home, create=True, origin="command")
    assert {each.name: each.read_bytes() for each in home.iterdir() if not each.name.endswith(".lock")} == {
        name: data for name, data in before.items() if not name.endswith(".lock")
    }
