"""Damaged and edited files are never thrown away: they stay beside the good ones, under a name that says when."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

from storage.library.disk import sync_folder

DAMAGED = (".damaged.", ".broken.")
ASIDE = (*DAMAGED, ".edited.", ".replaced.")
"""What is in the name of a file that was set aside; of one that is damaged nobody can tell what is in it."""


def aside_of(path: Path, why: str) -> Path:
    """Return a free name under which a file can be kept: ``library.json.damaged.20261122T160201``."""
    name = f"{path.name}.{why}.{time.strftime('%Y%m%dT%H%M%S')}"
    number, target = 1, path.with_name(name)
    while target.exists():
        number += 1
        target = path.with_name(f"{name}-{number}")
    return target


def keep_copy(path: Path, why: str) -> str:
    """Copy a file aside and return the copy's name.

    Raises:
        OSError: the disk refuses.
    """
    import shutil  # for what is damaged alone, which is seldom

    target = aside_of(path, why)
    shutil.copy2(path, target)
    return target.name


def move_log(log: Path, target: Path) -> None:
    """Move a log aside with what SQLite keeps beside it: a new log must not find that.

    Raises:
        OSError: the disk refuses.
    """
    for suffix in ("-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            Path(f"{log}{suffix}").replace(f"{target}{suffix}")
    log.replace(target)
    sync_folder(log.parent)
