"""What the reader must know of the library's files, kept until it has been told.

A repair notes what it is about to do before it does it: once the files are good again nothing else tells of it, and
the process may not live to say so. One that ends between telling and forgetting makes the next one say it again.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from storage.library.disk import FILE_MODE
from storage.library.paths import NOTICES_FILE


def note_ahead(home: Path, notice: str) -> None:
    """Note one line, durably.

    Raises:
        OSError: the disk refuses.
    """
    number = os.open(home / NOTICES_FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, FILE_MODE)
    try:
        os.write(number, f"{notice}\n".encode("utf-8", "replace"))
        os.fsync(number)
    finally:
        os.close(number)


def noted(home: Path) -> tuple[str, ...]:
    """Return what has been noted and not yet told, each line once."""
    try:
        text = (home / NOTICES_FILE).read_text("utf-8", "replace")
    except OSError:
        return ()
    return tuple(dict.fromkeys(line for line in text.splitlines() if line))


class Notices:
    """What one run has to tell, and what those before it noted and did not come to tell."""

    def __init__(self, home: Path, lines: Iterable[str], *, keeps: bool) -> None:
        """``keeps`` says whether the folder can be written, so that what was told can be forgotten."""
        self._home = home
        self._lines = list(lines)
        self._keeps = keeps

    def tell(self, line: str) -> None:
        """Have the reader told something of the files, in one line."""
        self._lines.append(line)

    def take(self) -> tuple[str, ...]:
        """Return what is to be told, one line each, each once, and forget it."""
        lines, self._lines = (*noted(self._home), *self._lines), []
        if lines and self._keeps:
            with contextlib.suppress(OSError):
                (self._home / NOTICES_FILE).unlink()
        return tuple(dict.fromkeys(lines))
