"""The history does not grow without end; what goes is the oldest, and nothing that the library needs."""

from __future__ import annotations

import os
import sqlite3
import time
from typing import TYPE_CHECKING

import pytest

from storage.anchoring import describe_article
from storage.library import Library, check
from storage.library.engine.pruning import LIMITS, Limits, prune
from storage.library.engine.store import Store

if TYPE_CHECKING:
    from tests.conftest import MakeNew

SMALL = Limits(least=40_000, times=1, guarded=20_000, rows=10)


def grow(library: Library, times: int) -> None:
    target = describe_article(library.article(library.rows()[0].id))
    for number in range(times):
        library.mark(target, note=f"{number} " + "long words of a note " * 40)


def pruned(library: Library, limits: Limits = LIMITS) -> int:
    """Prune from a second window, as it is done after the library file was written."""
    store = Store(library.home, create=False, origin="window")
    try:
        return prune(store, limits)
    finally:
        store.close()


def first(library: Library) -> int:
    with sqlite3.connect(library.home / "history.sqlite") as db:
        (least,) = db.execute("SELECT min(seq) FROM change").fetchone()
    return int(least)


@pytest.fixture
def grown(library: Library, make_new: MakeNew) -> Library:
    """A library with a long history."""
    library.add([make_new()])
    grow(library, 100)
    library.checkpoint()
    grow(library, 3)
    library.checkpoint()
    return library


def test_the_oldest_goes_and_the_rest_can_be_undone(grown: Library) -> None:
    present = grown.annotations()
    before = list(grown.history())
    size = sum(path.stat().st_size for path in grown.home.glob("history.sqlite*"))
    gone = pruned(grown, SMALL)
    after = list(grown.history())
    assert 0 < gone < len(before)
    assert after == before[: len(after)]
    assert len(before) - len(after) == gone
    assert first(grown) == gone + 1
    assert grown.annotations() == present
    while grown.undo() is not None:
        pass
    assert grown.annotations()
    grown.close()
    report = check(grown.home)
    assert report.findings == ()
    assert (grown.home / "history.sqlite").stat().st_size < size / 2, "the room is given back to the disk"
    with Library.open(grown.home) as reopened:
        assert reopened.take_notices() == ()


def test_the_library_file_before_can_still_be_rebuilt_from(grown: Library) -> None:
    present = grown.annotations()
    pruned(grown, Limits(least=0, times=0, guarded=0, rows=1000))
    grown.close()
    (grown.home / "library.json").unlink()
    with Library.open(grown.home) as rebuilt:
        assert rebuilt.annotations() == present
        (notice,) = rebuilt.take_notices()
        assert "rebuilt from library.json.prev and 3 later changes" in notice
        assert "could not" not in notice


def test_a_log_that_is_small_or_young_stays(grown: Library) -> None:
    assert pruned(grown) == 0
    assert pruned(grown, Limits(least=40_000, times=1, rows=10)) == 0, "all of it is of today"
    assert first(grown) == 1


def test_another_window_goes_on(grown: Library) -> None:
    with Library.open(grown.home) as other:
        other.poll()
        assert pruned(grown, SMALL)
        grow(other, 2)
        assert grown.poll()
        assert other.undo(confirmed=True) is not None
        assert other.take_notices() == ()


def test_files_go_only_when_nothing_reaches_them(library: Library, make_new: MakeNew) -> None:
    hidden = library.add([make_new("Goes.", title="Goes")])[0].row
    library.add([make_new("Stays.", title="Stays")])
    library.remove([hidden.id])
    library.remove([library.rows()[0].id])
    assert library.undo() is not None
    grow(library, 60)
    library.checkpoint()
    grow(library, 60)
    library.checkpoint()
    stays = library.rows()[0].record
    for path in [*(library.home / "raw").glob("*/*"), *(library.home / "texts").glob("*/*")]:
        os.utime(path, (time.time() - 100_000,) * 2)
    assert pruned(library, SMALL)
    for kind, gone, kept in (
        ("raw", hidden.record.source_sha256, stays.source_sha256),
        ("texts", hidden.record.texts_sha256, stays.texts_sha256),
    ):
        assert not (library.home / kind / gone[:2] / gone).exists()
        assert (library.home / kind / kept[:2] / kept).exists()


def test_a_file_that_just_came_in_is_never_taken_for_one_that_goes(library: Library, make_new: MakeNew) -> None:
    row = library.add([make_new("Goes.", title="Goes")])[0].row
    library.remove([row.id])
    library.add([make_new("Stays.")])
    grow(library, 60)
    library.checkpoint()
    grow(library, 60)
    library.checkpoint()
    assert pruned(library, SMALL)
    name = row.record.texts_sha256
    assert (library.home / "texts" / name[:2] / name).exists()
