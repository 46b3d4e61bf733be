"""Adding on the command line, and opening what was added."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from storage.library import Library
from tui.cli import main
from tui.launch import First, NotHeld

if TYPE_CHECKING:
    from tests.library.conftest import Shell

ROOT = Path(__file__).resolve().parents[2]
TEXT = "A head for {0}\n\nParagraph one of {0} is long enough to be read as text, and ends here.\n"


@pytest.fixture
def scrapes(tmp_path: Path) -> Path:
    """A folder with two articles, a hidden file, an empty one and one that is no text."""
    folder = tmp_path / "scrapes"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT.format("apples"))
    (folder / "deep" / "b.txt").write_text(TEXT.format("pears"))
    (folder / ".hidden").write_text("secret")
    (folder / "empty.txt").touch()
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR" + bytes(range(256)))
    return folder


def test_a_folder_is_added_and_each_input_that_fails_is_one_line(lonely: Shell, scrapes: Path) -> None:
    out, err = lonely.both("add", str(scrapes), code=4)
    assert [row.split()[0] for row in out.splitlines()] == ["added", "added"]
    *lines, total = err.splitlines()
    assert [name for name in (".hidden", "empty.txt", "picture.png") if not any(name in row for row in lines)] == []
    assert len(lines) == 3
    assert sorted(total.split(", ")) == ["1 left-out", "2 added", "2 failed"]
    assert {row["title"] for row in lonely.json("list")} == {"A head for apples", "A head for pears"}


def test_outcomes_as_json_are_one_object_for_each_input(lonely: Shell, scrapes: Path) -> None:
    lonely("add", str(scrapes / "a.txt"))
    (again,) = lonely.json("add", str(scrapes / "a.txt"))
    assert (again["status"], again["id"], again["paragraph_count"]) == ("duplicate", lonely.json("list")[0]["id"], 1)


def test_a_text_of_one_line_is_named_by_its_file_wherever_it_is_named(lonely: Shell, tmp_path: Path) -> None:
    (tmp_path / "memo.txt").write_text("just one line of text")
    assert lonely("add", str(tmp_path / "memo.txt")).rstrip().endswith("  memo.txt")
    (row,) = lonely.json("list", "memo")
    article = str(row["id"])
    assert row["title"] == ""
    assert "¶ 1 of “memo.txt”" in lonely.both("tag", f"{article}:1", "+short")[1]
    for command in ("list", "notes", "search line", f"show {article}", "export --format markdown"):
        assert "memo.txt" in lonely(*command.split())
    assert lonely.json("search", "line")[0]["title"] == ""
    assert "removed “memo.txt”" in lonely.both("remove", article)[1]


def test_failures_are_told_as_json_too(lonely: Shell) -> None:
    (told,) = lonely.json("add", "missing.txt", code=4)
    assert (told["status"], told["id"]) == ("failed", None)
    assert "missing.txt" in str(told["error"])


def test_what_comes_in_can_be_tagged_and_given_a_source(lonely: Shell, scrapes: Path) -> None:
    lonely("add", "--source", "The Ledger", "--tag", "todo", str(scrapes / "a.txt"), "--tag", "fruit")
    (row,) = lonely.json("list")
    assert (row["site"], row["tags"]) == ("The Ledger", ["fruit", "todo"])


def test_a_tag_that_is_none_is_refused_before_anything_is_added(lonely: Shell, scrapes: Path) -> None:
    lonely.error("add", "--tag", "+x", str(scrapes / "a.txt"), code=2)
    assert not lonely.home.exists()


def test_standard_input_is_added(lonely: Shell, typed: Callable[[bytes], None]) -> None:
    typed(TEXT.format("quinces").encode())
    lonely("add", "-")
    assert [row["title"] for row in lonely.json("list")] == ["A head for quinces"]


def test_the_bytes_come_out_as_they_came_in(lonely: Shell, tmp_path: Path) -> None:
    came = "Un mémoire\r\n\r\nÀ la fin de l'été, ils ont ouvert les pages du livre avec un coupe-papier.\r\n".encode(
        "latin-1"
    )
    (tmp_path / "page.txt").write_bytes(came)
    (row,) = lonely.json("add", str(tmp_path / "page.txt"))
    words = ["--library", str(lonely.home), "show", "--raw", str(row["id"])]
    shown = subprocess.run([sys.executable, "-m", "tui", *words], cwd=ROOT, capture_output=True, check=True)
    assert shown.stdout == came


def test_a_mistyped_name_makes_no_library(lonely: Shell) -> None:
    lonely.error("add", "missing.txt", code=4)
    assert not lonely.home.exists()


def test_inputs_of_which_none_holds_text_make_no_library(lonely: Shell, scrapes: Path) -> None:
    lonely.error("add", str(scrapes / "picture.png"), code=4)
    assert not lonely.home.exists()


def test_the_first_input_with_text_makes_the_library_and_what_came_before_it_is_told(
    lonely: Shell, scrapes: Path
) -> None:
    words = [str(scrapes / name) for name in ("picture.png", "deep", "empty.txt", "a.txt")]
    told = lonely.json("add", "--tag", "fruit", "--source", "The Ledger", *words, code=4)
    assert [one["status"] for one in told] == ["failed", "added", "failed", "added"]
    assert [(row["site"], row["tags"]) for row in lonely.json("list")] == [("The Ledger", ["fruit"])] * 2


def test_a_library_that_a_command_makes_is_empty_but_for_what_was_added(lonely: Shell, scrapes: Path) -> None:
    lonely("add", str(scrapes / "a.txt"))
    assert len(lonely.json("list")) == 1


def test_a_file_named_like_a_command_is_taken_as_a_path(
    lonely: Shell, scrapes: Path, monkeypatch: pytest.MonkeyPatch, opened: list[tuple[Path, str | None]]
) -> None:
    monkeypatch.chdir(scrapes)
    Path("a.txt").rename("list")
    assert main(["--library", str(lonely.home), "./list"]) == 0
    assert main(["--library", str(lonely.home), "--", "list"]) == 0
    assert len(opened) == 2


# --- adding, then reading


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, str | None]]:
    """What the app was opened with, in the place of the app."""
    calls: list[tuple[Path, str | None]] = []

    def launched(home: Path, first: Callable[[Library], First | None], warnings: Sequence[str]) -> int:
        with Library.open(home, create=True) as library:
            seen = first(library)
        if seen is None:
            raise NotHeld
        calls.append((home, seen.read))
        return 0

    monkeypatch.setattr("tui.launch.run_app", launched)
    monkeypatch.setattr("tui.cli.commands.read.need_terminal", lambda: None)
    return calls


def test_without_a_word_the_library_is_opened(lonely: Shell, opened: list[tuple[Path, str | None]]) -> None:
    assert main(["--library", str(lonely.home)]) == 0
    assert opened == [(lonely.home, None)]


def test_one_article_is_added_and_opened(lonely: Shell, scrapes: Path, opened: list[tuple[Path, str | None]]) -> None:
    words = ["--library", str(lonely.home), str(scrapes / "a.txt")]
    assert main(words) == 0
    assert main(words) == 0, "what is there already is opened again"
    with Library.open(lonely.home) as library:
        (article,) = [row.id for row in library.rows() if row.record.title == "A head for apples"]
        assert len(library.rows()) > 1, "a new library that is opened to read starts with the samples"
    assert opened == [(lonely.home, article)] * 2


def test_several_articles_open_the_list(lonely: Shell, scrapes: Path, opened: list[tuple[Path, str | None]]) -> None:
    assert main(["--library", str(lonely.home), str(scrapes)]) == 4
    assert opened == [(lonely.home, None)]
    assert "empty.txt" in lonely.capsys.readouterr().err


def test_a_page_from_a_pipe_is_opened(
    lonely: Shell, typed: Callable[[bytes], None], opened: list[tuple[Path, str | None]]
) -> None:
    typed(TEXT.format("quinces").encode())
    assert main(["--library", str(lonely.home), "-"]) == 0
    ((_, article),) = opened
    assert article


def test_nothing_is_opened_or_made_when_nothing_came_in(
    lonely: Shell, opened: list[tuple[Path, str | None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    assert main(["--library", str(lonely.home), "missing.txt", "-"]) == 4
    assert not opened
    assert not lonely.home.exists()
    assert "missing.txt" in lonely.capsys.readouterr().err


def test_without_a_terminal_nothing_is_added_to_be_read(lonely: Shell, scrapes: Path) -> None:
    for again in range(2):
        done = subprocess.run(
            [sys.executable, "-m", "tui", "--library", str(lonely.home), str(scrapes / "a.txt")],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            start_new_session=True,
            cwd=ROOT,
            check=False,
        )
        assert done.returncode == 2
        assert done.stderr.startswith("paperknife: paperknife needs a terminal")
        assert done.stderr.count("\n") == 1
        if again:
            assert [row["title"] for row in lonely.json("list")] == ["A head for pears"]
        else:
            assert not lonely.home.exists()
            lonely("add", str(scrapes / "deep"))


def test_a_mistyped_command_is_guessed(lonely: Shell, opened: list[tuple[Path, str | None]]) -> None:
    assert main(["--library", str(lonely.home), "serach", "patrols"]) == 4
    assert not opened
    assert "did you mean “paperknife search”?" in lonely.capsys.readouterr().err
