"""Starting: the app has the terminal whatever the descriptors are tied to, and says so when there is none."""

from __future__ import annotations

import os
import pty
import select
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.children import PATIENCE, until

PROGRAM = f"{shlex.quote(sys.executable)} -P -m tui"
HOUSE = Path(__file__).parents[2]


def environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "PYTHONPATH") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "PAPERKNIFE_HOME": str(home / "library"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "TERM": "xterm-256color",
        "PYTHONPATH": str(HOUSE),
    }


def in_terminal(command: str, home: Path, *steps: tuple[bytes, bytes]) -> tuple[int, bytes]:
    """Run a shell command in a terminal: wait for words, type keys, and so on; return its exit code and picture."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(home)
        os.execve("/bin/sh", ["sh", "-c", command], environment(home))
    picture, seen, left, end = b"", 0, list(steps), time.monotonic() + PATIENCE
    try:
        while time.monotonic() < end:
            if select.select([terminal], [], [], 0.2)[0]:
                try:
                    more = os.read(terminal, 65536)
                except OSError:
                    break
                if not more:
                    break
                picture += more
                end = time.monotonic() + PATIENCE
            if left and left[0][0] in picture[seen:]:
                seen = len(picture)
                os.write(terminal, left.pop(0)[1])
        else:
            os.kill(child, 9)
    finally:
        _, status = os.waitpid(child, 0)
        os.close(terminal)
    return os.waitstatus_to_exitcode(status), picture


@pytest.mark.parametrize(
    "redirection", ["", " </dev/null", " >out", " 2>err", " </dev/null >out 2>err", " <&-", " >&- 2>&-"]
)
def test_it_draws_and_hears_keys_whatever_is_redirected(tmp_path: Path, redirection: str) -> None:
    code, picture = in_terminal(PROGRAM + redirection, tmp_path, (b"q quit", b"q"))
    assert code == 0
    assert b"How a paper knife works" in picture
    assert b"\x1b[?1049l" in picture


def test_an_article_out_of_a_pipe_is_added_and_read(tmp_path: Path) -> None:
    text = "The harbour at night\\n\\nA paragraph of the article that has quite enough words to be one.\\n"
    code, picture = in_terminal(f"printf '{text}' | {PROGRAM} -", tmp_path, (b"enough words", b"\x11"))
    assert code == 0
    assert b"The harbour at night" in picture


def test_of_several_that_are_added_the_library_shows_the_last_and_says_what_was_not(tmp_path: Path) -> None:
    for name in ("first", "second", "third"):
        words = f"The {name} one\n\nA paragraph of the {name} article that has quite enough words to be one.\n"
        (tmp_path / f"{name}.txt").write_text(words)
    assert in_terminal(f"{PROGRAM} first.txt", tmp_path, (b" find", b"\x11"))[0] == 0
    command = f"{PROGRAM} second.txt nowhere third.txt"
    code, picture = in_terminal(command, tmp_path, (b"1 input could not be added", b"\r"), (b" find", b"\x11"))
    assert code == 4
    assert b"third article that has" in picture
    assert b"first article that has" not in picture


def test_what_is_redirected_gets_nothing_of_the_picture(tmp_path: Path) -> None:
    in_terminal(f"{PROGRAM} >out 2>err", tmp_path, (b"q quit", b"q"))
    assert (tmp_path / "out").read_bytes() == b""
    assert (tmp_path / "err").read_bytes() == b""


def test_without_a_terminal_it_says_so_in_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "tui"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment(tmp_path),
        start_new_session=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.decode().startswith("paperknife: paperknife needs a terminal")
    assert done.stderr.count(b"\n") == 1
    assert not (tmp_path / "library").exists()


def test_a_terminal_that_cannot_draw_is_refused(tmp_path: Path) -> None:
    code, picture = in_terminal(f"TERM=dumb {PROGRAM}", tmp_path, (b"cannot draw", b""))
    assert code == 2
    assert b"TERM is dumb" in picture


@pytest.mark.parametrize("before", ["", "trap '' HUP; "])
def test_it_ends_with_its_terminal_even_where_hang_ups_are_ignored(tmp_path: Path, before: str) -> None:
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(tmp_path)
        os.execve("/bin/sh", ["sh", "-c", f"{before}exec {PROGRAM}"], environment(tmp_path))
    picture = b""
    try:
        while b"q quit" not in picture:
            assert select.select([terminal], [], [], PATIENCE)[0], picture
            picture += os.read(terminal, 65536)
        os.close(terminal)
        until(lambda: os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT), "its end")
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)


def test_the_samples_of_a_new_library_are_not_the_first_thing_undone(tmp_path: Path) -> None:
    _code, picture = in_terminal(PROGRAM, tmp_path, (b"q quit", b"u"), (b"nothing to undo", b"q"))
    assert b"nothing to undo" in picture
