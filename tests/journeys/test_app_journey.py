"""The main job through the real app in a terminal: read, tag, note, undo, leave, come back, take it all away."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from tinydb import TinyDB

from tests.children import until
from tests.journeys.conftest import RunPaperknife

ROOT = Path(__file__).resolve().parents[2]
PAPERKNIFE = tuple(shlex.split(os.environ.get("PAPERKNIFE_COMMAND", ""))) or (sys.executable, "-m", "tui")
CHECKER = ROOT.parent / "shared" / "bench" / "webanno" / "check_webanno.py"
HEADLINE = "Turkey, Russia discuss joint patrols"
THIRD = "A Syrian government offensive to eradicate"
FOURTH = "Turkey has taken in about 3.7 million"
SIZES = [(40, 12), (100, 30), (160, 50)]


def cursor_line(lines: list[str]) -> str:
    """The first line that the cursor's bar stands before; the map at the right has a bar too."""
    return next((line for line in lines if line.lstrip().startswith("▌") and line.strip() != "▌"), "")


def stands_on(words: str) -> Callable[[list[str]], bool]:
    """Whether the cursor is on the paragraph that begins with these words, as far as they fit into a line."""
    first = " ".join(words.split()[:3])
    return lambda lines: first in cursor_line(lines)


def open_seed(screen: Any) -> None:
    screen.wait_for("Turkey, Russia")
    screen.type("/")
    screen.write("turkey")
    screen.wait_for("1 of 2")
    screen.type("enter")
    screen.type("enter")


def go_down_to(screen: Any, words: str) -> None:
    """Press j until the cursor is on a paragraph; a long one scrolls first."""
    lines = screen.wait_until(cursor_line, "the cursor")
    for _ in range(60):
        if stands_on(words)(lines):
            return
        screen.type("j")
        lines = screen.wait_until(lambda now, before=lines[1:-1]: now[1:-1] != before, "what j does")
    pytest.fail(f"j did not come to “{words}”")


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_a_reader_tags_and_notes_the_sample_and_takes_the_notes_away(
    terminal: Any, environment: dict[str, str], tmp_path: Path, columns: int, rows: int
) -> None:
    """A reader tags a paragraph of the sample, repeats the tag on the next, notes it, undoes and redoes, leaves,
    comes back to the same place, and takes the annotations away as JSON.

    Features: 21, 22, 32, 35, 36, 49, 69.
    """
    screen = terminal(columns=columns, rows=rows)
    open_seed(screen)
    screen.wait_for("hidden")
    go_down_to(screen, THIRD)

    screen.type("t")
    screen.write("displacement")
    screen.wait_for("make")
    screen.type("enter")
    screen.wait_gone("make “")
    screen.wait_until(lambda lines: "▎" in cursor_line(lines), "the mark of the tag")
    go_down_to(screen, FOURTH)
    screen.type(".")
    screen.wait_until(lambda lines: "▎" in cursor_line(lines), "the mark of the repeated tag")

    screen.type("a")
    screen.wait_for("ctrl+s")
    screen.write("Compare with October")
    screen.wait_for("October")
    screen.type("ctrl+s")
    screen.wait_for("note on ¶ 7 saved")
    screen.type("u")
    screen.wait_for("undone: note on ¶ 7")
    screen.type("ctrl+r")
    screen.wait_for("done again: note on ¶ 7")
    if rows > 12:  # on the lowest screen the paragraph fills it, and the note stands below
        screen.wait_for("✎ Compare with October")

    screen.type("ctrl+q")
    assert screen.wait_end() == 0

    screen = terminal(columns=columns, rows=rows)
    open_seed(screen)
    screen.wait_until(lambda lines: stands_on(FOURTH)(lines) and "▎" in cursor_line(lines), "what was left, marked")

    target = tmp_path / "out.json"
    screen.type("e")
    screen.wait_for("json")
    choose_file(screen, target)
    until(target.exists, "the export")
    screen.type("ctrl+q")
    assert screen.wait_end() == 0

    check_export(target)
    check_library(Path(environment["PAPERKNIFE_HOME"]))


def choose_file(screen: Any, target: Path) -> None:
    """Put ``target`` in place of the path that the dialog proposes."""
    screen.type("tab", "ctrl+u")
    screen.write(str(target))
    screen.type("enter")


def check_export(path: Path) -> None:
    export = json.loads(path.read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "docs" / "export.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(export)
    items = export["annotations"]["first"]["items"]
    quotes = [
        selector["exact"]
        for item in items
        for selector in item["target"]["selector"]
        if selector["type"] == "TextQuoteSelector"
    ]
    assert [quote.startswith(words) for quote, words in zip(quotes, (THIRD, FOURTH), strict=True)] == [True, True]
    bodies = [{body["purpose"]: body["value"] for body in item["body"]} for item in items]
    assert bodies == [{"tagging": "displacement"}, {"tagging": "displacement", "commenting": "Compare with October"}]
    if CHECKER.is_file():
        run = subprocess.run([sys.executable, str(CHECKER), str(path)], capture_output=True, text=True)
        if "No module named" not in run.stderr:
            assert run.returncode == 0, run.stdout + run.stderr


def check_library(home: Path) -> None:
    """Stock TinyDB lists the same annotations."""
    with TinyDB(home / "library.json", access_mode="r") as library:
        annotations = library.table("annotations").all()
    assert sorted(annotation["note"] for annotation in annotations) == ["", "Compare with October"]
    assert {tag for annotation in annotations for tag in annotation["tags"]} == {"displacement"}


def test_the_place_survives_a_kill_and_another_width(
    terminal: Any, paperknife: RunPaperknife, environment: dict[str, str]
) -> None:
    """The program is killed while an article is read; opened again in a narrower window, the cursor is where it was.

    Features: 22.
    """
    screen = terminal(columns=100, rows=14)
    open_seed(screen)
    screen.wait_for("hidden")
    screen.type("G")
    screen.wait_for("100 %")
    screen.type("k", "k", "k", "k")
    lines = screen.wait_until(lambda lines: paragraph_under_cursor(lines).startswith("8 "), "¶ 8")
    before = paragraph_under_cursor(lines)
    article = json.loads(paperknife("show", "--json", json.loads(paperknife("list", "--json", "turkey"))["id"]))
    (eighth,) = [block["id"] for block in article["blocks"] if block["number"] == 8]
    state = Path(environment["PAPERKNIFE_HOME"]) / "state.json"
    until(lambda: state.exists() and eighth in state.read_text("utf-8"), "the place on the disk")
    screen.kill()

    screen = terminal(columns=61, rows=14)
    open_seed(screen)
    screen.wait_until(lambda lines: paragraph_under_cursor(lines) == before, f"the cursor before “{before}”")


def paragraph_under_cursor(lines: list[str]) -> str:
    """The number and the first visible word of the cursor's paragraph."""
    return " ".join(re.sub(r"[▌▎]", " ", cursor_line(lines)).split()[:2])


def test_first_start_shows_the_samples_and_leaves_a_clean_terminal(terminal: Any) -> None:
    """The first start lists the sample articles, and q ends the program.

    Features: 1.
    """
    screen = terminal(columns=100, rows=30)
    screen.wait_for(HEADLINE)
    screen.wait_for("How a paper knife works")
    screen.type("q")
    assert screen.wait_end() == 0


def test_a_sample_that_was_removed_stays_away(terminal: Any) -> None:
    screen = terminal(columns=100, rows=30)
    screen.wait_for("How a paper knife works")
    screen.type("/")
    screen.write("paper knife")
    screen.wait_for("1 of 2")
    screen.type("enter", "D")
    screen.wait_for("u brings")
    screen.type("ctrl+q")
    assert screen.wait_end() == 0
    screen = terminal(columns=100, rows=30)
    screen.wait_for(HEADLINE)
    screen.wait_for("1 article")
    assert not any("How a paper knife works" in line for line in screen.screen())


def test_a_file_that_was_named_is_read_at_once_and_the_library_is_one_key_away(terminal: Any, tmp_path: Path) -> None:
    """A file that is named on the command line is read at once; q goes to the library that it was added to.

    Features: 1.
    """
    page = tmp_path / "night.txt"
    page.write_text(
        "The quiet return of the night train\n\nIt left at nine, and everybody slept.\n", encoding="utf-8"
    )
    screen = terminal([*PAPERKNIFE, str(page)])
    screen.wait_for("everybody slept")
    screen.type("q")
    screen.wait_for("3 articles")
    screen.type("q")
    assert screen.wait_end() == 0
