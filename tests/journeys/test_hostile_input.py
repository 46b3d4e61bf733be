"""Hostile articles through the real program in a terminal: nothing injected reaches it, nothing hangs or crashes."""

from __future__ import annotations

import importlib.util
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.journeys.conftest import OpenTerminal

ROOT = Path(__file__).resolve().parents[2]
CHECKER = ROOT.parent / "shared" / "bench" / "tty" / "hostile.py"
PROGRAM = f"{shlex.quote(sys.executable)} -P -m tui"
KINDS = ["txt", "md", "html"]
NOT_DRAWN_BY_PYTE = "^(?!emoji)"
"""The emulated terminal of the checker raises an error of its own on emoji that are joined."""

TRICKS = (
    "\x1b]0;owned\x07",
    "\x1b[31mred\x1b[0m",
    "\x9b31m",
    "\x1bP+q544e\x1b\\",
    "[/bold] [red]not markup[/red] [@click=app.quit]x[/]",
    "\u202egnp.exe",
    "\x07\x08\x7f",
)
"""A title, a link, a colour, 8-bit control, a question to the terminal, markup, reordering, a bell and erasures."""


def test_an_article_that_tries_to_steer_the_terminal_is_shown_as_text(terminal: OpenTerminal, tmp_path: Path) -> None:
    page = tmp_path / "a[red].txt"
    page.write_text("A title with tricks " + " ".join(TRICKS) + "\n\n" + "\n\n".join(
        f"Paragraph {number} of an article that says {trick} in the middle of what is otherwise a sound sentence."
        for number, trick in enumerate(TRICKS)
    ), encoding="utf-8")  # fmt: skip
    screen = terminal([sys.executable, "-P", "-m", "tui", str(page)], columns=120, rows=40)
    screen.wait_for("Paragraph 0")
    screen.wait_for("[red]not markup[/red]")
    assert not any("\u202e" in line for line in screen.screen())
    screen.type("t")
    screen.wait_for("no tags yet")
    screen.write("[/x] tag")
    screen.wait_for("make")
    screen.type("enter")
    screen.wait_for("[/x] tag")
    screen.type("ctrl+q")
    assert screen.wait_end() == 0


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_no_case_of_the_hostile_corpus_gets_through(kind: str, tmp_path: Path) -> None:
    if not CHECKER.is_file():
        pytest.skip(f"the corpus of hostile input is not at {CHECKER}")
    if importlib.util.find_spec("psutil") is None:
        pytest.skip("the checker needs psutil: make bench-speed installs it")
    subprocess.run([sys.executable, str(CHECKER), "write", str(tmp_path)], check=True, stdout=subprocess.DEVNULL)
    check = [sys.executable, str(CHECKER), "check", str(tmp_path), "--suffix", kind, "--only", NOT_DRAWN_BY_PYTE]
    check += ["--import", f"{PROGRAM} add {{file}}", "--read", f"{PROGRAM} {{file}}", "--quit", "ctrl+q"]
    run = subprocess.run(check, capture_output=True, text=True, cwd=ROOT)
    failed = [line for line in run.stdout.splitlines() if line.startswith("FAIL")]
    assert run.returncode == 0, "\n".join(failed) or run.stderr
