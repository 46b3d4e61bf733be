"""What the disk refuses is told as what it is: full, used up, failing, or not to be written to."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from storage.errors import LibraryUnwritable
from storage.library.disk import TEMPORARY, refusals_told
from storage.library.engine.refusals import sqlite_refusals_told
from tests.library.engine.filling import no_file_over

FULL = "the disk is full; make room and try again"
FAILED = "the disk failed; see whether it is sound, and try again"
USED_UP = "your quota of the disk is used up; make room and try again"
FORBIDDEN = "the folder cannot be written to; see its permissions"


def told_of(words: str, folder: Path) -> str:
    """Return the line for what SQLite says of the log in ``folder``."""
    with pytest.raises(LibraryUnwritable) as refused, sqlite_refusals_told(folder / "history.sqlite"):
        raise sqlite3.OperationalError(words)
    return str(refused.value)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, FULL),
        (errno.EFBIG, FULL),
        (errno.EDQUOT, USED_UP),
        (errno.EIO, FAILED),
        (errno.EROFS, FORBIDDEN),
        (errno.EMFILE, "too many open files"),
    ],
)
def test_what_the_system_refuses_is_told_as_what_it_is(number: int, said: str, tmp_path: Path) -> None:
    with pytest.raises(LibraryUnwritable) as refused, refusals_told(tmp_path):
        raise OSError(number, os.strerror(number))
    assert str(refused.value) == f"nothing was saved in {tmp_path}: {said}"


def test_what_sqlite_refuses_is_told_as_what_it_is(tmp_path: Path) -> None:
    assert told_of("database or disk is full", tmp_path).endswith(FULL)
    assert told_of("attempt to write a readonly database", tmp_path).endswith(FORBIDDEN)
    assert told_of("unable to open database file", tmp_path).endswith(FORBIDDEN)


def test_a_failing_disk_is_not_told_as_a_full_one(tmp_path: Path) -> None:
    assert told_of("disk I/O error", tmp_path) == f"nothing was saved in {tmp_path}: {FAILED}"
    assert list(tmp_path.iterdir()) == [], "what was asked of the disk leaves nothing behind"


@pytest.mark.parametrize(("number", "said"), [(errno.EDQUOT, USED_UP), (errno.ENOSPC, FULL), (errno.EIO, FAILED)])
def test_what_the_system_says_stands_for_sqlites_one_word_for_all(
    number: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "pwrite", refuse)
    assert told_of("disk I/O error", tmp_path).endswith(said)


def test_a_log_that_has_grown_to_a_limit_is_told_as_a_full_disk(tmp_path: Path) -> None:
    (tmp_path / "history.sqlite-wal").write_bytes(bytes(200_000))
    with no_file_over(200_000):
        assert told_of("disk I/O error", tmp_path).endswith(FULL)


def test_a_folder_that_is_still_being_written_is_told_by_its_place(tmp_path: Path) -> None:
    folder = tmp_path / f"{TEMPORARY}0123"
    folder.mkdir()
    assert told_of("database or disk is full", folder) == f"nothing was saved in {tmp_path}: {FULL}"
