"""A progress bar on standard error; only on a terminal, and gone when the work is done."""

from __future__ import annotations

import sys
from collections.abc import Callable
from time import monotonic
from types import TracebackType
from typing import Self

from storage.text import sanitise_line
from tui.cli.output import PAGE, terminal_width

_EVERY = 0.1
"""Seconds between two pictures."""
_CLEAR = "\r\x1b[K"
_CELLS = 20
_FORESEES_AFTER = 3.0
"""Seconds of work after which it is said how long the rest will take."""


class ProgressBar:
    """Shows how many of the inputs are done; a context manager that wipes its line.

    ``count_all`` says how many there will be, near enough; it is asked only where somebody sees the bar.
    """

    def __init__(self, count_all: Callable[[], int], *, visible: bool = True) -> None:
        self._done = 0
        self._name = ""
        self._shown_at = 0.0
        self._stands = False
        self._began = monotonic()
        self._visible = visible and sys.stderr.isatty()
        self._all = count_all() if self._visible else 0

    def __enter__(self) -> Self:
        if self._visible and self._all > 1:
            self._show()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wipe()

    def count(self, name: str) -> None:
        """Note that one more input is done, and show it now and then."""
        self._done += 1
        self._name = name
        if monotonic() - self._shown_at >= _EVERY:
            self.draw()

    def show(self, done: int, among: int, name: str) -> None:
        """Show that ``done`` of ``among`` are done, for work that counts by itself; nothing while it has none."""
        if among:
            self._done, self._all = done - 1, among
            self.count(name)

    def draw(self) -> None:
        """Show how far it is; nothing before there is more than one input, or where nobody looks."""
        if self._visible and self._done and max(self._all, self._done) > 1:
            self._shown_at = monotonic()
            self._show()

    def wipe(self) -> None:
        """Take the line away, before something else is written and at the end."""
        if self._stands:
            self._stands, self._shown_at = False, 0.0
            self._write(_CLEAR)

    def _show(self) -> None:
        self._stands = True
        self._write(_CLEAR + self._line())

    def _line(self) -> str:
        """Return the picture, no wider than the terminal: what runs over could not be wiped."""
        from tui.cli.setting import cropped

        done, total = self._done, max(self._all, self._done)
        full = _CELLS * done // total
        bar = "▰" * full + "▱" * (_CELLS - full)
        spent = monotonic() - self._began
        left = spent * (total - done) / max(done, 1)
        foreseen = f" · {_in_words(left)} left" if done and spent > _FORESEES_AFTER and left >= 1 else ""
        width = (terminal_width(sys.stderr) or PAGE) - 1
        name = f" · {sanitise_line(self._name)}" if self._name else ""
        return cropped(f"{bar} {done} of {total}{foreseen}{name}", width)

    @staticmethod
    def _write(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


def _in_words(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"
