"""Gives a text to a shell command that the reader has typed, on the terminal, and says how it ended."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys

from storage.errors import PaperknifeError
from tui.interrupts import left_to_others

_SHELL = "/bin/sh"
_KEY = 0.05
"""Seconds in which what belongs to one key comes: arrows and the like are sent as several bytes."""


def pipe(command: str, text: str) -> str:
    """Run ``command`` with ``text`` as its standard input, wait for a key, and return how it ended.

    The terminal must be the command's: the app is suspended. The text goes by the pipe alone, never into the command.

    Raises:
        PaperknifeError: there is no shell.
    """
    _say(f"$ {command}\n")
    try:
        with left_to_others():
            program = subprocess.Popen([_SHELL, "-c", command], stdin=subprocess.PIPE)
            program.communicate(text.encode())
    except OSError as error:
        raise PaperknifeError(f"{_SHELL} cannot be started: {error.strerror}") from error
    said = ended(program.returncode)
    _wait_for_key(f"\n[{said} · a key goes back to paperknife] ")
    return f"{said}: {command}"


def ended(code: int) -> str:
    """Return how a command ended, in words: its exit code, or the signal that killed it."""
    if code >= 0:
        return f"exit {code}"
    try:
        return f"ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"ended by signal {-code}"


def _wait_for_key(asking: str) -> None:
    """Ask and wait until any key is pressed, or until the terminal is gone; what was typed before does not count.

    What is typed after that key is left to whoever reads the terminal next.

    Setting the terminal drops what waits to be read, so it is done before the question is seen: an answer as quick as
    the question is not lost.
    """
    import termios
    import tty

    descriptor = sys.__stdin__.fileno() if sys.__stdin__ else 0
    try:
        before = termios.tcgetattr(descriptor)
    except termios.error:
        _say(asking)
        return
    try:
        tty.setcbreak(descriptor, termios.TCSAFLUSH)
        _say(asking)
        _read_key(descriptor)
    except (OSError, KeyboardInterrupt):
        return
    finally:
        termios.tcsetattr(descriptor, termios.TCSANOW, before)
        _say("\n")


def _read_key(descriptor: int) -> None:
    """Read one key: a character, or an escape with what belongs to it (ECMA-48, 5.4: ``ESC [ … @`` to ``~``)."""
    byte = os.read(descriptor, 1)
    if byte == b"\x1b":
        byte = _next(descriptor)
        if byte == b"[":
            while (byte := _next(descriptor)) and not b"@" <= byte <= b"~":
                pass
        elif byte == b"O":
            _next(descriptor)
    for least in (b"\xc0", b"\xe0", b"\xf0"):
        if byte >= least:
            _next(descriptor)


def _next(descriptor: int) -> bytes:
    """Return the next byte of a key, nothing when that was all."""
    return os.read(descriptor, 1) if select.select([descriptor], [], [], _KEY)[0] else b""


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
