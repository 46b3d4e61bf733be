"""What the user names becomes documents, or one line each that says why not."""

from __future__ import annotations

import io
import os
import socket
from pathlib import Path

import pytest

from storage.article import RawDocument
from storage.errors import IntakeError
from storage.intake import LARGEST, LeftOut, gather, how_many


def said(outcomes: list[RawDocument | LeftOut | IntakeError]) -> list[str]:
    return [str(outcome) for outcome in outcomes if isinstance(outcome, IntakeError)]


def read(outcomes: list[RawDocument | LeftOut | IntakeError]) -> list[str]:
    return [outcome.name for outcome in outcomes if isinstance(outcome, RawDocument)]


def only_line(path: Path) -> str:
    outcomes = list(gather([str(path)]))
    lines = said(outcomes)
    assert len(outcomes) == len(lines) == 1
    assert "\n" not in lines[0]
    assert lines[0].startswith(str(path))
    assert not lines[0].endswith(".")
    return lines[0]


def test_a_file_is_read_with_its_bytes_its_path_and_its_name(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"\xff\x00 as it came")
    (came,) = gather([str(page)])
    assert came == RawDocument(b"\xff\x00 as it came", str(page), "page.html", path=str(page.resolve()))


def test_a_file_is_the_same_place_by_whatever_words_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = (tmp_path / "scrapes").resolve()
    folder.mkdir()
    (folder / "page.html").write_bytes(b"words")
    (tmp_path / "link").symlink_to(folder)
    monkeypatch.chdir(folder)
    words = (
        "page.html",
        "./page.html",
        "../scrapes/page.html",
        str(folder / "page.html"),
        f"{tmp_path}/link/page.html",
    )
    assert {came.path for came in gather(words) if isinstance(came, RawDocument)} == {str(folder / "page.html")}


def test_a_link_to_the_newest_file_stays_the_same_place(tmp_path: Path) -> None:
    newest = tmp_path / "newest.html"
    places = set()
    for number in range(2):
        (tmp_path / f"{number}.html").write_bytes(b"words")
        newest.unlink(missing_ok=True)
        newest.symlink_to(tmp_path / f"{number}.html")
        places |= {came.path for came in gather([str(newest)]) if isinstance(came, RawDocument)}
    assert len(places) == 1


def test_what_is_no_file_has_no_place() -> None:
    (came,) = gather(["-"], io.BytesIO(b"words"))
    assert isinstance(came, RawDocument)
    assert came.path == ""


def test_a_folder_is_read_whole_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.txt", "a.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    assert read(list(gather([str(tmp_path)]))) == ["a.txt", "10.txt", "2.txt", "c.txt"]


def test_hidden_files_and_git_are_left_out_and_said_so(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x")
    (tmp_path / ".hidden.txt").write_text("x")
    (tmp_path / "seen.txt").write_text("x")
    outcomes = list(gather([str(tmp_path)]))
    assert read(outcomes) == ["seen.txt"]
    assert [(Path(one.origin).name, one.why) for one in outcomes if isinstance(one, LeftOut)] == [
        (".git", "hidden"),
        (".hidden.txt", "hidden"),
    ]


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    (tmp_path / ".hidden.txt").write_text("x")
    assert read(list(gather([str(tmp_path / ".hidden.txt")]))) == [".hidden.txt"]


def test_an_empty_folder_that_is_named_is_one_line(tmp_path: Path) -> None:
    assert only_line(tmp_path).endswith("an empty folder")


def test_an_empty_folder_on_the_way_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert list(gather([str(tmp_path)])) == [LeftOut(str(tmp_path / "in"), "an empty folder")]


def test_a_folder_that_leads_into_itself_is_one_line_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "back").symlink_to(tmp_path)
    (tmp_path / "z.txt").write_text("x")
    outcomes = list(gather([str(tmp_path)]))
    assert read(outcomes) == ["z.txt"]
    assert said(outcomes) == [f"{tmp_path}/in/back: a loop: the folder leads back into itself"]


def test_a_folder_reached_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.txt").write_text("x")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    outcomes = list(gather([str(tmp_path)]))
    assert read(outcomes) == ["x.txt"]
    assert outcomes[-1] == LeftOut(str(tmp_path / "b"), "the same folder as one that was read")


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    assert only_line(tmp_path / "none.txt").endswith("there is no such file")


def test_an_empty_file_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "none.txt").touch()
    assert only_line(tmp_path / "none.txt").endswith("the file is empty")


def test_a_fifo_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "FIFO" in only_line(tmp_path / "pipe")


def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path may have some hundred bytes only
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("talk")
        assert "socket" in only_line(Path("talk"))


def test_an_endless_device_behind_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "zero.html").symlink_to("/dev/zero")
    assert "device" in only_line(tmp_path / "zero.html")


@pytest.mark.parametrize(("leads_to", "why"), [("loop", "back to itself"), ("nowhere", "leads nowhere")])
def test_a_link_that_ends_in_nothing_is_one_line(tmp_path: Path, leads_to: str, why: str) -> None:
    (tmp_path / "loop").symlink_to(leads_to)
    assert why in only_line(tmp_path / "loop")


def test_a_huge_file_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    with (tmp_path / "sparse.txt").open("wb") as sparse:
        sparse.truncate(20_000_000_000)
    assert "64 MB" in only_line(tmp_path / "sparse.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x")
    (tmp_path / "mine").chmod(0)
    assert "may not be read" in only_line(tmp_path / "mine")


@pytest.mark.parametrize("path", ["", "a\0b", "n" * 5000])
def test_a_path_that_no_file_can_have_is_one_line(path: str) -> None:
    lines = said(list(gather([path])))
    assert len(lines) == 1
    assert "\0" not in lines[0]


def test_an_address_is_not_fetched() -> None:
    assert said(list(gather(["https://example.org/page"]))) == [
        "https://example.org/page: addresses are not fetched; save the page and add the file"
    ]


def test_names_are_shown_without_control_characters(tmp_path: Path) -> None:
    name = os.fsdecode(b"a\x1b]0;x\x07\nb\xff.txt")
    (tmp_path / name).write_text("x")
    (document,) = gather([str(tmp_path / name)])
    assert isinstance(document, RawDocument)
    assert document.name == "a]0;x b\ufffd.txt"
    assert document.origin == f"{tmp_path}/a]0;x b\ufffd.txt"


def test_standard_input_is_read_once() -> None:
    outcomes = list(gather(["-", "-"], io.BytesIO(b"piped")))
    assert outcomes[0] == RawDocument(b"piped", origin="-")
    assert said(outcomes) == ["-: standard input has nothing more to read"]


def test_empty_standard_input_is_one_line() -> None:
    assert said(list(gather(["-"], io.BytesIO(b"")))) == ["-: standard input is empty"]


def test_standard_input_without_end_is_given_up() -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            return b"x" * size

    assert "64 MB" in said(list(gather(["-"], Endless())))[0]  # type: ignore[arg-type]  # as a raw pipe is
    assert LARGEST == 64 * 1024 * 1024


def test_one_bad_input_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("x")
    outcomes = list(gather(["nothing-here", str(tmp_path / "good.txt"), "also-nothing"]))
    assert [type(outcome) for outcome in outcomes] == [IntakeError, RawDocument, IntakeError]


def test_what_is_named_can_be_counted_before_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "in" / "deeper").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    for name in ("a.txt", "in/b.txt", "in/deeper/c.txt", ".git/config", "in/.hidden"):
        (tmp_path / name).write_text("text")
    assert how_many([str(tmp_path), "-", str(tmp_path / "a.txt"), str(tmp_path / "none")]) == 6
