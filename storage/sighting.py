"""A file as a look at it tells, without reading it: by this one is known that has not changed since it was read."""

from __future__ import annotations

import os
import time
from typing import NamedTuple

_SETTLED = 2_000_000_000
"""Nanoseconds after which a change surely has another time: the coarsest clock of a file system ticks in 2 s."""
_COARSE = 10_000_000
"""Nanoseconds. Where a time of change is a whole number of these, its file system most likely does not keep any.

It then gives out the time of the last writing, which anybody can set (sshfs, FAT, exFAT, images of file systems).
"""


class Sighting(NamedTuple):
    """Which file it is and when it was changed last; two that are the same are of the same bytes."""

    device: int
    inode: int
    size: int
    modified: int
    """Nanoseconds since 1970."""
    changed: int
    """When anything of it was changed, also its times: nobody can set that back."""


def sighting_in(status: os.stat_result) -> Sighting:
    """Return what a look at a file tells."""
    return Sighting(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def is_settled(sighting: Sighting) -> bool:
    """Return whether a file that is seen so now will look different once it has changed.

    One that was changed a moment ago may be changed again within the same tick of its file system's clock. Where
    times of change are made up, two files may look the same, also one that came later with another disk.
    """
    return sighting.changed % _COARSE != 0 and time.time_ns() - max(sighting.modified, sighting.changed) > _SETTLED
