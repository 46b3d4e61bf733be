"""Whatever happens to the output, the command line ends with an exit code and at most one line."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import subprocess
import sys
import termios
from array import array
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from storage.errors import CleaningError, LibraryBusy, NothingMatches, PaperknifeError, UsageError
from tests.children import PATIENCE, hear_signals, until
from tui.cli.streams import guarded, in_words
from tui.version import __version__

ROOT = Path(__file__).parents[2]


def started(
    *words: str, env: Mapping[str, str] | None = None, stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "tui", *words],
        cwd=ROOT,
        env={**os.environ, "HOME": "/nowhere", "XDG_CONFIG_HOME": "/nowhere", **(env or {})},
        stdout=stdout,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def raising(error: BaseException) -> Callable[[], int]:
    def work() -> int:
        raise error

    return work


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("what"), 2),
        (NothingMatches("none"), 1),
        (LibraryBusy("busy"), 3),
        (CleaningError("binary"), 4),
        (PaperknifeError("other"), 1),
        (OSError(errno.ENOSPC, "No space left on device", "/tmp/a"), 3),
    ],
)
def test_an_error_is_one_line_and_its_exit_code(
    error: Exception, code: int, capfd: pytest.CaptureFixture[str]
) -> None:
    assert guarded(raising(error)) == code
    said = capfd.readouterr().err
    assert said.startswith("paperknife: ")
    assert said.count("\n") == 1


def test_an_error_after_a_closed_pipe_is_the_one_that_counts() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    program = (
        "import sys; from storage.errors import LibraryBusy; from tui.cli.streams import guarded\n"
        "def work():\n    print('data'); raise LibraryBusy('it is busy')\n"
        "sys.exit(guarded(work))"
    )
    try:
        ended = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=buffered,
            stdout=writing,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writing)
    assert (ended.returncode, ended.stderr) == (3, b"paperknife: it is busy\n")


def test_a_bug_keeps_its_traceback() -> None:
    with pytest.raises(ZeroDivisionError):
        guarded(raising(ZeroDivisionError()))


def test_an_interrupt_ends_with_130(capfd: pytest.CaptureFixture[str]) -> None:
    assert guarded(raising(KeyboardInterrupt())) == 130
    assert not capfd.readouterr().err


def test_an_interrupted_command_has_no_traceback() -> None:
    waiting = subprocess.Popen(
        [sys.executable, "-m", "tui", "clean", "-"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=hear_signals,
    )
    assert waiting.stdin
    pipe = waiting.stdin.fileno()
    try:
        waiting.stdin.write(b"the first line")
        waiting.stdin.flush()
        until(lambda: _has_read_all(pipe), "that it reads")
        waiting.send_signal(signal.SIGINT)
        code = waiting.wait(PATIENCE)
        said = waiting.stderr.read() if waiting.stderr else b""
    finally:
        waiting.kill()
        waiting.communicate()
    assert (code, said) == (130, b"")


def _has_read_all(pipe: int) -> bool:
    """Tell whether what was written into a pipe has been read at its other end."""
    unread = array("i", [0])
    fcntl.ioctl(pipe, termios.FIONREAD, unread)
    return unread[0] == 0


def test_an_error_with_control_characters_cannot_steer_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    guarded(raising(UsageError("no \x1b[2Jfile\nnamed \x9b31m")))
    said = capfd.readouterr().err
    assert "\x1b" not in said
    assert "\x9b" not in said
    assert said.count("\n") == 1


def test_an_error_of_the_system_names_the_file_without_a_number() -> None:
    assert in_words(FileNotFoundError(errno.ENOENT, "No such file or directory", "a.html")) == (
        "a.html: No such file or directory"
    )


def test_the_version_is_printed() -> None:
    ended = started("--version")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, f"paperknife {__version__}\n".encode(), b"")


@pytest.mark.parametrize(
    "words", [["--version"], ["--help"], ["list", "--help"], ["config", "keys"], ["completion", "bash"]]
)
def test_a_closed_pipe_is_no_error(words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = started(*words, stdout=writing)
    finally:
        os.close(writing)
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full to be a full disk")
@pytest.mark.parametrize("words", [["--version"], ["--help"], ["config", "keys"]])
@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["at the end", "meanwhile"])
def test_a_full_disk_is_one_line_that_says_what_could_not_be_written(words: list[str], unbuffered: str) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        ended = started(*words, stdout=full, env={"PYTHONUNBUFFERED": unbuffered})
    finally:
        os.close(full)
    assert ended.returncode == 3
    assert ended.stderr.startswith(b"paperknife: standard output: ")
    assert ended.stderr.count(b"\n") == 1


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_descriptors_are_no_error(closed: str) -> None:
    ended = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m tui --help {closed}', sys.executable], cwd=ROOT, capture_output=True, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, b"")


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "en_US.ISO-8859-1", "PYTHONUTF8": "0"},
    ],
)
def test_no_locale_breaks_the_output(locale: dict[str, str]) -> None:
    ended = started("config", "keys", env=locale)
    assert ended.returncode == 0
    assert "↓" in ended.stdout.decode("utf-8")


def test_a_name_that_is_no_text_is_shown_and_does_not_crash(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tui", "--library", str(tmp_path), "add", b"/nowhere/\xff\xfe\x1b[31m.txt"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 4
    assert ended.stderr.count(b"\n") == 1
    assert b"\x1b" not in ended.stderr
    ended.stderr.decode("utf-8")
