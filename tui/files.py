"""Files that the user names: written whole or not at all, and how a path is shown."""

from __future__ import annotations

import os
from pathlib import Path

from storage.errors import UsageError


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` in UTF-8 so that at every moment the file is either the old one or the whole new one.

    A link is followed, so that it stays one. What is no ordinary file (a device, a pipe) is written to directly.

    Raises:
        UsageError: the path is a folder, or its folder does not exist.
        OSError: it cannot be written.
    """
    from storage.library.disk import replace_file, sync_folder

    place = path.resolve()
    if place.is_dir():
        raise UsageError(f"{path} is a folder; name a file in it")
    if not place.parent.is_dir():
        raise UsageError(f"{path.parent} is no folder; make it first, or name another place")
    try:
        if place.exists() and not place.is_file():
            place.write_text(text, encoding="utf-8")
            return
        mode = place.stat().st_mode & 0o777 if place.exists() else 0o666 & ~_umask()
        replace_file(place, text.encode("utf-8"))
        place.chmod(mode)
        sync_folder(place.parent)
    except OSError as error:  # which may name a temporary file, or none
        raise OSError(error.errno, error.strerror, str(path)) from error


def home_as_tilde(path: Path) -> str:
    """Return a path as it is shown, ``~`` for the home folder."""
    home = Path.home()
    return str("~" / path.relative_to(home)) if path.is_relative_to(home) else str(path)


def _umask() -> int:
    """Return the umask, which can only be learned by setting it."""
    current = os.umask(0o077)
    os.umask(current)
    return current
