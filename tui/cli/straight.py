"""The two commonest ways in: the library, and a file that it holds as it is now. Nothing is parsed or cleaned."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path

_LIBRARY = "--library"


def opened(words: Sequence[str]) -> int | None:
    """Open the app where ``words`` ask for no more than that, and return its exit code.

    None where there is more to do: other words, a file that is new or has changed, one that is to be refused.
    """
    asked = _asked(words)
    if asked is None:
        return None
    option, name = asked
    gc.disable()  # as tui.launch does, and for the same reason, from the first import on
    try:
        from storage.library.paths import library_home

        home = library_home(option)
        if name is None:
            from tui.launch import launch

            return launch(home)
        from storage.library.sightings import recall

        source, size = recall(home, Path(name)), _size(Path(name))
        if not source:
            return None
        from tui.launch import launch_on

        return launch_on(home, source, size)
    finally:
        gc.enable()


def _size(path: Path) -> int:
    """Return how many bytes a file has; none where it is gone."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _asked(words: Sequence[str]) -> tuple[str | None, str | None] | None:
    """Return what was given as ``--library`` and the one file; None where the words say anything else."""
    option = None
    left = list(words)
    if left[:1] == [_LIBRARY] and len(left) > 1 and left[1] and not left[1].startswith("-"):
        option, left = left[1], left[2:]
    if len(left) > 1 or (left and (not left[0] or left[0].startswith("-"))):
        return None
    return option, left[0] if left else None
