"""The mouse, as a terminal tells it: rows, folds, links, the map beside the page and the wheel."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.journeys.conftest import OpenTerminal, RunPaperknife, Terminal

COLUMNS, ROWS = 100, 24
LINK = "https://water.example.org/2024"
PARAGRAPHS = "\n\n".join(
    f"Paragraph {number} tells of a river, " + "and of its banks. " * 12 for number in range(1, 30)
)


@pytest.fixture
def library(paperknife: RunPaperknife, tmp_path: Path) -> str:
    """Two articles, the longer one with a link and two notes; return its id."""
    (tmp_path / "short.md").write_text("# A short one\n\nIt says little, and that in few words.\n")
    (tmp_path / "long.md").write_text(f"# The long one\n\nSee the [yearly report]({LINK}) first.\n\n{PARAGRAPHS}\n")
    paperknife("add", tmp_path / "short.md", tmp_path / "long.md")
    rows = [json.loads(line) for line in paperknife("list", "--json").splitlines()]
    article = str(next(row["id"] for row in rows if row["title"] == "The long one"))
    paperknife("note", f"{article}:3", "-m", "The first note")
    paperknife("note", f"{article}:25", "-m", "The second note")
    return article


def bar_on(words: str) -> Callable[[list[str]], bool]:
    """Whether the cursor's bar stands before these words."""
    return lambda lines: any(line.lstrip().startswith("▌") and words in line for line in lines)


def spot(screen: Terminal, words: str) -> tuple[int, int]:
    """Return column and row, counted from 1, of the first place where words stand."""
    lines = screen.wait_until(lambda lines: any(words in line for line in lines), f"“{words}”")
    return next((line.index(words) + 1, y) for y, line in enumerate(lines, start=1) if words in line)


def click(screen: Terminal, column: int, row: int, times: int = 1) -> None:
    """Press and let go of the left button, several times as fast as can be."""
    screen.write(f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m" * times)


def wheel(screen: Terminal, column: int, row: int, turns: int) -> None:
    """Turn the wheel down, or up where ``turns`` is negative."""
    screen.write(f"\x1b[<{65 if turns > 0 else 64};{column};{row}M" * abs(turns))


def test_everything_can_be_reached_with_the_mouse(terminal: OpenTerminal, library: str) -> None:
    """A click goes to a row and one more opens it; a link that is clicked is asked about first; the map beside the
    page leads anywhere, the wheel scrolls over it, too; two clicks on a fold open it.

    Features: 70.
    """
    screen = terminal(columns=COLUMNS, rows=ROWS)
    for title in ("A short one", "The long one"):
        click(screen, *spot(screen, title))
        screen.wait_until(bar_on(title), "the cursor where the mouse was")
    click(screen, *spot(screen, "The long one"))
    screen.wait_for(" min left")  # the preview below the list shows the same words

    click(screen, *spot(screen, "yearly report"))
    screen.wait_for(LINK)
    screen.type("escape")
    screen.wait_gone(LINK)

    click(screen, COLUMNS, ROWS - 2)
    screen.wait_for("Paragraph 29 ")
    wheel(screen, COLUMNS, 10, -60)
    screen.wait_for("yearly report")
    wheel(screen, 30, 10, 2)
    screen.wait_gone("yearly report")
    wheel(screen, 30, 10, -9)
    screen.wait_until(lambda lines: "The long one" in lines[2], "the top of the page")

    click(screen, *spot(screen, "Paragraph 1 "))
    screen.wait_until(bar_on("Paragraph 1 "), "the cursor where the mouse was")
    screen.type("x")
    screen.wait_gone("Paragraph 1 ")
    click(screen, *spot(screen, "▸"), times=2)
    screen.wait_for("Paragraph 1 ")


def test_two_clicks_on_a_note_in_all_notes_read_it(terminal: OpenTerminal, library: str) -> None:
    """In all notes a click goes to a note, two clicks read the article where the note is.

    Features: 70.
    """
    screen = terminal(columns=COLUMNS, rows=ROWS)
    screen.wait_for("The long one")
    screen.type("M")
    click(screen, *spot(screen, "The second note"), times=2)
    screen.wait_gone("The first note")
    screen.wait_for("The second note")
