"""A file that the library holds and that has not changed is opened without being read; any other is read."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.hashing import sha256
from storage.intake.files import read_file
from storage.library import Library
from storage.library.blobs import Blobs
from storage.library.paths import CACHE_FOLDER, RAW_FOLDER, SIGHTINGS_FILE, TEXTS_FOLDER
from storage.library.sightings import recall, remember
from storage.sighting import Sighting, is_settled, sighting_in
from tui.cli import main
from tui.cli.straight import opened as opened_straight
from tui.launch import First, NotHeld

if TYPE_CHECKING:
    from tests.library.conftest import Shell

TEXT = "A head for {0}\n\nParagraph one of {0} is long enough to be read as text, and ends here.\n"


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take files that were written a moment ago for old ones, so that nobody has to wait."""
    monkeypatch.setattr("storage.sighting._SETTLED", -1)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page that the library does not hold yet."""
    page = tmp_path / "page.txt"
    page.write_text(TEXT.format("apples"))
    return page


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of what the app was opened with, in the place of the app."""
    titles: list[str] = []

    def launched(home: Path, first: Callable[[Library], First | None], warnings: Sequence[str]) -> int:
        with Library.open(home, create=True) as library:
            seen = first(library)
            if seen is None:
                raise NotHeld
            assert seen.read == seen.at
            titles.append(library.row(seen.read or "").record.title)
        return 0

    monkeypatch.setattr("tui.launch.run_app", launched)
    monkeypatch.setattr("tui.cli.commands.read.need_terminal", lambda: None)
    return titles


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that are read to be added."""
    paths: list[Path] = []

    def noted(path: Path) -> object:
        paths.append(path)
        return read_file(path)

    monkeypatch.setattr("storage.intake.folders.read_file", noted)
    monkeypatch.setattr("storage.intake.read_file", noted, raising=False)
    return paths


def read(lonely: Shell, path: Path) -> None:
    assert main(["--library", str(lonely.home), str(path)]) == 0


def test_an_unchanged_file_is_not_read_again(lonely: Shell, page: Path, opened: list[str], reads: list[Path]) -> None:
    read(lonely, page)
    assert reads == [page]
    read(lonely, page)
    assert reads == [page]
    assert opened == ["A head for apples"] * 2


def test_a_file_that_was_added_is_opened_without_being_read(
    lonely: Shell, page: Path, opened: list[str], reads: list[Path]
) -> None:
    lonely("add", str(page))
    reads.clear()
    read(lonely, page)
    assert opened == ["A head for apples"]
    assert not reads


def test_a_file_that_has_changed_is_read_though_size_and_time_are_as_before(
    lonely: Shell, page: Path, opened: list[str], reads: list[Path]
) -> None:
    read(lonely, page)
    before = page.stat()
    page.write_text(TEXT.format("quince"))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert page.stat().st_size == before.st_size
    read(lonely, page)
    assert opened == ["A head for apples", "A head for quince"]
    assert reads == [page] * 2


def test_another_file_in_its_place_is_read(lonely: Shell, page: Path, opened: list[str], reads: list[Path]) -> None:
    read(lonely, page)
    other = page.with_name("other.txt")
    other.write_text(TEXT.format("quince"))
    other.replace(page)
    read(lonely, page)
    assert opened == ["A head for apples", "A head for quince"]
    assert reads == [page] * 2


def test_a_file_that_changed_just_now_is_not_believed(
    lonely: Shell, page: Path, opened: list[str], reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.sighting._SETTLED", 3_600_000_000_000)
    read(lonely, page)
    read(lonely, page)
    assert reads == [page] * 2
    assert opened == ["A head for apples"] * 2


def test_the_same_file_is_known_by_any_of_its_names(
    lonely: Shell, page: Path, opened: list[str], reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    read(lonely, page)
    link = page.with_name("link.txt")
    link.symlink_to(page)
    monkeypatch.chdir(page.parent)
    read(lonely, Path("link.txt"))
    assert opened == ["A head for apples"] * 2
    assert reads == [page]


def test_an_article_that_was_removed_comes_in_again(lonely: Shell, page: Path, opened: list[str]) -> None:
    read(lonely, page)
    (row,) = [row for row in lonely.json("list") if row["title"] == "A head for apples"]
    lonely("remove", str(row["id"]))
    read(lonely, page)
    assert opened == ["A head for apples"] * 2


@pytest.mark.parametrize("folder", [RAW_FOLDER, TEXTS_FOLDER])
@pytest.mark.parametrize("damage", ["gone", "cut off"])
def test_what_is_stored_of_it_is_put_right_where_it_is_gone_or_cut_off(
    lonely: Shell, page: Path, opened: list[str], folder: str, damage: str
) -> None:
    read(lonely, page)
    with Library.open(lonely.home) as library:
        source = sha256(page.read_bytes())
        row = library.holding_unread(source, page.stat().st_size)
        assert row is not None
    name = source if folder == RAW_FOLDER else row.record.texts_sha256
    stored = Blobs(lonely.home / folder)
    if damage == "gone":
        stored.path(name).unlink()
    else:
        stored.path(name).write_bytes(b"[")
    read(lonely, page)
    assert opened == ["A head for apples"] * 2
    assert stored.holds(name)


def test_bytes_that_were_found_damaged_are_put_right_by_opening_the_file(
    lonely: Shell, page: Path, opened: list[str]
) -> None:
    read(lonely, page)
    source = sha256(page.read_bytes())
    raw = Blobs(lonely.home / RAW_FOLDER)
    raw.path(source).write_bytes(b"x" * page.stat().st_size)
    (row,) = [row for row in lonely.json("list") if row["title"] == "A head for apples"]
    assert "add the page again" in lonely.error("show", "--raw", str(row["id"]), code=3)
    read(lonely, page)
    assert opened == ["A head for apples"] * 2
    assert raw.holds(source)


def test_nothing_of_a_forgotten_article_is_remembered(lonely: Shell, page: Path, opened: list[str]) -> None:
    read(lonely, page)
    (row,) = [row for row in lonely.json("list") if row["title"] == "A head for apples"]
    source = sha256(page.read_bytes())
    remembered = lonely.home / CACHE_FOLDER / SIGHTINGS_FILE
    assert source.encode() in remembered.read_bytes()
    assert str(page).encode() not in remembered.read_bytes()
    lonely("forget", "--yes", str(row["id"]))
    assert not remembered.exists()
    assert opened == ["A head for apples"]


@pytest.mark.parametrize("known", [False, True])
def test_a_start_that_fails_is_not_tried_a_second_time(
    lonely: Shell, page: Path, known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    lonely.home.mkdir(exist_ok=True)
    remember(lonely.home, [(sighting_in(page.stat()), sha256(page.read_bytes()))])

    def fails(*_: object) -> int:
        raise FileNotFoundError("the folder that it was started in is gone")

    monkeypatch.setattr("tui.launch.run_app", fails)
    with pytest.raises(FileNotFoundError):
        opened_straight(["--library", str(lonely.home), *([str(page)] if known else [])])


# --- the file in which it is remembered


def some(number: int) -> Sighting:
    return Sighting(1, number, 100, number * 10**9, number * 10**9)


def test_each_file_is_found_and_the_newest_line_counts(tmp_path: Path, page: Path) -> None:
    seen = sighting_in(page.stat())
    assert recall(tmp_path, page) == ""
    remember(tmp_path, [(some(1), "a" * 64), (seen, "b" * 64), (some(2), "c" * 64)])
    assert recall(tmp_path, page) == "b" * 64
    remember(tmp_path, [(seen, "d" * 64)])
    assert recall(tmp_path, page) == "d" * 64
    assert recall(tmp_path, tmp_path / "missing.txt") == ""
    assert (tmp_path / CACHE_FOLDER / SIGHTINGS_FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("kept", range(-66, -1))
def test_a_line_that_was_cut_off_is_none(tmp_path: Path, page: Path, kept: int) -> None:
    remember(tmp_path, [(sighting_in(page.stat()), "b" * 64)])
    file = tmp_path / CACHE_FOLDER / SIGHTINGS_FILE
    file.write_bytes(file.read_bytes()[:kept])
    assert recall(tmp_path, page) == ""
    remember(tmp_path, [(some(1), "a" * 64)])
    assert recall(tmp_path, page) == ""


def test_it_stays_small_and_keeps_the_newest(tmp_path: Path, page: Path) -> None:
    for begin in range(0, 20_000, 1_000):
        remember(tmp_path, [(some(number), f"{number:064}") for number in range(begin, begin + 1_000)])
    remember(tmp_path, [(sighting_in(page.stat()), "b" * 64)])
    file = tmp_path / CACHE_FOLDER / SIGHTINGS_FILE
    assert file.stat().st_size < 1 << 20
    assert recall(tmp_path, page) == "b" * 64
    assert f"{19_999:064}".encode() in file.read_bytes()


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path, page: Path) -> None:
    (tmp_path / CACHE_FOLDER).touch()
    remember(tmp_path, [(sighting_in(page.stat()), "b" * 64)])
    assert recall(tmp_path, page) == ""


def test_a_file_of_the_last_moments_or_of_the_future_is_not_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    now = time.time_ns() // 10 * 10 + 1
    monkeypatch.setattr("time.time_ns", lambda: now)
    assert is_settled(Sighting(1, 1, 1, now - 10**10, now - 10**10))
    assert not is_settled(Sighting(1, 1, 1, now - 10**10, now - 10**9))
    assert not is_settled(Sighting(1, 1, 1, now + 10**10, now - 10**10))


@pytest.mark.parametrize("tick", [10**7, 10**9, 2 * 10**9])
def test_a_time_of_change_that_is_made_up_settles_nothing(tick: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems tell when a file was written in its place, and that anybody can set."""
    monkeypatch.undo()
    long_ago = (time.time_ns() - 10**12) // tick * tick
    assert not is_settled(Sighting(1, 1, 1, long_ago, long_ago))
    assert is_settled(Sighting(1, 1, 1, long_ago, long_ago + 1))
