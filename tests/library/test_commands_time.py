"""What was done is listed, taken back and made again by commands, and what a window did only when it is named."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from storage.article import State
from storage.library import Library, Origin

if TYPE_CHECKING:
    from tests.library.conftest import Shell


def in_a_window(shell: Shell, act: Callable[[Library], object]) -> None:
    with Library.open(shell.home, origin=Origin.WINDOW) as library:
        act(library)


def tags(shell: Shell) -> list[object]:
    return [mark["tags"] for mark in shell.json("notes")]


def test_undo_takes_the_last_change_back_and_redo_makes_it_again(shell: Shell) -> None:
    shell("tag", f"{shell.ids[0]}:1", "+blade")
    shell("tag", f"{shell.ids[0]}:2", "+page")
    out, err = shell.both("undo")
    assert (out, err) == ("", "undone: tag page on ¶ 2\n")
    assert tags(shell) == [["blade"]]
    shell("undo")
    assert tags(shell) == []
    assert shell.both("redo") == ("", "done again: tag blade on ¶ 1\n")
    assert shell.both("redo") == ("", "done again: tag page on ¶ 2\n")
    assert tags(shell) == [["blade"], ["page"]]
    assert shell.error("redo", code=1) == "nothing to redo"


def test_in_a_library_in_which_nothing_was_done_there_is_nothing_to_undo(lonely: Shell) -> None:
    Library.open(lonely.home, create=True).close()
    assert lonely.error("undo", code=1) == "nothing to undo"
    assert lonely.both("history") == ("", "nothing was done yet\n")
    assert lonely.json("history") == []


def test_without_a_library_there_is_none_made(lonely: Shell) -> None:
    for command in ("undo", "redo", "history"):
        assert "there is no library in" in lonely.error(command, code=3)
    assert not lonely.home.exists()


def test_a_removal_is_taken_back_with_every_note(shell: Shell) -> None:
    shell("note", f"{shell.ids[0]}:1", "-m", "remember")
    before = shell("list"), shell("notes")
    shell("remove", shell.ids[0])
    shell("undo")
    assert (shell("list"), shell("notes")) == before


def test_history_lists_what_was_done_the_newest_first(shell: Shell) -> None:
    shell("tag", f"{shell.ids[0]}:1", "+blade")
    in_a_window(shell, lambda library: library.set_state([shell.ids[1]], State.READ))
    shell("undo", str(shell.json("history")[1]["id"]))
    state, tag, added = shell("history").splitlines()
    short = shell.ids[0][:8]
    assert re.fullmatch(rf"\d+ +\d{{4}}-\d\d-\d\d \d\d:\d\d  command  {short} +tag blade on ¶ 1 +undone", tag)
    assert "window" in state
    assert "set “The return of the night train” to read" in state
    assert "2 articles  add 2 articles" in added


def test_history_as_json_has_what_undo_needs(shell: Shell) -> None:
    shell("tag", f"{shell.ids[0]}:1", "+blade")
    in_a_window(shell, lambda library: library.set_state([shell.ids[1]], State.READ))
    state, tag, added = shell.json("history")
    assert (tag["label"], tag["origin"], tag["own"], tag["undone"]) == ("tag blade on ¶ 1", "command", True, False)
    assert (state["origin"], state["own"], state["articles"]) == ("window", False, [shell.ids[1]])
    assert added["articles"] == sorted(shell.ids)
    assert [each["id"] for each in (state, tag, added)] == sorted(
        (each["id"] for each in (state, tag, added)), reverse=True
    )  # type: ignore[type-var]  # numbers
    assert shell.json("history", "--limit", "1") == [state]
    assert shell.json("history", shell.ids[0][:8]) == [tag, added]
    (undone,) = shell.json("undo", str(tag["id"]))
    assert undone == {**tag, "undone": True}


def test_the_history_of_an_article_can_be_seen_when_it_is_gone(shell: Shell) -> None:
    shell("remove", shell.ids[0])
    removed, _ = shell.json("history", shell.ids[0][:8])
    assert removed["label"] == "remove “On paper knives”"
    shell.error("history", "ffffffff", code=1)
    shell.error("history", "", code=1)


def test_what_a_window_did_is_named_and_taken_back_only_by_its_number(shell: Shell) -> None:
    shell("tag", f"{shell.ids[0]}:1", "+blade")
    in_a_window(shell, lambda library: library.set_state([shell.ids[1]], State.READ))
    line = shell.error("undo", code=1)
    found = re.fullmatch(
        r"the last change was made in a window at \d\d:\d\d: set “The return of the night train” to read; "
        r"“paperknife undo (\d+)” takes it back",
        line,
    )
    assert found, line
    assert shell.json("list")[1]["state"] == "read"
    shell("undo", found[1])
    assert shell.json("list")[1]["state"] == "unread"
    shell("undo")
    assert tags(shell) == []


def test_what_a_window_took_back_is_made_again_only_by_its_number(shell: Shell) -> None:
    shell("tag", f"{shell.ids[0]}:1", "+blade")
    in_a_window(shell, lambda library: library.undo(confirmed=True))
    line = shell.error("redo", code=1)
    found = re.search(r"the last undo was made in a window at .*“paperknife redo (\d+)” makes it again", line)
    assert found, line
    shell.error("redo", "1", code=1)
    assert tags(shell) == []
    shell("redo", found[1])
    assert tags(shell) == [["blade"]]


def test_redo_makes_nothing_again_but_what_is_named(shell: Shell) -> None:
    shell("tag", f"{shell.ids[0]}:1", "+blade")
    shell("tag", f"{shell.ids[0]}:2", "+page")
    page, blade = (each["id"] for each in shell.json("history", "--limit", "2"))
    shell("undo")
    shell("undo")
    assert (
        shell.error("redo", str(page), code=1)
        == f"{page} was not taken back last; that was {blade}, tag blade on ¶ 1"
    )
    assert tags(shell) == []
    shell("redo", str(blade))
    shell("redo", str(page))
    assert tags(shell) == [["blade"], ["page"]]


def test_what_was_changed_since_is_not_taken_back_and_one_line_says_why(shell: Shell) -> None:
    shell("note", f"{shell.ids[0]}:1", "-m", "first")
    number = str(shell.json("history", "--limit", "1")[0]["id"])
    shell("note", f"{shell.ids[0]}:1", "-m", "second")
    assert "changed since" in shell.error("undo", number, code=1)
    assert shell.json("notes")[0]["note"] == "second"


@pytest.mark.parametrize("words", [["undo", "0"], ["undo", "99999"], ["redo", "99999"]])
def test_a_number_that_names_nothing_ends_with_1(words: list[str], shell: Shell) -> None:
    shell.error(*words, code=1)


@pytest.mark.parametrize(
    "words", [["undo", "x"], ["redo", "1", "2"], ["history", "--limit", "0"], ["history", "a", "b"]]
)
def test_words_that_are_no_number_end_with_2(words: list[str], shell: Shell) -> None:
    shell.error(*words, code=2)


def test_what_opening_and_closing_found_out_is_told_on_standard_error(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices = [("rebuilt from the log",), ("not up to \x1b[31mdate",)]
    monkeypatch.setattr(Library, "take_notices", lambda _: notices.pop(0) if notices else ())
    out, err = shell.both("list")
    assert out.count("\n") == 2
    assert err == "paperknife: rebuilt from the log\npaperknife: not up to [31mdate\n"


def test_labels_cannot_steer_the_terminal(shell: Shell) -> None:
    shell("edit", shell.ids[0], "--title", "a\x1b[31mb\u202ec")
    assert "\x1b" not in shell("history")
    assert "\x1b" not in shell.both("undo")[1]
