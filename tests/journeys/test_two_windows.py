"""Two windows and the command line on one library: each sees what the others do, and no word of anybody is lost."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tinydb import TinyDB

from tests.children import until

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.journeys.conftest import OpenTerminal, RunPaperknife, Terminal

NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight"),
    *("nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
)
PARAGRAPHS = tuple(
    f"Paragraph {number} of this long article is here to be read, and it says nothing else than that, twice over."
    for number in NUMBERS
)


@pytest.fixture
def article(paperknife: RunPaperknife, tmp_path: Path) -> str:
    """A library with one long article; its id."""
    page = tmp_path / "long.txt"
    page.write_text("\n\n".join(("A long article", *PARAGRAPHS)) + "\n", encoding="utf-8")
    return str(json.loads(paperknife("add", "--json", page))["id"])


def at(number: int) -> Callable[[list[str]], bool]:
    """Whether the header names the paragraph with a number, and the cursor is on it."""
    words = f"Paragraph {NUMBERS[number - 1]} of"
    return lambda lines: f"¶ {number} of" in lines[0] and any("▌" in line and words in line for line in lines)


@pytest.fixture
def reading(terminal: OpenTerminal, article: str) -> Callable[..., Terminal]:
    """Open a window in which the article is being read, the cursor on a paragraph with a number."""

    def read(number: int = 1, **options: Any) -> Terminal:
        screen = terminal(**options)
        screen.wait_until(
            lambda lines: any("▌" in line and "A long article" in line for line in lines), "the article"
        )
        screen.type("enter")
        screen.wait_until(lambda lines: "A long article" in lines[0], "the page")
        screen.type("g")
        for passed in range(1, number + 1):
            screen.type("j")
            screen.wait_until(at(passed), f"¶ {passed}")
        return screen

    return read


def state_of(environment: dict[str, str]) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads((Path(environment["PAPERKNIFE_HOME"]) / "state.json").read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return content


def wait_for_draft(environment: dict[str, str], text: str) -> None:
    until(lambda: text in state_of(environment).get("drafts", {}).values(), f"the draft “{text}”")


def test_a_tag_from_a_terminal_appears_at_once_and_moves_nobody(
    reading: Callable[..., Terminal], paperknife: RunPaperknife, article: str
) -> None:
    """A tag given by a command appears in the open window at once, and the reader's place stays.

    Features: 54.
    """
    one, other = reading(7), reading(3)
    first = [line[7:40] for line in one.screen()[6:12]]
    paperknife("tag", f"{article}:3", "+from-a-terminal")
    other.wait_for("from-a-terminal")
    assert at(3)(other.screen())
    paperknife("tag", f"{article}:1", "+above")
    paperknife("note", f"{article}:7", "-m", "beside the cursor")
    one.wait_for("beside the cursor")
    assert at(7)(one.screen())
    assert [line[7:40] for line in one.screen()[6:12]] == first
    paperknife("tags", "rename", "from-a-terminal", "by-another-name")
    other.wait_for("by-another-name")
    other.wait_gone("from-a-terminal")
    assert at(3)(other.screen())


def test_what_one_window_does_the_other_shows_and_takes_back_when_asked_twice(
    reading: Callable[..., Terminal], paperknife: RunPaperknife, environment: dict[str, str]
) -> None:
    """What one window does, the other shows; undo names whose change it is and asks once more.

    Features: 49, 54.
    """
    one, other = reading(2), reading(4)
    one.type("t")
    one.wait_for("enter makes it")
    one.write("shared\n")
    one.wait_gone("make “")
    other.wait_for("shared")
    other.type("u")
    other.wait_for("u again takes it back: tag shared on ¶ 2, made in a window")
    other.type("u")
    other.wait_for("undone: tag shared on ¶ 2")
    one.wait_until(lambda lines: not any("shared" in line for line in lines[1:-1]), "no tag")
    other.type("ctrl+r")
    other.wait_for("done again: tag shared on ¶ 2")
    one.wait_until(lambda lines: any("shared" in line for line in lines[1:-1]), "the tag again")
    for window in (one, other):
        window.type("ctrl+q")
        assert window.wait_end() == 0
    with TinyDB(Path(environment["PAPERKNIFE_HOME"]) / "library.json", access_mode="r") as stock:
        assert [mark["tags"] for mark in stock.table("annotations")] == [["shared"]]
    paperknife("undo", code=1)


def test_what_was_done_yesterday_is_taken_back_today(
    reading: Callable[..., Terminal], terminal: OpenTerminal, paperknife: RunPaperknife
) -> None:
    """What was done in an earlier run is taken back in a later one.

    Features: 49.
    """
    screen = reading(2)
    screen.type("a")
    screen.wait_for("ctrl+s")
    screen.write("a thought")
    screen.type("ctrl+s")
    screen.wait_for("note on ¶ 2 saved")
    screen.type("q")
    screen.wait_for("1 article")
    screen.type("D")
    screen.wait_for("removed “A long article”")
    screen.type("q")
    assert screen.wait_end() == 0

    screen = terminal(columns=100, rows=30)
    screen.wait_for("No articles yet")
    screen.type("H")
    screen.wait_for("remove “A long article”")
    screen.wait_for("note on ¶ 2")
    screen.type("u")
    screen.wait_for("undone: remove “A long article”")
    screen.type("q")
    screen.wait_until(lambda lines: any("▌" in line and "A long article" in line for line in lines), "the article")
    assert "a thought" in paperknife("notes")


def test_an_article_that_is_removed_elsewhere_stays_in_sight_and_comes_back(
    reading: Callable[..., Terminal], paperknife: RunPaperknife, article: str
) -> None:
    screen = reading(5)
    paperknife("remove", article)
    screen.wait_for("is not in the library")
    assert any("Paragraph five" in line for line in screen.screen())
    screen.type("u")
    screen.wait_for("u again takes it back: remove “A long article”, made by a command")
    screen.type("u")
    screen.wait_for("undone: remove “A long article”")
    screen.wait_until(lambda lines: "¶ 5 of 15" in lines[0], "¶ 5")
    screen.type("t")
    screen.wait_for("enter makes it")
    screen.write("back\n")
    until(lambda: "back" in paperknife("notes"), "the tag")


def test_a_new_text_of_the_article_keeps_the_reader_at_the_paragraph(
    reading: Callable[..., Terminal], paperknife: RunPaperknife, tmp_path: Path
) -> None:
    screen = reading(9)
    page = tmp_path / "long.txt"
    changed = PARAGRAPHS[8].replace("twice over", "three times over")
    more = ("A paragraph that is new and stands above all others.", *PARAGRAPHS[:8], changed, *PARAGRAPHS[9:])
    page.write_text("\n\n".join(("A long article", *more)) + "\n", encoding="utf-8")
    assert json.loads(paperknife("add", "--json", page))["status"] == "updated"
    screen.wait_for("the article has a new text")
    screen.wait_for("¶ 10 of 16")
    screen.wait_until(lambda lines: any("▌" in line and "Paragraph nine" in line for line in lines), "the cursor")
    screen.wait_for("three times over")


def test_an_open_editor_and_an_open_picker_stay_open(
    reading: Callable[..., Terminal], paperknife: RunPaperknife, article: str
) -> None:
    paperknife("tag", f"{article}:1", "+old-name")
    screen = reading(4)
    screen.type("a")
    screen.wait_for("ctrl+s")
    screen.write("half a thought")
    paperknife("tag", f"{article}:4", "+meanwhile")
    screen.wait_for("meanwhile")
    screen.write(" and the rest")
    screen.type("ctrl+s")
    screen.wait_for("note on ¶ 4 saved")
    screen.type("t")
    screen.wait_for("old-name")
    paperknife("tags", "rename", "old-name", "new-name")
    screen.wait_for("new-name")
    screen.write("new-n")
    screen.type("enter")

    def mark() -> Any:
        (mark,) = [each for each in map(json.loads, paperknife("notes", "--json").splitlines()) if each["note"]]
        assert mark["note"] == "half a thought and the rest"
        return mark

    until(lambda: sorted(mark()["tags"]) == ["meanwhile", "new-name"], "both tags")


# what is being written


def test_kill_9_while_a_note_is_written_loses_next_to_nothing(
    reading: Callable[..., Terminal], environment: dict[str, str]
) -> None:
    """The program is killed in the middle of a note; the next start has the draft.

    Features: 44.
    """
    screen = reading(6)
    screen.type("a")
    screen.wait_for("ctrl+s")
    screen.write("every word of this counts")
    wait_for_draft(environment, "every word of this counts")
    screen.kill()

    screen = reading(6)
    screen.type("a")
    screen.wait_for("draft restored")
    screen.wait_for("every word of this counts")
    screen.type("ctrl+s")
    screen.wait_for("note on ¶ 6 saved")
    screen.type("ctrl+q")
    assert screen.wait_end() == 0
    assert state_of(environment)["drafts"] == {}


def test_two_windows_that_write_on_one_paragraph_keep_both_drafts(
    reading: Callable[..., Terminal], environment: dict[str, str]
) -> None:
    one, other = reading(3), reading(3)
    for window, text in ((one, "from the one"), (other, "from the other")):
        window.type("a")
        window.wait_for("ctrl+s")
        window.write(text)
    wait_for_draft(environment, "from the one")
    wait_for_draft(environment, "from the other")
    one.kill()
    other.kill()
    screen = reading(3)
    screen.type("a")
    screen.wait_for("from the one")
    screen.wait_for("from the other")


def test_the_draft_of_an_article_that_was_removed_meanwhile_is_there_when_it_is_back(
    reading: Callable[..., Terminal], paperknife: RunPaperknife, article: str, environment: dict[str, str]
) -> None:
    screen = reading(3)
    screen.type("a")
    screen.wait_for("ctrl+s")
    screen.write("not lost")
    paperknife("remove", article)
    screen.type("ctrl+s")
    screen.wait_for("is not in the library")
    wait_for_draft(environment, "not lost")
    screen.type("ctrl+q")
    assert screen.wait_end() == 0
    paperknife("undo")
    screen = reading(3)
    screen.type("a")
    screen.wait_for("not lost")


# the end


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_window_that_is_ended_from_outside_closes_the_library(
    ending: signal.Signals, reading: Callable[..., Terminal], environment: dict[str, str]
) -> None:
    screen = reading(2)
    screen.type("t")
    screen.wait_for("enter makes it")
    screen.write("last\n")
    screen.wait_gone("make “")
    screen.type("a")
    screen.wait_for("ctrl+s")
    screen.write("unsaved")
    screen.wait_for("unsaved")
    os.kill(screen.pid, ending)
    assert screen.wait_end() == 128 + ending
    with TinyDB(Path(environment["PAPERKNIFE_HOME"]) / "library.json", access_mode="r") as stock:
        assert [mark["tags"] for mark in stock.table("annotations")] == [["last"]]
    assert list(state_of(environment)["drafts"].values()) == ["unsaved"]


def test_what_nobody_could_be_told_on_the_screen_is_told_when_it_is_gone(
    reading: Callable[..., Terminal], environment: dict[str, str]
) -> None:
    screen = reading(2, columns=160)
    screen.type("a")
    screen.wait_for("ctrl+s")
    file = Path(environment["PAPERKNIFE_HOME"]) / "library.json"
    until(lambda: '"reading"' in file.read_text("utf-8"), "the state in the file")  # the last thing to be written
    file.write_text("{")
    until(lambda: "A long article" in file.read_text("utf-8"), "the library file, written anew")
    screen.type("ctrl+q")
    assert screen.wait_end() == 0
    (line,) = [line for line in screen.screen() if line.startswith("paperknife: ")]
    assert "library.json was damaged" in line


def test_a_state_file_that_is_torn_is_told_of_once_and_in_nobody_s_way(
    reading: Callable[..., Terminal], terminal: OpenTerminal, environment: dict[str, str]
) -> None:
    screen = reading(5)
    screen.type("ctrl+q")
    assert screen.wait_end() == 0
    file = Path(environment["PAPERKNIFE_HOME"]) / "state.json"
    file.write_bytes(file.read_bytes()[:20])
    screen = terminal(columns=160, rows=30)
    screen.wait_for("! state.json is damaged")
    screen.wait_for("A long article")
    screen.type("ctrl+q")
    assert screen.wait_end() == 0
    screen = terminal(columns=160, rows=30)
    lines = screen.wait_until(lambda lines: any("A long article" in line for line in lines))
    screen.type("ctrl+q")
    assert screen.wait_end() == 0
    assert not any("state.json" in line for line in (*lines, *screen.screen())), "it was told again"
