"""Remembers the hashes of files that were read, so that a file that has not changed need not be read again.

``cache/sightings``: a line for each file as it was seen, the newest last, and no names. What is remembered is only
ever compared with what the library holds, so a line that is lost, cut off or wrong costs a reading, and no more.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from storage.library.paths import CACHE_FOLDER, SIGHTINGS_FILE
from storage.sighting import Sighting, sighting_in

_HASH = 64
"""Characters of a SHA-256 in hexadecimal."""
_MOST = 1 << 20
"""Bytes above which the older half is dropped: some seven thousand files."""


def recall(home: Path, path: Path) -> str:
    """Return the SHA-256 of the bytes in the file at ``path``; empty where it was never read, or changed since."""
    try:
        seen = sighting_in(path.stat())
        lines = _file(home).read_bytes()
    except (OSError, ValueError):  # a name with a null is none
        return ""
    begun = b"\n" + _begun(seen)
    at = lines.rfind(begun) + len(begun)
    source = lines[at : at + _HASH + 1]
    return source[:-1].decode("ascii", "replace") if at >= len(begun) and source[_HASH:] == b"\n" else ""


def remember(home: Path, seen: Iterable[tuple[Sighting, str]]) -> None:
    """Remember the SHA-256 of files as they were seen; where that cannot be written it is not."""
    lines = b"".join(b"\n%b%b\n" % (_begun(sighting), source.encode()) for sighting, source in seen)
    if not lines:
        return
    file = _file(home)
    with contextlib.suppress(OSError):
        file.parent.mkdir(mode=0o700, exist_ok=True)
        number = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        with os.fdopen(number, "r+b", buffering=0) as appended:
            appended.write(lines)
            if os.fstat(number).st_size > _MOST:
                kept = file.read_bytes()[-_MOST // 2 :]
                appended.truncate(0)
                appended.write(kept[kept.find(b"\n") :])


def forget_all(home: Path) -> None:
    """Have every file read again: what is stored of one is found damaged, and another reading puts it right."""
    with contextlib.suppress(OSError):
        _file(home).unlink(missing_ok=True)


def _file(home: Path) -> Path:
    return home / CACHE_FOLDER / SIGHTINGS_FILE


def _begun(seen: Sighting) -> bytes:
    """Return what the line of a file begins with."""
    return b"%d %d %d %d %d " % seen
