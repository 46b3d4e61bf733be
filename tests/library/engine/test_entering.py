"""Opening in folders that cannot be written, on network file systems, and while somebody else repairs."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from tinydb import TinyDB

import storage.library
from storage.errors import LibraryBusy, LibraryDamaged, LibraryError
from storage.library import Library, locking
from storage.library.documents import ANNOTATIONS, ARTICLES
from storage.library.engine import checkpointer, entering
from storage.library.engine import log as log_module
from storage.library.engine.store import Store
from storage.library.locking import Presence
from tests.children import PATIENCE
from tests.library.engine.filling import Contents, annotation, article, contents, fill, opened, put, stock

ROOT = Path(storage.library.__file__).parents[2]
NOBODY = 65534


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that somebody else may enter, for root becomes nobody in these tests."""
    folder = Path(tempfile.mkdtemp(prefix="paperknife-test-"))
    folder.chmod(0o755)
    yield folder / "home"
    shutil.rmtree(folder)


@contextlib.contextmanager
def nobody_may_write(home: Path) -> Iterator[None]:
    """Take the right to write from a folder; root, who may do anything, becomes nobody meanwhile."""
    am_root = os.geteuid() == 0
    paths = [home, *home.rglob("*")]
    modes = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    if am_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if am_root:
            os.seteuid(0)
        for path, mode in modes.items():
            if path.exists():
                path.chmod(mode)


def killed(home: Path) -> Contents:
    """Fill a library and leave its newest changes in the write-ahead log, as a killed process does."""
    fill(home)
    with opened(home) as store:
        put(store, ANNOTATIONS, annotation("late", "a1", "only in the log"))
        expected = contents(store)
        kept = home.with_name("kept")
        shutil.copytree(home, kept)
    shutil.rmtree(home)
    kept.rename(home)
    return expected


def files(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in home.iterdir() if path.is_file()}


@pytest.mark.parametrize("shm", [True, False])
def test_a_read_only_folder_shows_all_that_a_killed_writer_left(shared: Path, shm: bool) -> None:
    expected = killed(shared)
    if not shm:
        (shared / "history.sqlite-shm").unlink()
    before = files(shared)
    with nobody_may_write(shared), opened(shared) as store:
        assert contents(store) == expected
        assert store.read_only
        assert store.poll() is False
        (notice,) = store.notices.take()
        assert notice == f"the library is open for reading only: {shared} cannot be written"
        with pytest.raises(LibraryError, match="opened for reading only; see the permissions"):
            put(store, ARTICLES, article("a3"))
    assert files(shared) == before


def test_a_read_only_folder_has_no_history_and_says_so_by_having_none(shared: Path) -> None:
    fill(shared)
    with nobody_may_write(shared), Library.open(shared) as library:
        assert list(library.history()) == []
        assert library.undo() is None
        assert library.touched_after(0) is None
        library.warm_up()
        assert len(library.rows()) == 2


@pytest.mark.parametrize("gone", ["library.json", "history.sqlite", "recent.jsonl"])
def test_a_damaged_library_in_a_read_only_folder_is_read_as_far_as_it_can_be(shared: Path, gone: str) -> None:
    expected = killed(shared)
    (shared / gone).unlink()
    before = files(shared)
    with nobody_may_write(shared), opened(shared) as store:
        assert contents(store) == expected
        notices = store.notices.take()
        assert "cannot be written" in notices[-1]
        assert (len(notices) == 2) is (gone != "recent.jsonl")
        assert all("\n" not in notice for notice in notices)
    assert files(shared) == before


def test_a_library_of_the_version_before_is_read_in_a_read_only_folder(shared: Path) -> None:
    expected = fill(shared)
    raw = json.loads((shared / "library.json").read_text())
    raw["_store"]["1"] = {"format": 1, "library": "former", "change": 3, "next": {}}
    (shared / "library.json").write_text(json.dumps(raw))
    for name in ("history.sqlite", "recent.jsonl", "library.json.prev"):
        (shared / name).unlink()
    with nobody_may_write(shared), opened(shared) as store:
        assert contents(store) == expected
        assert len(store.notices.take()) == 1


def test_an_edited_file_in_a_read_only_folder_is_told(shared: Path) -> None:
    expected = fill(shared)
    with TinyDB(shared / "library.json") as db:
        db.table(ANNOTATIONS).update({"note": "by stock"})
    with nobody_may_write(shared), opened(shared) as store:
        assert contents(store) == expected
        assert "was edited elsewhere, which is not taken over yet" in store.notices.take()[0]


def test_without_a_folder_for_temporary_files_it_is_told_what_to_do(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(shared)
    monkeypatch.setattr(tempfile, "tempdir", str(shared / "nowhere"))
    with nobody_may_write(shared), pytest.raises(LibraryError, match="set TMPDIR"):
        Store(shared, create=False, origin="command")


def test_files_that_may_not_be_read_are_told_in_one_line(shared: Path) -> None:
    fill(shared)
    am_root = os.geteuid() == 0
    for name in ("library.json", "history.sqlite"):
        (shared / name).chmod(0)
        shared.chmod(0o777)
        for lock in shared.glob("*.lock"):
            lock.chmod(0o666)
        if name == "history.sqlite":
            (shared / "library.json").chmod(0o666)
            (shared / "recent.jsonl").unlink()  # so that the log is asked
        if am_root:
            os.seteuid(NOBODY)
        try:
            with pytest.raises(LibraryError) as told:
                Store(shared, create=False, origin="command")
        finally:
            if am_root:
                os.seteuid(0)
        assert "\n" not in str(told.value)


# --- network file systems ----------------------------------------------------------------------------------------


@pytest.fixture
def on_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entering, "network_file_system", lambda _: "nfs4")
    monkeypatch.setattr(checkpointer, "IDLE", 600.0)
    monkeypatch.setattr(log_module, "PATIENCE", 0.05)


@pytest.mark.usefixtures("on_a_network")
def test_on_a_network_one_paperknife_has_it_and_the_other_is_told(home: Path) -> None:
    with opened(home, create=True) as store:
        (notice,) = store.notices.take()
        assert notice == f"{home} is on a network file system (nfs4): open it on one machine at a time"
        put(store, ARTICLES, article("a1"))
        with pytest.raises(LibraryBusy, match=r"is open elsewhere, and on a network file system \(nfs4\) only one"):
            Store(home, create=False, origin="command")
        put(store, ARTICLES, article("a2"))
        store.file.checkpoint()
        assert not (home / "history.sqlite-shm").exists()
    with opened(home) as store:
        assert set(contents(store)[ARTICLES]) == {"a1", "a2"}
    assert set(stock(home)[ARTICLES]) == {"a1", "a2"}


@pytest.mark.usefixtures("on_a_network")
def test_on_a_network_damage_is_repaired_too(home: Path) -> None:
    expected = fill(home)
    (home / "library.json").write_bytes(b"")
    with opened(home) as store:
        assert contents(store) == expected
        assert len(store.notices.take()) == 2
    assert stock(home) == expected


# --- who else is there -------------------------------------------------------------------------------------------

READER = """
import sys
from pathlib import Path
from tests.library.engine.filling import opened
with opened(Path(sys.argv[1])) as store:
    store.poll()
    print("open", flush=True)
    sys.stdin.readline()
"""


@contextlib.contextmanager
def somebody_reads(home: Path) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-c", READER, str(home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    try:
        yield
    finally:
        process.communicate("\n", timeout=PATIENCE)
    assert process.returncode == 0


def test_a_damaged_log_is_not_repaired_while_somebody_else_has_it(home: Path) -> None:
    expected = killed(home)
    with somebody_reads(home):
        (home / "history.sqlite-wal").unlink(missing_ok=True)
        (home / "history.sqlite").write_bytes(b"garbage" * 1_000)
        with pytest.raises(LibraryDamaged, match="close paperknife everywhere else, then open it again"):
            Store(home, create=False, origin="command")
    with opened(home) as store:
        assert set(expected[ANNOTATIONS]) == set(contents(store)[ANNOTATIONS])


def test_a_damaged_library_file_is_repaired_although_somebody_else_has_it_open(home: Path) -> None:
    expected = killed(home)
    with somebody_reads(home):
        (home / "library.json").write_bytes(b"garbage")
        with opened(home) as store:
            assert contents(store) == expected
            assert "library.json was damaged" in store.notices.take()[0]
    assert stock(home) == expected


def test_who_is_not_alone_still_says_that_it_is_there(tmp_path: Path) -> None:
    path = tmp_path / "presence.lock"
    one, two = Presence(path), Presence(path)
    with one.alone() as alone:
        assert not alone
        with two.alone() as both:
            assert not both  # the first one is still there
    two.close()
    with one.alone() as alone:
        assert alone
    one.close()


def test_a_machine_that_stands_still_uses_up_no_patience(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who holds the lock could not let it go meanwhile."""
    path, naps = tmp_path / "some.lock", list[float]()
    with contextlib.ExitStack() as holder:
        holder.enter_context(locking.locked(path))

        def nap(seconds: float) -> None:
            naps.append(seconds)
            if len(naps) == 3:
                holder.close()

        an_hour_a_look = itertools.count(0.0, 3600.0)
        clock = SimpleNamespace(sleep=nap, monotonic=lambda: next(an_hour_a_look))
        monkeypatch.setattr(locking, "time", clock)
        with locking.locked(path, patience=1.0):
            assert len(naps) == 3


def test_a_repair_is_waited_for_and_then_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.05)
    one = Presence(tmp_path / "presence.lock")
    with one.alone(), pytest.raises(LibraryBusy, match="is being changed by another process; try again"):
        Presence(tmp_path / "presence.lock")
    one.close()
