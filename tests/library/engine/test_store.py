"""One way to change a library: several hands at once, files that vanish under it, full disks, and its end."""

from __future__ import annotations

import contextlib
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tinydb import TinyDB

import storage.library
from storage.errors import LibraryBusy, LibraryDamaged, LibraryError, UsageError
from storage.library import Group, Library
from storage.library.documents import ANNOTATIONS, ARTICLES, TAGS, Draft
from storage.library.engine import log as log_module
from storage.library.engine.acting import Heading
from storage.library.engine.checkpoint import read_header
from storage.library.engine.store import Store
from tests.library.engine.filling import act, annotation, article, contents, drop, fill, opened, put, stock, tag

ROOT = Path(storage.library.__file__).parents[2]


def until(true: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.01)


@contextlib.contextmanager
def no_file_over(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def files(home: Path) -> dict[str, tuple[int, int, int]]:
    found = {path.name: path.stat() for path in home.iterdir() if path.is_file()}
    return {name: (status.st_ino, status.st_mtime_ns, status.st_size) for name, status in found.items()}


# --- opening and closing -----------------------------------------------------------------------------------------


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


def test_the_file_is_up_to_date_two_seconds_after_the_last_change(home: Path) -> None:
    fill(home)
    with opened(home) as store:
        begin = time.monotonic()
        put(store, ARTICLES, article("a3"))
        until(lambda: "a3" in stock(home)[ARTICLES])
        assert time.monotonic() - begin < 4  # two, and a busy machine


def test_it_is_written_after_many_changes_although_more_follow(home: Path) -> None:
    fill(home)
    with opened(home) as store:
        put(store, ARTICLES, *(article(f"many{number}") for number in range(2_000)))
        until(lambda: len(stock(home)[ARTICLES]) == 2_002, seconds=1.4)


# --- several hands -----------------------------------------------------------------------------------------------


def test_two_libraries_in_one_process_see_each_other_and_lose_nothing(home: Path) -> None:
    fill(home, notes=0)
    with opened(home, origin="window 1") as one, opened(home, origin="window 2") as two:
        for number in range(20):
            put(one, ANNOTATIONS, annotation(f"one{number}", "a1"))
            put(two, ANNOTATIONS, annotation(f"two{number}", "a1"))
            if number % 7 == 0:
                one.checkpoint()
                two.checkpoint()
        assert one.poll()
        assert not two.poll()
        assert contents(one) == contents(two)
        expected = contents(one)
    assert len(expected[ANNOTATIONS]) == 40
    assert stock(home) == expected


def test_a_change_is_made_again_from_what_another_process_left(home: Path) -> None:
    fill(home)
    tries = []
    with opened(home) as one, opened(home) as two:

        def count(draft: Draft) -> None:
            document = draft.get(ARTICLES, "a1")
            assert document is not None
            tries.append(document["words"])
            if len(tries) < 3:  # another one is quicker, twice
                put(two, ARTICLES, {**document, "words": document["words"] + 100})
            draft.put(ARTICLES, {**document, "words": document["words"] + 1})

        act(one, count, "count")
    assert tries == [2, 102, 202]
    assert stock(home)[ARTICLES]["a1"]["words"] == 203


def test_who_is_always_too_late_takes_the_lock_first(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(home)
    monkeypatch.setattr(log_module, "PATIENCE", 0.05)
    refused = []
    with opened(home) as one, opened(home) as two:

        def slow(draft: Draft) -> None:
            try:
                put(two, ARTICLES, article(f"quick{two.sequence}"))
            except LibraryBusy:
                refused.append(True)
            draft.put(ARTICLES, article("slow"))

        act(one, slow, "slow")
    assert refused == [True]
    assert "slow" in stock(home)[ARTICLES]


def test_what_a_short_command_wrote_is_seen_by_a_window_that_only_read(home: Path) -> None:
    fill(home)
    with Library.open(home) as window:
        assert not window.poll()
        with opened(home) as command:
            put(command, ANNOTATIONS, annotation("new", "a2"))
        assert window.poll()
        assert "new" in {mark.id for mark in window.annotations("a2")}
        assert not window.poll()


def test_what_another_process_touched_is_told(home: Path) -> None:
    fill(home)
    with Library.open(home) as window:
        seen = window.sequence
        with opened(home) as command:
            put(command, ANNOTATIONS, annotation("n0", "a2"))  # it was in a1
        assert window.poll()
        assert window.touched_after(seen) == frozenset({"a1", "a2"})
        assert window.touched_after(window.sequence) == frozenset()
        assert [row.annotation_count for row in window.rows()] == [1, 2]


CHILD = """
import sys
from pathlib import Path
from tests.library.engine.filling import annotation, opened, put
home, name, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with opened(home) as store:
    print("open", flush=True)
    for number in range(times):
        put(store, "annotations", annotation(f"{name}{number}", "a1"))
    sys.stdin.readline()
"""


def child(home: Path, name: str, times: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(home), name, str(times)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def ended(process: subprocess.Popen[str]) -> str:
    _, told = process.communicate("\n", timeout=30)
    assert process.returncode == 0, told
    return told


def test_another_process_and_threads_of_this_one_write_poll_and_checkpoint_at_once(home: Path) -> None:
    fill(home, notes=0)
    other = child(home, "other", 40)
    troubles: list[BaseException] = []
    with opened(home) as store:
        done = threading.Event()

        def repeat(step: Callable[[], object]) -> None:
            try:
                while not done.is_set():
                    step()
                    time.sleep(0.001)
            except BaseException as trouble:
                troubles.append(trouble)
                raise

        def read() -> None:
            with store.reading:
                of_both = len(store.memory.of(ANNOTATIONS, "a1")) + len(store.memory.of(ANNOTATIONS, "a2"))
                assert of_both == len(store.memory.lines[ANNOTATIONS])

        steps = (store.checkpoint, store.poll, read)
        threads = [threading.Thread(target=repeat, args=(step,)) for step in steps]
        for thread in threads:
            thread.start()
        for number in range(40):
            put(store, ANNOTATIONS, annotation(f"own{number}", "a2"))
        assert ended(other) == ""
        done.set()
        for thread in threads:
            thread.join()
        store.poll()
        expected = contents(store)
    assert troubles == []
    assert len(expected[ANNOTATIONS]) == 80
    assert stock(home) == expected


def test_several_changes_stay_one_action_though_another_process_writes_between(home: Path) -> None:
    fill(home)
    with Library.open(home) as library, opened(home, origin="window 9") as other:
        with library.as_one(Group("two at once")):
            library.remove(["a1"])
            put(other, TAGS, tag("t2", "peace"))
            library.remove(["a2"])
        labels = [change.label for change in library.history(limit=2)]
        assert labels == ["put 1 in tags", "two at once"]
        (action,) = (change.id for change in library.history() if change.label == "two at once")
        assert library.undo(action)
        assert [row.id for row in library.rows()] == ["a1", "a2"]
        assert len(library.annotations()) == 3
    assert set(stock(home)[TAGS]) == {"t1", "t2"}


# --- files that vanish -------------------------------------------------------------------------------------------


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
            with pytest.raises(LibraryDamaged, match=r"close paperknife everywhere else, then open it again"):
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
        store.checkpoint()
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


# --- full disks --------------------------------------------------------------------------------------------------


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
            store.checkpoint()
        store.close()
    (notice,) = store.take_notices()
    assert notice.startswith("library.json is not up to date, every note is safe in history.sqlite: ")
    assert (home / "library.json").read_bytes() == before
    assert not list(home.glob(".paperknife-tmp-*"))
    with opened(home) as again:
        assert set(contents(again)[ARTICLES]) == {"a1", "a2", "a3"}
        assert again.take_notices() == ()


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
            patch.setattr("storage.library.engine.store.write", refuse)
            put(store, ARTICLES, article("a3"))
            until(lambda: len(tried) > 3)
        (notice,) = store.take_notices()
        assert "not up to date" in notice
        until(lambda: "a3" in stock(home)[ARTICLES])
        assert store.take_notices() == ()


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
        (notice,) = store.take_notices()
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


# --- the header --------------------------------------------------------------------------------------------------


def test_the_file_names_the_last_change_and_the_next_doc_ids(home: Path) -> None:
    fill(home)
    with opened(home) as store:
        drop(store, ANNOTATIONS, "n2")
        store.checkpoint()
        header = read_header(home / "library.json")
        assert header is not None
        assert (header.library, header.change) == (store.library, store.sequence)
        assert header.next_places[ANNOTATIONS] == 4
    with opened(home) as store:
        put(store, ANNOTATIONS, annotation("n9", "a1"))
        assert store.memory.lines[ANNOTATIONS]["n9"].startswith(b'"4": ')
