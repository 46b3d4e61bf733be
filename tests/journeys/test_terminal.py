"""The terminal of the journeys is one: keys arrive, the screen is what was drawn, sizes and endings are told."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.journeys.conftest import OpenTerminal, Terminal

ECHO = r"""
import os, shutil, signal, sys, tty
tty.setraw(0)
def show(*_):
    size = os.get_terminal_size(0)
    os.write(1, f"\x1b[2J\x1b[Hsize {size.columns}x{size.lines}".encode())
signal.signal(signal.SIGWINCH, show)
# Asked of the terminal, set, and named: none of it is text.
os.write(1, b"\x1b[?2048$p\x1b[>1u\x1b[c\x1b]0;title\x07\x1bP+q544e\x1b\\\x1b[?25l\x1b[?u\x1b(B")
show()
while True:
    data = os.read(0, 99)
    if data == b"q":
        sys.exit(7)
    text = "\r\n" + repr(data)[2:-1] + " \x1b[1;38:2::9:9:9mna\u00efve \u6771\u4eac\x1b[m."
    for byte in text.encode():  # in pieces, as a slow line brings it
        os.write(1, bytes([byte]))
"""


@pytest.fixture
def echo(terminal: OpenTerminal, tmp_path: Path) -> Terminal:
    """A program that says how large its window is and which bytes each key sends."""
    script = tmp_path / "echo.py"
    script.write_text(ECHO, encoding="utf-8")
    opened = terminal([sys.executable, str(script)], columns=60, rows=8)
    assert opened.wait_for("size") == "size 60x8"
    return opened


@pytest.mark.parametrize(
    ("key", "sent"),
    [
        ("j", "j"),
        ("é", r"\xc3\xa9"),
        ("enter", r"\r"),
        ("escape", r"\x1b"),
        ("ctrl+s", r"\x13"),
        ("ctrl+3", r"\x1b[51;5u"),
        ("shift+tab", r"\x1b[Z"),
        ("pagedown", r"\x1b[6~"),
        ("alt+b", r"\x1bb"),
    ],
)
def test_a_key_sends_what_a_terminal_sends(echo: Terminal, key: str, sent: str) -> None:
    echo.type(key)
    assert echo.wait_for(" naïve 東京.") == f"{sent} naïve 東京."
    assert len([line for line in echo.screen() if line]) == 2


def test_what_is_pasted_is_bracketed(echo: Terminal) -> None:
    echo.paste("a\nb")
    assert echo.wait_for("200~").startswith(r"\x1b[200~a\nb\x1b[201~")


def test_a_window_can_be_given_another_size(echo: Terminal) -> None:
    echo.resize(90, 5)
    assert echo.wait_for("size 90") == "size 90x5"
    assert len(echo.screen()) == 5


def test_the_exit_code_is_told(echo: Terminal) -> None:
    echo.type("q")
    assert echo.wait_end() == 7


def test_a_program_that_has_much_to_say_before_it_ends_can_say_it(terminal: OpenTerminal, tmp_path: Path) -> None:
    go_on = tmp_path / "go on"
    waiting = f"import os, time\nwhile not os.path.exists({str(go_on)!r}): time.sleep(0.01)\n"
    opened = terminal([sys.executable, "-c", waiting + "print('word ' * 100_000)"])
    Timer(0.5, go_on.touch).start()  # when it has long been waited for
    assert opened.wait_end() == 0


def test_a_killed_program_is_gone(echo: Terminal) -> None:
    echo.kill()
    assert echo.wait_end() == -signal.SIGKILL


def test_a_closed_window_ends_the_program(echo: Terminal) -> None:
    echo.close()
    assert echo.wait_end() == -signal.SIGHUP


def test_a_picture_is_shown_when_all_of_it_is_there(echo: Terminal) -> None:
    echo._draw("\x1b[?2026h\r\nhalf")  # noqa: SLF001  a program cannot be stopped in the middle of one
    assert not any("half" in line for line in echo.screen())
    echo._draw(" and half\x1b[?2026l")  # noqa: SLF001
    assert "half and half" in echo.screen()


def test_it_says_that_it_shows_whole_pictures(terminal: OpenTerminal) -> None:
    asking = r"import os, tty; tty.setraw(0); os.write(1, b'\x1b[?2026$p'); print(ascii(os.read(0, 99)))"
    assert terminal([sys.executable, "-c", asking]).wait_for("b'") == r"b'\x1b[?2026;2$y'"


def test_what_is_never_seen_fails_with_the_screen(echo: Terminal) -> None:
    with pytest.raises(pytest.fail.Exception, match="“nothing” was not seen; the program runs:\n│size 60x8 "):
        echo.wait_for("nothing", seconds=0.1)


def test_a_key_behind_escape_would_mean_alt_and_is_refused(echo: Terminal) -> None:
    with pytest.raises(ValueError, match="wait for what escape does"):
        echo.type("escape", "q")


def test_a_journey_has_a_home_of_its_own(environment: dict[str, str], tmp_path: Path) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "PAPERKNIFE_HOME"):
        assert Path(environment[name]).is_relative_to(tmp_path)
