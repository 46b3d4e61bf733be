"""Gives the app the terminal, whatever the three standard descriptors are tied to, and puts them back after.

With standard input a pipe Textual's keyboard is dead, with standard output a pipe it draws 80×24, with standard error
a pipe the picture vanishes; it takes them as they are when it is imported.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from storage.errors import UsageError

_STANDARD = (0, 1, 2)
_NEEDED = "paperknife needs a terminal to open; its commands do without: paperknife --help lists them"


@contextmanager
def own_terminal() -> Iterator[None]:
    """Tie descriptors 0, 1 and 2 to the terminal as long as this lasts.

    Raises:
        UsageError: there is no terminal, or one that cannot draw.
    """
    other, terminal = _terminal()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError, ValueError):
                stream.flush()
    aside = {descriptor: _copy(descriptor) for descriptor in other}
    streams = (sys.stdin, sys.__stdin__, sys.stdout, sys.__stdout__, sys.stderr, sys.__stderr__)
    try:
        for descriptor in other:
            os.dup2(terminal, descriptor)
        _fill_streams()
        _give_size()
        yield
    finally:
        (sys.stdin, sys.__stdin__, sys.stdout, sys.__stdout__, sys.stderr, sys.__stderr__) = streams  # type: ignore[misc]  # typeshed calls the dunder ones final
        for descriptor, copy in aside.items():
            if copy is None:
                os.close(descriptor)
            else:
                os.dup2(copy, descriptor)
                os.close(copy)
        if other:
            os.close(terminal)


def need_terminal() -> None:
    """Return if there is a terminal to draw on.

    Raises:
        UsageError: there is none, or one that cannot draw.
    """
    other, terminal = _terminal()
    if other:
        os.close(terminal)


def _terminal() -> tuple[list[int], int]:
    """Return which of the standard descriptors are no terminal, and one that is, if any of them needs it."""
    if os.environ.get("TERM") == "dumb":
        raise UsageError("this terminal cannot draw (TERM is dumb); paperknife --help lists commands that need not")
    other = [descriptor for descriptor in _STANDARD if not os.isatty(descriptor)]
    return other, _open_terminal(other)


def _give_size() -> None:
    """Make a terminal without a size 80×24: Textual takes two guesses at it, and goes to and fro between them.

    Serial lines and containers say so, some of them only for a moment; a size that they say later counts.
    """
    import termios

    with suppress(termios.error):
        if 0 in termios.tcgetwinsize(0):
            termios.tcsetwinsize(0, (24, 80))


def terminal_is_there() -> bool:
    """Return whether the terminal at standard input still is one: after a hang-up it is not."""
    return os.isatty(0)


def _open_terminal(needing: list[int]) -> int:
    """Return a descriptor of the terminal, above the standard ones; -1 when none of those needs it."""
    if not needing:
        return -1
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        raise UsageError(_NEEDED) from None
    if terminal > max(_STANDARD):
        return terminal
    import fcntl  # one of the three was closed, and the terminal took its place

    above = fcntl.fcntl(terminal, fcntl.F_DUPFD_CLOEXEC, max(_STANDARD) + 1)
    os.close(terminal)
    return above


def _copy(descriptor: int) -> int | None:
    """Return a copy of a descriptor, out of the way of the standard ones; None when it is closed."""
    import fcntl

    try:
        return fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, max(_STANDARD) + 1)
    except OSError:
        return None


def _fill_streams() -> None:
    """Make streams for descriptors that were closed when Python started: it has none for these."""
    for descriptor, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        for attribute in (name, f"__{name}__"):
            if getattr(sys, attribute) is None:
                setattr(sys, attribute, open(descriptor, mode, encoding="utf-8", closefd=False))  # noqa: SIM115  lives as long as the app
