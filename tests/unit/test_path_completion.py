"""Paths as people type, paste and drop them into the add dialog."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.dialogs.path_completion import Entry, completed, entries, matching, paths_typed

HERE = (Entry("articles", True), Entry("article.html", False), Entry("notes.md", False), Entry(".git", True))


@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ("no", "notes.md"),
        ("art", "article"),
        ("articles", "articles/"),
        ("x", "x"),
        ("~/art", "~/article"),
        (".", ".git/"),
        ("", ""),
    ],
)
def test_tab_goes_on_as_far_as_it_is_sure(typed: str, result: str) -> None:
    assert completed(typed, HERE) == result


def test_hidden_names_are_offered_only_after_a_dot() -> None:
    assert Entry(".git", True) not in matching("", HERE)
    assert matching(".g", HERE) == [Entry(".git", True)]


def test_a_name_with_spaces_needs_no_quotes_when_it_is_there(tmp_path: Path) -> None:
    path = tmp_path / "two words.txt"
    path.write_text("x")
    assert paths_typed(str(path)) == [str(path)]


def test_paths_dropped_by_a_terminal_are_parted(tmp_path: Path) -> None:
    assert paths_typed("'/a/two words.txt' /b/c\\ d.txt") == ["/a/two words.txt", "/b/c d.txt"]


def test_a_file_address_is_a_path() -> None:
    assert paths_typed("file:///tmp/a%20b.html") == ["/tmp/a b.html"]


def test_home_is_filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/ada")
    assert paths_typed("~/x.txt") == ["/home/ada/x.txt"]


def test_a_quote_left_open_belongs_to_the_name() -> None:
    assert paths_typed("it's.txt") == ["it's.txt"]


def test_nothing_typed_is_no_path() -> None:
    assert paths_typed("   ") == []


def test_a_folder_that_cannot_be_read_has_no_entries(tmp_path: Path) -> None:
    assert entries(f"{tmp_path}/none/") == ()


def test_what_is_in_a_folder_is_sorted(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "A.txt").write_text("x")
    assert [entry.text for entry in entries(f"{tmp_path}/")] == ["A.txt", "b/"]


@pytest.mark.parametrize("typed", ["~nobody-of-that-name/", "file://[x/", "file:///%00/", "x" * 300 + "/"])
def test_what_no_folder_can_be_called_is_no_folder_and_no_error(typed: str) -> None:
    assert entries(typed) == ()
    assert len(paths_typed(typed)) == 1
