"""Several processes, kills, full disks and read-only folders: what was said to be saved is there, and whole."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tinydb import TinyDB

import storage.library
from storage.anchoring import describe
from storage.annotation import Target
from storage.errors import LibraryBusy, LibraryError
from storage.library import Library, ReaderState
from storage.library.engine import checkpointer, log, mending
from tests.children import PATIENCE

if TYPE_CHECKING:
    from tests.conftest import MakeNew

WRITER = """
import sys
from pathlib import Path
from storage.anchoring import describe
from storage.library import Library
from tests.children import be_patient

be_patient()
home, name, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with Library.open(home) as library:
    article = library.article(library.rows()[0].id)
    target = describe(article, article.blocks[-1].id)
    for number in range(times):
        library.mark(target, add=[f"{name}/{number}"], note=f"{name} {number} " + "x" * (number % 7) * 1000)
        if "checkpoint" in sys.argv:
            library.checkpoint()
        print(f"{name}/{number}", flush=True)
"""


def start(home: Path, name: str, times: int, *more: str) -> subprocess.Popen[str]:
    root = Path(storage.library.__file__).parents[2]
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(home), name, str(times), *more],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )


def target(library: Library, place: int = -1) -> Target:
    article = library.article(library.rows()[0].id)
    return describe(article, article.blocks[place].id)


def tags_by_stock_tinydb(home: Path) -> set[str]:
    Library.open(home).close()
    with TinyDB(home / "library.json") as stock:
        return {tag for document in stock.table("annotations").all() for tag in document["tags"]}


def contents(home: Path) -> Any:
    return json.loads((home / "library.json").read_text("ascii"))


@pytest.mark.parametrize("writers", [2, 4])
def test_processes_that_tag_one_paragraph_at_once_lose_nothing(
    library: Library, library_folder: Path, make_new: MakeNew, writers: int
) -> None:
    library.add([make_new()])
    running = [start(library_folder, f"w{number}", 12) for number in range(writers)]
    said = [process.communicate(timeout=PATIENCE)[0].split() for process in running]
    assert [len(each) for each in said] == [12] * writers
    assert tags_by_stock_tinydb(library_folder) == {tag for each in said for tag in each}
    assert library.poll()
    (annotation,) = library.annotations()
    assert len(annotation.tags) == 12 * writers
    assert len({tag.id for tag in library.tags()}) == 12 * writers


def test_a_writer_killed_at_any_moment_leaves_all_that_it_said_was_saved(
    library: Library, library_folder: Path, make_new: MakeNew
) -> None:
    library.add([make_new()])
    dice = random.Random(7)
    saved: set[str] = set()
    for kill in range(8):
        process = start(library_folder, f"k{kill}", 100_000)
        assert process.stdout is not None
        saved.add(process.stdout.readline().strip())
        time.sleep(dice.random() * 0.15)
        process.kill()
        saved.update(process.communicate(timeout=PATIENCE)[0].split())
        assert saved <= tags_by_stock_tinydb(library_folder)
    library.mark(target(library), add=["after"])
    with Library.open(library_folder) as reopened:
        assert saved | {"after"} <= {tag.name for tag in reopened.tags()}


def test_a_torn_temporary_file_is_harmless(library: Library, library_folder: Path, make_new: MakeNew) -> None:
    library.add([make_new()])
    (library_folder / ".paperknife-tmp-library.json").write_text('{"_store": {"1"')
    with Library.open(library_folder) as reopened:
        reopened.mark(target(reopened), add=["a"])
        assert tags_by_stock_tinydb(library_folder) == {"a"}
    assert not (library_folder / ".paperknife-tmp-library.json").exists()


def test_the_file_is_whole_whenever_it_is_read(library: Library, library_folder: Path, make_new: MakeNew) -> None:
    library.add([make_new()])
    process = start(library_folder, "w", 100_000, "checkpoint")
    assert process.stdout is not None
    for _ in range(20):
        assert process.stdout.readline()  # it has written once more
        for _ in range(5):
            assert contents(library_folder)["_store"]["1"]["library"] == library.id
    process.kill()
    process.communicate(timeout=PATIENCE)


def test_a_full_disk_saves_nothing_and_loses_nothing(
    library: Library, library_folder: Path, make_new: MakeNew, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpointer, "IDLE", 600.0)  # or the file is written meanwhile
    library.add([make_new()])
    library.mark(target(library), add=["before"])
    before = contents(library_folder), library.annotations(), library.tags()
    with no_file_over(200):
        with pytest.raises(LibraryError, match=r"nothing was saved in .*: the disk is full; make room and try again"):
            library.mark(target(library), add=["never"])
        with pytest.raises(LibraryError, match="the disk is full"):
            library.add([make_new("A long text. " * 100)])
        with pytest.raises(LibraryError, match="the disk is full"):
            library.undo()
    assert (contents(library_folder), library.annotations(), library.tags()) == before
    assert not [path for path in library_folder.rglob("*") if path.name.startswith(".paperknife-tmp-")]
    library.undo()
    library.redo()
    library.mark(target(library), add=["after"])
    assert tags_by_stock_tinydb(library_folder) == {"before", "after"}


def test_a_library_that_needs_repair_on_a_full_disk_is_read_and_repaired_when_there_is_room(
    library: Library, library_folder: Path, make_new: MakeNew, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(home: Path, notice: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    library.add([make_new()])
    library.mark(target(library), add=["a"])
    library.close()
    damaged = (library_folder / "library.json").read_bytes()[:-40]
    (library_folder / "library.json").write_bytes(damaged)
    monkeypatch.setattr(mending, "note_ahead", refuse)  # the first thing that a repair writes
    with Library.open(library_folder) as reader:
        assert [row.tags for row in reader.rows()] == [("a",)]
        assert reader.read_only
        assert any("the disk is full" in notice for notice in reader.take_notices())
    assert (library_folder / "library.json").read_bytes() == damaged
    monkeypatch.undo()
    with Library.open(library_folder) as repaired:
        assert [row.tags for row in repaired.rows()] == [("a",)]
        assert any("library.json was damaged" in notice for notice in repaired.take_notices())


@contextlib.contextmanager
def no_file_over(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_library_in_a_read_only_folder_is_read_and_not_changed(make_new: MakeNew) -> None:
    folder = Path(tempfile.mkdtemp(prefix="paperknife-test-"))
    home = folder / "library"
    try:
        with Library.open(home, create=True) as library:
            library.add([make_new()])
            library.mark(target(library), add=["a"])
        with nobody_may_write(folder):
            with Library.open(home) as reader:
                assert [row.tags for row in reader.rows()] == [("a",)]
                assert reader.article(reader.rows()[0].id).numbers
                assert not reader.poll()
                with pytest.raises(LibraryError, match="opened for reading only"):
                    reader.mark(target(reader), add=["b"])
                assert [row.tags for row in reader.rows()] == [("a",)]
            state = ReaderState.load(home)
            state.set_setting("width", 70)
            state.flush()
            assert state.dirty
    finally:
        shutil.rmtree(folder)


@contextlib.contextmanager
def nobody_may_write(folder: Path) -> Iterator[None]:
    """Take the right to write from a folder; root, who may do anything, becomes nobody meanwhile."""
    paths = [folder, *folder.rglob("*")]
    modes = {path: path.stat().st_mode for path in paths}
    am_root = os.geteuid() == 0
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
        if am_root:
            os.chown(path, 65534, 65534)
    if am_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if am_root:
            os.seteuid(0)
        for path, mode in modes.items():
            path.chmod(mode)


def test_who_holds_the_library_for_too_long_is_named(
    library: Library, library_folder: Path, make_new: MakeNew, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add([make_new()])
    library.close()  # or it writes its file meanwhile, and is the one that is waited for in vain
    monkeypatch.setattr(checkpointer, "IDLE", 600.0)
    monkeypatch.setattr(log, "PATIENCE", 0.05)
    with (
        contextlib.closing(sqlite3.connect(library_folder / "history.sqlite", isolation_level=None)) as holder,
        Library.open(library_folder) as other,
    ):
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryBusy, match=f"is being changed by process {os.getpid()}; try again"):
            other.mark(target(other), add=["a"])
        assert [row.tags for row in other.rows()] == [()]
        holder.execute("ROLLBACK")
        other.mark(target(other), add=["a"])
        assert [row.tags for row in other.rows()] == [("a",)]


def test_who_has_waited_for_another_process_in_vain_does_not_wait_for_it_on_closing(
    library: Library, library_folder: Path, make_new: MakeNew, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add([make_new()])
    library.close()
    monkeypatch.setattr(log, "PATIENCE", 0.05)
    monkeypatch.setattr(checkpointer, "IDLE", 600.0)
    waits: list[str] = []
    alone = log.Log.alone

    @contextlib.contextmanager
    def counted(held: log.Log) -> Iterator[None]:
        if threading.current_thread() is threading.main_thread():  # and not the one that writes for the other library
            waits.append("alone")
        with alone(held):
            yield

    def last_of_file() -> int:
        return int(json.loads((library_folder / "library.json").read_text())["_store"]["1"]["change"])

    with contextlib.closing(sqlite3.connect(library_folder / "history.sqlite", isolation_level=None)) as holder:
        other = Library.open(library_folder)
        other.mark(target(other), add=["a"])
        assert last_of_file() < other.sequence
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryBusy):
            other.mark(target(other), add=["b"])
        monkeypatch.setattr(log.Log, "alone", counted)
        other.close()
        assert not waits
        assert not other.take_notices()
        holder.execute("ROLLBACK")
    with Library.open(library_folder) as again:
        assert [row.tags for row in again.rows()] == [("a",)]
        again.mark(target(again), add=["b"])
    assert waits
    assert last_of_file() == again.sequence


def test_one_thread_reads_while_another_one_writes(library: Library, make_new: MakeNew) -> None:
    library.add([make_new()])
    troubles: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                for row in library.rows():
                    library.annotations(row.id)
                library.tags()
                library.poll()
                time.sleep(0.0005)
        except BaseException as trouble:
            troubles.append(trouble)
            raise

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(30):
        library.add([make_new(str(number), tags=(f"t{number}",))])
        library.remove([library.rows()[-1].id])
        library.undo()
    done.set()
    reader.join(PATIENCE)
    assert troubles == []
    assert len(library.rows()) == 31
