"""What journeys need: a home of their own, the command line, and a terminal to sit at."""

from __future__ import annotations

import codecs
import contextlib
import copy
import fcntl
import os
import pty
import re
import select
import shlex
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import pyte
import pytest

from tests.children import PATIENCE, hear_signals

INSTALLED = os.environ.get("PAPERKNIFE_COMMAND", "")
"""How to start the program when it is not the checkout that is to be tried: an installed one, or ``make read``."""
PAPERKNIFE = tuple(shlex.split(INSTALLED)) or (sys.executable, "-m", "tui")
"""The real program: the checkout's, unless another one is named."""

_KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "ctrl+@": "\x00",
    "f1": "\x1bOP",
    "ctrl+backslash": "\x1c",
}

# What pyte would print or misread: strings to the terminal, colours with colons, and control sequences that are
# private or have intermediate bytes. Modes (``?…h`` and ``?…l``) are left to it.
_NOT_FOR_PYTE = re.compile(
    "\x1b[]PX^_].*?(?:\x07|\x1b\\\\)"
    "|\x1b\\[[0-9;]*:[0-9:;]*m"
    "|\x1b\\[[<=>][0-?]*[ -/]*[@-~]"
    "|\x1b\\[[0-?]*[ -/]+[@-~]"
    "|\x1b\\[\\?[0-?]*[@-gi-km-~]",
    re.DOTALL,
)
_ASKED = "\x1b[?2026$p"
_ANSWER = b"\x1b[?2026;2$y"
"""Does it show a picture only when all of it is there? Yes, and the program says where one begins and ends."""
_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
_OTHER_SCREEN = 1049
_UNFINISHED = re.compile("\x1b(?:[]PX^_][^\x07\x1b]*\x1b?|\\[[0-?]*[ -/]*|[ -/]*)?$")


class _Screen(pyte.Screen):
    """A screen with another one behind it, which is there again as it was when a program gives the first one back."""

    _behind: tuple[Any, ...] | None = None

    def set_mode(self, *modes: int, **how: Any) -> None:
        if _OTHER_SCREEN in modes and how.get("private") and self._behind is None:
            self._behind = copy.deepcopy((self.buffer, self.cursor))
            self.erase_in_display(2)
        super().set_mode(*modes, **how)

    def reset_mode(self, *modes: int, **how: Any) -> None:
        super().reset_mode(*modes, **how)
        if _OTHER_SCREEN in modes and how.get("private") and self._behind is not None:
            (self.buffer, self.cursor), self._behind = self._behind, None


class Terminal:
    """A program in a pseudo-terminal, the keys that are pressed there and the screen that it draws.

    Nothing sleeps for a fixed time: a test waits for what it expects to see. As terminals do that can, it shows each
    picture whole, however slowly it comes.
    """

    def __init__(self, argv: Sequence[str], columns: int, rows: int, env: Mapping[str, str]) -> None:
        self._screen = _Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._unread = ""
        self._ours, theirs = pty.openpty()
        os.set_blocking(self._ours, False)
        self._set_size(columns, rows)
        self._program = subprocess.Popen(
            argv,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=dict(env),
            start_new_session=True,
            preexec_fn=_take_terminal,
            close_fds=True,
        )
        os.close(theirs)

    # what is done

    def type(self, *keys: str) -> None:
        """Press keys: single characters, or names such as ``enter``, ``escape``, ``ctrl+s``, ``shift+tab``.

        ``escape`` must be the last one, and what it does be waited for: with a key behind it, it means alt.
        """
        if "escape" in keys[:-1]:
            raise ValueError("wait for what escape does before the next key is pressed")
        self._write("".join(map(_sequence, keys)))

    def write(self, text: str) -> None:
        """Press the key of each character; a newline is ``enter``."""
        self._write(text.replace("\n", "\r"))

    def paste(self, text: str) -> None:
        """Paste, as a terminal does it that brackets what is pasted."""
        self._write(f"\x1b[200~{text}\x1b[201~")

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self._read_all()
        self._screen.resize(rows, columns)
        self._set_size(columns, rows)

    def kill(self) -> None:
        """End the program as kill -9 does."""
        self._program.kill()
        self._program.wait(PATIENCE)

    def close(self) -> None:
        """Close the window; a program that does not end by that is killed."""
        if self._ours < 0:
            return
        if self._program.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._program.pid, signal.SIGHUP)
        if not self._ends(PATIENCE):
            self.kill()
        os.close(self._ours)
        self._ours = -1

    # what is seen

    def screen(self) -> list[str]:
        """Return the lines of the screen as they are now, without spaces at their ends."""
        self._read_all()
        return [line.rstrip() for line in self._screen.display]

    def wait_for(self, text: str, seconds: float = PATIENCE) -> str:
        """Wait until ``text`` is in a line of the screen and return that line."""
        lines = self.wait_until(lambda lines: any(text in line for line in lines), f"“{text}”", seconds)
        return next(line for line in lines if text in line)

    def wait_gone(self, text: str, seconds: float = PATIENCE) -> None:
        """Wait until ``text`` is in no line of the screen."""
        self.wait_until(lambda lines: not any(text in line for line in lines), f"no “{text}”", seconds)

    def wait_until(
        self, condition: Callable[[list[str]], bool], what: str = "it", seconds: float = PATIENCE
    ) -> list[str]:
        """Wait until ``condition`` holds of the screen's lines and return them; ``what`` names it in the failure."""
        deadline = time.monotonic() + seconds
        while not condition(lines := self.screen()):
            left = deadline - time.monotonic()
            if left <= 0 or not self._read(left):
                if condition(lines := self.screen()):
                    break
                pytest.fail(f"{what} was not seen; {self._state()}:\n" + "\n".join(self._framed()))
        return lines

    def wait_end(self, seconds: float = PATIENCE) -> int:
        """Wait until the program has ended and return its exit code."""
        if not self._ends(seconds):
            pytest.fail("the program did not end:\n" + "\n".join(self._framed()))
        self._read_all()
        return int(self._program.returncode)

    @property
    def pid(self) -> int:
        """The program's process id."""
        return self._program.pid

    # how

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _write(self, text: str) -> None:
        data = text.encode()
        while data:
            _, writable, _ = select.select([], [self._ours], [], PATIENCE)
            if not writable:
                pytest.fail("the program reads no keys; " + self._state())
            with contextlib.suppress(BlockingIOError):
                data = data[os.write(self._ours, data[:1024]) :]
            self._read_all()

    def _ends(self, seconds: float) -> bool:
        """Wait until the program has ended. What it writes meanwhile is read, or it would wait for that."""
        deadline = time.monotonic() + seconds
        while self._program.poll() is None and time.monotonic() < deadline:
            if not self._read(0.02):
                time.sleep(0.02)
        return self._program.poll() is not None

    def _read_all(self) -> None:
        while self._read(0):
            pass

    def _read(self, seconds: float) -> bool:
        """Take in what is written within ``seconds``; False when that is nothing or the terminal was closed."""
        if self._ours < 0 or not select.select([self._ours], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._ours, 1 << 16)
        except OSError:  # the other side is closed: Linux says so with an error
            return False
        self._draw(self._decoder.decode(data))
        return bool(data)

    def _draw(self, text: str) -> None:
        text = self._unread + text
        tail = _UNFINISHED.search(text)
        end = tail.start() if tail else len(text)
        begun = text.rfind(_BEGIN, 0, end)
        if begun >= 0 and text.find(_END, begun, end) < 0:
            end = begun
        ready, self._unread = text[:end], text[end:]
        for _ in range(ready.count(_ASKED)):
            with contextlib.suppress(OSError):  # it has ended meanwhile
                os.write(self._ours, _ANSWER)
        self._stream.feed(_NOT_FOR_PYTE.sub("", ready))

    def _state(self) -> str:
        code = self._program.poll()
        return "the program runs" if code is None else f"the program has ended with {code}"

    def _framed(self) -> list[str]:
        return [f"│{line:<{self._screen.columns}}│" for line in self.screen()]


def _take_terminal() -> None:
    """Make standard input the terminal that controls the new session, as a terminal does it that opens."""
    hear_signals()
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _sequence(key: str) -> str:
    """What a terminal sends for a key."""
    if len(key) == 1:
        return key
    if key in _KEYS:
        return _KEYS[key]
    held, _, letter = key.partition("+")
    if held == "ctrl" and len(letter) == 1 and letter.isalpha():
        return chr(ord(letter.upper()) - 64)
    if held == "ctrl" and len(letter) == 1:
        return f"\x1b[{ord(letter)};5u"
    if held == "alt" and letter:
        return "\x1b" + _sequence(letter)
    raise ValueError(f"no key is named {key}")


class OpenTerminal(Protocol):
    """Starts a program in a terminal of its own; it is closed when the test ends."""

    def __call__(
        self,
        argv: Sequence[str] = PAPERKNIFE,
        columns: int = 100,
        rows: int = 30,
        env: Mapping[str, str] | None = None,
    ) -> Terminal:
        """``env`` is laid over the environment of the journey."""


class RunPaperknife(Protocol):
    """Runs the real command without a terminal."""

    def __call__(self, *words: str | Path, stdin: str | bytes = "", code: int = 0) -> str:
        """Return what it printed, after it ended with ``code``."""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment in which everything that is read or written by itself is below the test's own folder."""
    home = tmp_path / "home"
    places = {
        "HOME": home,
        "XDG_CONFIG_HOME": home / "config",
        "XDG_DATA_HOME": home / "data",
        "XDG_STATE_HOME": home / "state",
        "XDG_CACHE_HOME": home / "cache",
        "PAPERKNIFE_HOME": home / "library",
        "TMPDIR": home / "tmp",
    }
    for place in places.values():
        if place.name != "library":
            place.mkdir(parents=True, exist_ok=True)
    return {
        **{name: str(place) for name, place in places.items()},
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "PYTHONDONTWRITEBYTECODE": "1",
        **({} if INSTALLED else {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}),
    }


@pytest.fixture
def terminal(environment: dict[str, str]) -> Iterator[OpenTerminal]:
    """Open terminals; all are closed when the test ends."""
    opened: list[Terminal] = []

    def open_one(
        argv: Sequence[str] = PAPERKNIFE,
        columns: int = 100,
        rows: int = 30,
        env: Mapping[str, str] | None = None,
    ) -> Terminal:
        opened.append(Terminal(argv, columns, rows, {**environment, **(env or {})}))
        return opened[-1]

    yield open_one
    for each in opened:
        each.close()


@pytest.fixture
def paperknife(environment: dict[str, str]) -> RunPaperknife:
    """Run the real command line."""

    def run(*words: str | Path, stdin: str | bytes = "", code: int = 0) -> str:
        done = subprocess.run(
            [*PAPERKNIFE, *map(str, words)],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            env=environment,
            timeout=20 * PATIENCE,
        )
        said = done.stderr.decode()
        assert done.returncode == code, f"paperknife {' '.join(map(str, words))} ended with {done.returncode}: {said}"
        assert "Traceback" not in said
        return done.stdout.decode()

    return run
