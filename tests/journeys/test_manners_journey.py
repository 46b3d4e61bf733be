"""The manners of the program: settings, help, the command line, pipes, the background, sizes, and every end."""

from __future__ import annotations

import itertools
import os
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import PAPERKNIFE

HEADLINE = "Turkey, Russia discuss joint patrols"
OPENING = "Turkey and Russia are discussing possible joint"


def configure(environment: dict[str, str], text: str) -> Path:
    """Write a config.toml where this reader's program looks for it."""
    path = Path(environment["XDG_CONFIG_HOME"]) / "paperknife" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def read_the_seed(screen: Any) -> None:
    screen.wait_for(HEADLINE)
    screen.write(":filter turkey\n")
    screen.wait_for("1 of 2")
    screen.type("enter")
    screen.wait_for(" min left")


def read_in_a_shell(terminal: Any) -> Any:
    """Start the program from a shell that it can be sent to the background of, and read the seed."""
    if not Path("/bin/bash").exists():
        pytest.skip("there is no bash to go back to")
    screen = terminal(["/bin/bash", "--norc", "--noprofile", "-i"], env={"PS1": "shell> "})
    screen.wait_for("shell>")
    screen.write(" ".join(PAPERKNIFE) + "\n")
    read_the_seed(screen)
    return screen


def stop(screen: Any) -> None:
    """Send the program to the background; the shell that it was started from asks for the next command."""
    screen.type("ctrl+z")
    screen.wait_until(lambda lines: last(lines) == "shell>", "the shell's prompt")


def last(lines: list[str]) -> str:
    """The lowest line that is not empty."""
    return next((line for line in reversed(lines) if line), "")


def move_until_gone(screen: Any, text: str) -> None:
    """Move to and fro between two rows until something is no longer said, each time when the last move was seen."""

    def row(lines: list[str]) -> int:
        return next((number for number, line in enumerate(lines) if "▌" in line), -1)

    for key in itertools.cycle("jk"):
        lines = screen.screen()
        if not any(text in line for line in lines):
            return
        before = row(lines)
        screen.type(key)
        screen.wait_until(lambda now, before=before: row(now) != before, f"what {key} does")


def test_settings_are_taken_and_each_mistake_is_named_with_its_line(
    terminal: Any, paperknife: Any, environment: dict[str, str]
) -> None:
    """A reader gives the tag key to another action, makes a theme and mistypes a setting: paperknife says on which
    line, once, works with the rest, and `config check` says the same.

    Features: 25, 65.
    """
    configure(
        environment, 'theme = "dusk"\nwidht = 70\n[keys]\n"reading.note" = "t"\n[themes.dusk]\nbase = "light"\n'
    )
    screen = terminal(columns=160)
    screen.wait_for("config.toml, line 2: there is no setting “widht”; do you mean width?")
    move_until_gone(screen, "config.toml, line 2")
    screen.wait_for("config.toml, line 4: t is reading.note, so it is no longer reading.tag")
    screen.write("::theme\n")
    screen.wait_for("there is no “:theme” here")
    screen.type("escape")
    screen.wait_gone("there is no “:theme”")
    screen.write(":theme\n")
    screen.wait_for("theme: ink")
    screen.type("ctrl+q")
    assert screen.wait_end() == 0
    said = paperknife("config", "check", code=2)
    assert "config.toml, line 2: there is no setting “widht”" in said
    shown = paperknife("config").splitlines()
    assert any(row.split()[:2] == ["theme", "ink"] and row.endswith("chosen in the app") for row in shown)


def test_help_the_palette_and_the_command_line_find_and_run_everything(terminal: Any) -> None:
    """A reader searches the help for a key and runs what it finds, opens an article by its name in the palette, and
    goes to a paragraph, a width and an unknown word by the command line, which completes and answers in place.

    Features: 66, 67.
    """
    screen = terminal(columns=110)
    screen.wait_for(HEADLINE)
    screen.type("?")
    screen.wait_for("type to search the keys")
    screen.write("codebook\n")
    screen.wait_for("0 tags")
    screen.type("q")
    screen.wait_for(HEADLINE)
    screen.type("ctrl+p")
    screen.wait_for("type an action")
    screen.write("joint patrols\n")
    screen.wait_for(" min left")
    screen.write(":4\n")
    screen.wait_for("¶ 4 of")
    screen.write(":wid")
    screen.wait_for("set the length of lines")
    screen.type("tab")
    screen.wait_for(":width")
    screen.write("48\n")
    screen.wait_for("lines of 48")
    screen.write(":flyaway\n")
    screen.wait_for("there is no “flyaway” here")
    screen.type("escape")
    screen.wait_for("¶ 4 of")


def test_an_article_goes_to_a_command_and_its_end_is_told(
    terminal: Any, paperknife: Any, environment: dict[str, str]
) -> None:
    """A reader counts the words of the article with `wc`, then lets a command fail: each shows on the terminal, a key
    comes back, and the exit code is told; `show --text` gives the same text without the app.

    Features: 68, 69.
    """
    screen = terminal(columns=110)
    read_the_seed(screen)
    target = Path(environment["HOME"]) / "text"
    screen.type("|")
    screen.wait_for("a shell command")
    screen.write(f"tee {target} | wc -l; exit 3\n")
    screen.wait_for("[exit 3 · a key goes back to paperknife]")
    screen.type("space")
    line = screen.wait_for("exit 3: tee")
    assert "!" not in line.split("exit")[0]
    text = target.read_text(encoding="utf-8")
    assert text.startswith(HEADLINE)
    assert "Most Popular" not in text
    article = paperknife("list", "turkey", "--json")
    assert paperknife("show", article.partition('"id":"')[2][:8], "--text") == text


def test_it_goes_to_the_background_and_comes_back_as_it_was(terminal: Any) -> None:
    """A reader presses ctrl+z, uses the shell, and fg brings the article back, whole.

    Features: 70.
    """
    screen = read_in_a_shell(terminal)
    screen.write(":3\n")
    lines = screen.wait_until(lambda lines: "¶ 3 of" in lines[0] and "25 %" in lines[-1], "¶ 3")
    before = lines[:-1]
    stop(screen)
    screen.write("echo the shell is $((40 + 2))\n")
    screen.wait_for("the shell is 42")
    screen.write("fg\n")
    screen.wait_until(lambda lines: lines[:-1] == before and "25 %" in lines[-1], "the picture of before")
    screen.type("ctrl+q")
    screen.wait_until(lambda lines: last(lines) == "shell>", "the shell's prompt")


def test_a_window_may_take_any_size(terminal: Any) -> None:
    """A reader makes the window as small as 20 × 6, and smaller, with a list, an article and a dialog open.

    Features: 22, 70.
    """
    screen = terminal(columns=100)
    screen.wait_for(HEADLINE)
    for opened in ("", "enter", "t"):
        if opened:
            screen.type(opened)
        for columns, rows in ((20, 6), (2, 1), (200, 60), (60, 20)):
            screen.resize(columns, rows)
    screen.wait_for("no tags yet")
    screen.resize(100, 30)
    screen.type("escape")
    screen.wait_gone("no tags yet")
    screen.type("q")
    screen.wait_for(HEADLINE)


def ended_by(number: int) -> Callable[[Any], None]:
    return lambda screen: os.kill(screen.pid, number)


@pytest.mark.parametrize(
    ("end", "code"),
    [(ended_by(signal.SIGTERM), 143), (ended_by(signal.SIGHUP), 129), (lambda screen: screen.type("ctrl+q"), 0)],
    ids=["SIGTERM", "SIGHUP", "ctrl+q"],
)
def test_however_it_ends_the_draft_is_kept(
    terminal: Any, environment: dict[str, str], end: Callable[[Any], None], code: int
) -> None:
    """A reader is writing a note when the machine shuts down, the line breaks or ctrl+q is pressed: the program ends
    at once with the library in order, and the note is there half written when it is opened again.

    Features: 44, 53.
    """
    screen = terminal()
    read_the_seed(screen)
    screen.write(":4\n")
    screen.wait_for("¶ 4 of")
    screen.type("a")
    screen.wait_for("note on ¶ 4")
    screen.write("half a thought")
    screen.wait_for("half a thought")
    end(screen)
    assert screen.wait_end() == code
    with sqlite3.connect(Path(environment["PAPERKNIFE_HOME"]) / "history.sqlite") as log:
        assert log.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    again = terminal()
    read_the_seed(again)
    again.wait_for("¶ 4 of")
    again.type("a")
    again.wait_for("half a thought")
