"""The process stops at its k-th file operation, for every k: the next start finds the same notes, and says the same.

How: the process runs once, to its end, under strace, which sees each system call of Python and of SQLite alike. What
it did to the files is played back step by step (``disk.stops``): what lies there after each step is what a process
that stops just then leaves, for the kernel keeps what it was given. A write is torn in half as well. So one run gives
every moment, and each is exact; to kill a process at its k-th call again and again would give the same states at a
hundred times the time, and no torn writes.

Where there is no strace, and beside it, a slower and coarser way: the program is run again and again, and ends itself
before the k-th of its file operations as Python sees them (``stopping``).

Each state is opened by the next start, which must find the notes, tell what the stopped one would have told, be able
to change the library, and leave a file that stock TinyDB reads.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from tinydb import TinyDB, where

from storage.library import Library
from tests.faults.disk import stops
from tests.faults.operations import ARTICLES, Expected, Value, some
from tests.faults.recording import HAS_STRACE, record
from tests.faults.runs import ADAPTER, HERE, asked, look
from tests.faults.stopping import STOPPED

if TYPE_CHECKING:
    from tests.faults.conftest import Sample

SESSION = (sys.executable, str(HERE / "session.py"))
FEW = 12
"""States of each scene that are looked at in the short form."""


@dataclass(frozen=True)
class Scene:
    """A library in some condition, and a process that is to be stopped."""

    home: Path
    expected: Expected
    command: tuple[str, ...]
    operations: Sequence[dict[str, Any]] = ()
    tells: str = ""
    """A word of the line that tells what was found."""


MakeScene: TypeAlias = "Callable[[Path, Sample, Sample], Scene]"


def first_start(folder: Path, closed: Sample, killed: Sample) -> Scene:
    """Nothing is there yet."""
    home = folder / "home"
    return Scene(home, Expected(), (*SESSION, str(home), "create"))


def commits_and_a_checkpoint(folder: Path, closed: Sample, killed: Sample) -> Scene:
    """Notes are added, changed, moved and deleted, and the library is closed."""
    home = closed.copied(folder / "home")
    operations = some("step", 12, random.Random(4), closed.expected.notes)
    command = (*ADAPTER, "write", str(home), str(asked(folder, operations)))
    return Scene(home, closed.expected, command, operations)


def a_checkpoint_after_a_kill(folder: Path, closed: Sample, killed: Sample) -> Scene:
    """The log holds more than the file."""
    return _opened(killed, folder)


def the_file_is_garbled(folder: Path, closed: Sample, killed: Sample) -> Scene:
    """The library file of a closed library is garbled."""
    return _garbled(closed, folder, "library.json")


def the_file_is_garbled_after_a_kill(folder: Path, closed: Sample, killed: Sample) -> Scene:
    """The library file is garbled while the log holds more."""
    return _garbled(killed, folder, "library.json")


def the_log_is_garbled(folder: Path, closed: Sample, killed: Sample) -> Scene:
    """The log of a closed library is garbled, which is seen when it is needed: at the first change."""
    scene = _garbled(closed, folder, "history.sqlite")
    perhaps: dict[str, list[Value | None]] = {"after": [(f"a{number}", "", ()) for number in range(ARTICLES)]}
    return replace(scene, command=(*scene.command, "change"), expected=Expected(scene.expected.notes, perhaps))


def the_log_is_garbled_after_a_kill(folder: Path, closed: Sample, killed: Sample) -> Scene:
    """The log is garbled while it holds more than the file."""
    scene = _garbled(killed, folder, "history.sqlite", "history.sqlite-wal")
    # What the writer was doing when it was killed may stand in the log alone: never acknowledged, it may go with it.
    return replace(scene, expected=killed.expected)


def edited_by_stock_tinydb(folder: Path, closed: Sample, killed: Sample) -> Scene:
    """Somebody has changed, added to and deleted from the file of a closed library."""
    return _edited(closed, folder)


def edited_by_stock_tinydb_after_a_kill(folder: Path, closed: Sample, killed: Sample) -> Scene:
    """The same, while the log holds more than the file."""
    return _edited(killed, folder)


SCENES: tuple[MakeScene, ...] = (
    first_start,
    commits_and_a_checkpoint,
    a_checkpoint_after_a_kill,
    the_file_is_garbled,
    the_file_is_garbled_after_a_kill,
    the_log_is_garbled,
    the_log_is_garbled_after_a_kill,
    edited_by_stock_tinydb,
    edited_by_stock_tinydb_after_a_kill,
)


every = pytest.mark.parametrize(
    "most", [FEW, pytest.param(sys.maxsize, marks=pytest.mark.slow)], ids=["some", "every"]
)
in_each_scene = pytest.mark.parametrize("make", SCENES, ids=lambda make: make.__name__)


@pytest.mark.skipif(not HAS_STRACE, reason="strace is not installed: what a process does is not seen")
@every
@in_each_scene
def test_a_process_that_stops_at_any_operation_leaves_the_same_notes(
    closed: Sample, killed: Sample, tmp_path: Path, make: MakeScene, most: int
) -> None:
    scene = make(tmp_path, closed, killed)
    recording = record(scene.command, scene.home, tmp_path / "trace")
    states = list(stops(recording))
    assert len(states) > 5
    for number in spread(len(states), most):
        state = states[number]
        check(scene, state.laid_out(tmp_path / "stopped"), state.said, state.where)


@every
@in_each_scene
def test_a_process_that_ends_itself_before_any_operation_leaves_the_same_notes(
    closed: Sample, killed: Sample, tmp_path: Path, make: MakeScene, most: int
) -> None:
    scene = make(tmp_path, closed, killed)
    begin = tmp_path / "begin"
    if scene.home.exists():
        shutil.copytree(scene.home, begin)
    (counted,) = [line for line in stopped(scene, 0) if line.startswith("COUNTED ")]
    for number in spread(int(counted.split()[1]), most // 4):
        shutil.rmtree(scene.home)
        if begin.exists():
            shutil.copytree(begin, scene.home)
        said = stopped(scene, number + 1)
        check(scene, scene.home, said, f"before operation {number + 1}")


def stopped(scene: Scene, number: int) -> tuple[str, ...]:
    """Run a scene's process, which ends itself before its operation ``number``, and return what it said.

    Where there are fewer operations this time (it naps while another thread is at work) it ends as it does else.
    """
    python, script, *words = scene.command
    command = [python, str(HERE / "stopping.py"), str(number), Path(script).name, *words]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode in ({0} if not number else {STOPPED} if number == 1 else {STOPPED, 0}), run.stderr
    return tuple(run.stdout.splitlines())


def spread(count: int, most: int) -> list[int]:
    """Return ``most`` numbers below ``count``, the first and the last among them."""
    step = max(1, count // most)
    return sorted({*range(random.Random(most).randrange(step), count, step), 0, count - 1})


def check(scene: Scene, home: Path, said: tuple[str, ...], where: str) -> None:
    """See that the next start finds what must be there and tells what must be told."""
    acknowledged = sum(line.startswith("ACK ") for line in said)
    expected = scene.expected.after(scene.operations, acknowledged)
    seen = look(home, create=make_new(scene))
    assert expected.wrong(seen.notes) == [], (where, seen.notices)
    assert not seen.twice, where
    told = [line.removeprefix("TOLD ") for line in said if line.startswith("TOLD ")]
    if scene.tells and said[-1:] != ("TAKING",):
        assert any(scene.tells in line for line in (*told, *seen.notices)), (where, told, seen.notices)
    if not scene.tells:
        assert not seen.notices, where


def make_new(scene: Scene) -> bool:
    """Return whether there was no library before."""
    return not scene.expected.notes


def _opened(sample: Sample, folder: Path) -> Scene:
    home = sample.copied(folder / "home")
    return Scene(home, settled(sample, folder / "settled"), (*SESSION, str(home)))


def settled(sample: Sample, folder: Path) -> Expected:
    """Return what is there, nothing about it in doubt."""
    return Expected(look(sample.copied(folder)).notes)


def _garbled(sample: Sample, folder: Path, *names: str) -> Scene:
    scene = _opened(sample, folder)
    for name in names:
        path = scene.home / name
        data = bytearray(path.read_bytes())
        for at in range(len(data) // 5, len(data), max(1, len(data) // 5)):
            data[at : at + 300] = random.Random(at).randbytes(len(data[at : at + 300]))
        if name == "history.sqlite":
            data[:100] = bytes(100)
        path.write_bytes(data)
    return replace(scene, tells=names[0])


def _edited(sample: Sample, folder: Path) -> Scene:
    scene = _opened(sample, folder)
    notes = dict(scene.expected.notes)
    with TinyDB(scene.home / "library.json") as stock:
        table = stock.table("annotations")
        changed, deleted, *_ = [document for document in table.all() if document["note"].startswith("pre-")]
        table.update({"note": f"{changed['note']} edited"}, where("id") == changed["id"])
        table.remove(where("id") == deleted["id"])
        table.insert({**deleted, "id": "00000000-0000-4000-8000-000000000000", "note": "by-hand\nwritten"})
    with Library.open(_copy_of(sample, folder)) as library:
        titles = {row.id: row.record.title for row in library.rows()}
    key = changed["note"].partition("\n")[0]
    article, text, tags = notes[key]
    notes[key] = (article, f"{text} edited", tags)
    del notes[deleted["note"].partition("\n")[0]]
    notes["by-hand"] = (titles[deleted["article"]], "written", tuple(deleted["tags"]))
    return replace(scene, expected=Expected(notes), tells="edited")


def _copy_of(sample: Sample, folder: Path) -> Path:
    copy = folder / "copy"
    shutil.copytree(sample.home, copy)
    return copy
