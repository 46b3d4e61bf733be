"""A line on standard error that counts what is done; only on a terminal, and gone when the work is."""

from __future__ import annotations

import sys
from time import monotonic
from types import TracebackType
from typing import Self

from storage.text import sanitise_line
from tui.cli.output import PAGE, terminal_width

_EVERY = 0.1
"""Seconds between two pictures."""
_CLEAR = "\r\x1b[K"


class CountingLine:
    """Counts inputs while they come in; a context manager that wipes its line."""

    def __init__(self, *, visible: bool = True) -> None:
        self._done = 0
        self._shown_at = 0.0
        self._visible = visible and sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wipe()

    def count(self, name: str) -> None:
        """Note that one more input is done, and show it now and then."""
        self._done += 1
        now = monotonic()
        if self._visible and now - self._shown_at >= _EVERY:
            self._shown_at = now
            self._write(_CLEAR + self._line(name))

    def wipe(self) -> None:
        """Take the line away, before something else is written and at the end."""
        if self._visible and self._shown_at:
            self._write(_CLEAR)

    def _line(self, name: str) -> str:
        """Return the picture, no wider than the terminal: what runs over could not be wiped."""
        from tui.cli.setting import cropped

        return cropped(f"{self._done} done · {sanitise_line(name)}", (terminal_width(sys.stderr) or PAGE) - 1)

    @staticmethod
    def _write(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
