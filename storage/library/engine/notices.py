"""What the reader must know of the library's files, kept until it has been told.

A repair notes what it is about to do before it does it: once the files are good again nothing else tells of it, and
the process may not live to say so. One that ends between telling and forgetting makes the next one say it again.
"""

from __future__ import annotations

import contextlib
import os
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


def forget(home: Path) -> None:
    """Forget what has been noted: it has been told."""
    with contextlib.suppress(OSError):
        (home / NOTICES_FILE).unlink()
