"""On what kind of file system a folder is: some do not let processes share memory, which SQLite's log needs."""

from __future__ import annotations

import os
from pathlib import Path

_NETWORK = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "9p",
        "afs",
        "ceph",
        "glusterfs",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.s3fs",
    }
)
_MOUNTS = Path("/proc/self/mounts")


def network_file_system(folder: Path, mounts: Path = _MOUNTS) -> str | None:
    """Return the kind of the network file system that ``folder`` is on; None where it is on none, or nobody can tell.

    ``mounts`` is the kernel's table of what is mounted where; systems without one tell nothing.
    """
    try:
        table = mounts.read_text("utf-8", "surrogateescape")
    except OSError:
        return None
    place = os.path.realpath(folder)
    best, kind = "", ""
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = _unescaped(fields[1])
        under = place == point or place.startswith(point.rstrip("/") + "/")
        if under and len(point) >= len(best):  # the last one on a point hides those before it
            best, kind = point, fields[2]
    return kind if kind in _NETWORK else None


def _unescaped(point: str) -> str:
    for sign, escape in ((" ", "\\040"), ("\t", "\\011"), ("\n", "\\012"), ("\\", "\\134")):
        point = point.replace(escape, sign)
    return point
