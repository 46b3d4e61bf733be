"""Two libraries in one process, several processes, several threads: each sees the others, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import storage.library
from storage.errors import LibraryBusy
from storage.library import Group, Library
from storage.library.documents import ANNOTATIONS, ARTICLES, TAGS, Draft
from storage.library.engine import checkpointer
from storage.library.engine import log as log_module
from tests.children import PATIENCE
from tests.library.engine.filling import act, annotation, article, contents, fill, opened, put, stock, tag

ROOT = Path(storage.library.__file__).parents[2]


def test_two_libraries_in_one_process_see_each_other_and_lose_nothing(home: Path) -> None:
    fill(home, notes=0)
    with opened(home, origin="window 1") as one, opened(home, origin="window 2") as two:
        for number in range(20):
            put(one, ANNOTATIONS, annotation(f"one{number}", "a1"))
            put(two, ANNOTATIONS, annotation(f"two{number}", "a1"))
            if number % 7 == 0:
                one.file.checkpoint()
                two.file.checkpoint()
        assert one.poll()
        assert two.poll()  # what came in with its own commits was not told of yet
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
    monkeypatch.setattr(checkpointer, "IDLE", 600.0)  # or one of them writes its file, and is waited for in vain
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
from tests.children import be_patient
from tests.library.engine.filling import annotation, opened, put
be_patient()
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
    _, told = process.communicate("\n", timeout=PATIENCE)
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

        steps = (store.file.checkpoint, store.poll, read)
        threads = [threading.Thread(target=repeat, args=(step,)) for step in steps]
        for thread in threads:
            thread.start()
        for number in range(40):
            put(store, ANNOTATIONS, annotation(f"own{number}", "a2"))
        assert ended(other) == ""
        done.set()
        for thread in threads:
            thread.join(PATIENCE)
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
