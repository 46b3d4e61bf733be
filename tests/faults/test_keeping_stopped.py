"""Backup, restore and forget stopped at any file operation: nothing is lost, and doing it again completes it."""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.anchoring import describe_article
from storage.errors import NothingMatches
from storage.library import Library, backups, check
from tests.faults.runs import HERE, PATIENCE
from tests.faults.stopping import STOPPED

if TYPE_CHECKING:
    from tests.conftest import MakeNew

FEW = 12
"""Stops of each kind in the short form."""

every = pytest.mark.parametrize(
    "most", [FEW, pytest.param(sys.maxsize, marks=pytest.mark.slow)], ids=["some", "every"]
)


@pytest.fixture
def home(tmp_path: Path, make_new: MakeNew) -> Path:
    """A closed library: two articles with a note each, and a backup from when there was no note."""
    with Library.open(tmp_path / "whole", create=True) as library:
        library.add([make_new("The quicksilver.", title="Zanzibar"), make_new("Stays.", title="Other")])
        library.backup()
        for row in library.rows():
            library.mark(describe_article(library.article(row.id)), add=[row.record.title], note="a note")
    return tmp_path / "whole"


def stopped_everywhere(home: Path, words: list[str], most: int, look: Callable[[Path], None]) -> None:
    """Stop the process before some of its file operations, each time on a fresh copy, and look at what is there."""
    copy = home.with_name("copy")
    count = 0

    def run(stop_at: int) -> tuple[int, str]:
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(home, copy)
        command = [sys.executable, str(HERE / "stopping.py"), str(stop_at), "keeping.py", str(copy), *words]
        ran = subprocess.run(
            command, capture_output=True, text=True, timeout=PATIENCE, check=False, cwd=HERE.parents[1]
        )
        return ran.returncode, ran.stdout + ran.stderr

    code, said = run(0)
    counted = re.search(r"COUNTED (\d+)", said)
    assert counted is not None, said
    assert code == 0, said
    last = int(counted[1])
    for stop_at in range(1, last + 1, max(1, last // most)):
        code, said = run(stop_at)
        assert code in {STOPPED, 0}, said
        count += code == STOPPED
        look(copy)
    assert count >= min(most, last) // 2


def sound(home: Path) -> None:
    assert [finding for finding in check(home).findings if finding.damage] == []


@every
def test_a_backup_that_was_stopped_is_none(home: Path, most: int) -> None:
    def look(copy: Path) -> None:
        sound(copy)
        for each in backups.listed(copy):
            assert (each.articles, each.trouble) == (2, "")
        with Library.open(copy) as library:
            assert len(library.annotations()) == 2
            library.backup()
        assert not list((copy / "backups").glob(".paperknife-tmp-*"))

    stopped_everywhere(home, ["backup"], most, look)


@every
def test_a_restore_that_was_stopped_is_done_or_not(home: Path, most: int) -> None:
    (source,) = backups.backups(home)

    def look(copy: Path) -> None:
        sound(copy)
        with Library.open(copy) as library:
            assert len(library.annotations()) in {0, 2}
            assert len(library.rows()) == 2
            library.restore(source.path)
            assert library.annotations() == ()

    stopped_everywhere(home, ["restore", str(source.path)], most, look)


@every
def test_a_forgetting_that_was_stopped_is_completed_by_the_next(home: Path, most: int) -> None:
    with Library.open(home) as library:
        hidden = library.rows()[0].id

    def look(copy: Path) -> None:
        with Library.open(copy) as library:
            assert "Other" in [row.record.title for row in library.rows()]
            with contextlib.suppress(NothingMatches):  # it was done but for what closing does
                library.forget([hidden])
            assert [mark.note for mark in library.annotations()] == ["a note"]
        for path in copy.rglob("*"):
            data = path.read_bytes() if path.is_file() else b""
            assert b"anzibar" not in data, path
            assert b"quicksilver" not in data, path
        sound(copy)

    stopped_everywhere(home, ["forget", hidden], most, look)
