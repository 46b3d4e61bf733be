"""A full disk and a read-only one: a clear line, old notes readable, nothing lost; it goes on when there is room."""

from __future__ import annotations

import os
import random
import resource
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.library import Library
from tests.faults.adapter import Notes
from tests.faults.operations import Expected, some, value_of
from tests.faults.runs import ADAPTER, Writer, look, written

if TYPE_CHECKING:
    from tests.faults.conftest import Sample


def test_a_limit_on_files_is_told_and_loses_nothing(closed: Sample, tmp_path: Path) -> None:
    home = closed.copied(tmp_path / "home")
    most = max(path.stat().st_size for path in home.iterdir()) + 40_000

    def limits() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    go_on(home, fill_up(home, closed.expected, limits))


@pytest.mark.parametrize("room", ["for a second copy", "for none"])
def test_a_full_disk_is_told_and_loses_nothing(closed: Sample, tmp_path: Path, room: str) -> None:
    size = sum((path.stat().st_size + 4095) // 4096 * 4096 for path in closed.home.rglob("*") if path.is_file())
    largest = max(path.stat().st_size for path in closed.home.iterdir())
    kilobytes = (size + 60_000 + (int(1.2 * largest) if room != "for none" else 0)) // 1024
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs") as disk:
        home = closed.copied(disk / "home")
        expected = fill_up(home, closed.expected)
        subprocess.run(["mount", "-o", f"remount,size={20 * kilobytes}k", str(disk)], check=True)
        go_on(home, expected)


def fill_up(home: Path, before: Expected, limits: Callable[[], None] | None = None) -> Expected:
    """Write until the disk refuses, see that it is told and can still be read, and return what must be there."""
    operations = some("f", 5000, random.Random(7))
    writer = Writer(home, operations, limits=limits)
    assert writer.end() == 3
    assert "the disk is full" in writer.error
    assert "Traceback" not in writer.error
    expected = before.after(operations, writer.acknowledged)
    reader = subprocess.run([*ADAPTER, "read", str(home)], capture_output=True, preexec_fn=limits, check=False)
    assert reader.returncode == 0, reader.stderr
    return expected


def go_on(home: Path, expected: Expected) -> None:
    """Write more, now that there is room, and see that all is there."""
    operations = some("room", 3, random.Random(8))
    written(home, operations)
    assert expected.after(operations, 3).wrong(look(home).notes) == []


def test_a_read_only_library_is_read_and_says_why_it_is_not_changed(killed: Sample, tmp_path: Path) -> None:
    home = killed.copied(tmp_path / "home")
    with read_only(home):
        with Library.open(home) as library:
            seen = {note["key"]: value_of(note) for note in Notes(library).all()}
        assert killed.expected.wrong(seen) == []
        writer = Writer(home, some("ro", 1, random.Random(1)))
        assert writer.end() == 3
        assert writer.acknowledged == 0
        assert writer.error.strip()
        assert "Traceback" not in writer.error
    assert killed.expected.wrong(look(home).notes) == []


@contextmanager
def mounted(where: Path, *words: str) -> Iterator[Path]:
    """Mount something meanwhile."""
    where.mkdir(exist_ok=True)
    if os.geteuid() or not _done("mount", *words, str(where)):
        pytest.skip("only root can mount, and only where the system lets it")
    try:
        yield where
    finally:
        _done("umount", str(where))


@contextmanager
def read_only(home: Path) -> Iterator[None]:
    """Have a folder on a read-only mount meanwhile."""
    with mounted(home, "--bind", str(home)):
        if not _done("mount", "-o", "remount,ro,bind", str(home)):
            pytest.skip("the system does not let root make a mount read-only")
        yield


def _done(*words: str) -> bool:
    sequence: Sequence[str] = words
    return subprocess.run(sequence, capture_output=True, check=False).returncode == 0
