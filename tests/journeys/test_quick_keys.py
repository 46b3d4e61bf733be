"""A quick hand, and a program at rest: keys around each pause count once, and nothing is done while nothing is."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.children import until
from tests.journeys.test_manners_journey import HEADLINE, last, read_in_a_shell, read_the_seed, stop

A_FEW = 4
"""Times a second: Textual's own driver wakes ten times, to look whether it should end."""

of_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


def tasks(screen: Any) -> list[Path]:
    return list(Path(f"/proc/{screen.pid}/task").iterdir())


def wakes(screen: Any) -> dict[str, int]:
    """Return how often each thread of the program has begun anew after it had waited for something."""
    counted = {}
    for task in tasks(screen):
        with contextlib.suppress(OSError):  # it has ended meanwhile
            lines = (task / "status").read_text().splitlines()
            counted[task.name] = next(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt"))
    return counted


def test_keys_pressed_in_one_go_with_the_one_that_comes_back_count(terminal: Any) -> None:
    """A reader goes back from a command with an arrow key, then with a space and two more keys in one go: of each
    just the first key is taken for the answer.

    Features: 68.
    """
    screen = terminal(columns=110)
    read_the_seed(screen)
    screen.write(":2\n")
    screen.wait_for("¶ 2 of")
    for code, keys, place in ((3, ("down",), 2), (4, ("space", "j", "down"), 4), (5, ("alt+x", "k"), 3)):
        screen.write(f"|exit {code}\n")
        screen.wait_for(f"[exit {code} · a key goes back to paperknife]")
        screen.type(*keys)
        screen.wait_for(f"¶ {place} of")
        screen.wait_gone("[exit")


def test_what_is_typed_as_another_editor_ends_goes_into_the_note(terminal: Any, environment: dict[str, str]) -> None:
    """A reader ends the editor, and goes on to type before paperknife is back."""
    editor = Path(environment["HOME"]) / "editor"
    editor.write_text('#!/bin/sh\necho the editor is here\nread line\nprintf %s "$line" >"$1"\n', encoding="utf-8")
    editor.chmod(0o700)
    screen = terminal(env={"EDITOR": str(editor)})
    read_the_seed(screen)
    screen.write(":4\na")
    screen.wait_for("note on ¶ 4")
    screen.type("ctrl+o")
    screen.wait_for("the editor is here")
    screen.write("there\nand here\nbelow")
    screen.wait_for("thereand here")
    screen.wait_for("below")


def test_what_is_typed_behind_fg_is_done_when_it_is_back(terminal: Any) -> None:
    """A reader types `fg` and at once where to go.

    Features: 70.
    """
    screen = read_in_a_shell(terminal)
    for place in (3, 5, 2):
        stop(screen)
        screen.write(f"fg\n:{place}\n")
        screen.wait_for(f"¶ {place} of")
    screen.type("ctrl+q")
    screen.wait_until(lambda lines: last(lines) == "shell>", "the shell's prompt")


@of_linux
def test_a_stop_by_force_leaves_one_listener(terminal: Any) -> None:
    """The machine stops the program by force and lets it go on: it is painted anew, and hears each key once."""
    screen = terminal(columns=110)
    screen.wait_for(HEADLINE)
    screen.type("enter")
    screen.wait_for(" min left")
    before = len(tasks(screen))
    for _ in range(3):
        os.kill(screen.pid, signal.SIGSTOP)
        os.kill(screen.pid, signal.SIGCONT)
        screen.type("q")
        screen.wait_for("enter read")
        screen.type("enter")
        screen.wait_for(" min left")
    until(lambda: len(tasks(screen)) <= before, "the end of each listener but one")
    screen.type("ctrl+q")
    assert screen.wait_end() == 0


@of_linux
def test_at_rest_it_wakes_about_once_a_second(terminal: Any) -> None:
    """Nobody types, and after a while the program hardly ever wakes, however busy the machine is."""
    screen = terminal(columns=110)
    read_the_seed(screen)

    def a_second() -> float:
        before, began = wakes(screen), time.monotonic()
        time.sleep(2)
        after, took = wakes(screen), time.monotonic() - began
        return sum(count - before.get(task, 0) for task, count in after.items()) / took

    until(lambda: a_second() < A_FEW, "rest")
