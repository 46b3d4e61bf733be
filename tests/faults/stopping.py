"""Runs a program that stops before its k-th file operation, as Python sees them.

    python tests/faults/stopping.py K session.py|adapter.py …

K = 0 stops nothing and says at the end how many there were (``COUNTED n``). SQLite's own operations inside one
statement are not seen, a statement is; for those see ``recording``, which needs strace.
"""

from __future__ import annotations

import os
import runpy
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

STOPPED = 9
"""The exit code of a program that was stopped."""
_CALLS = frozenset(
    {"open", "open_code", "mkdir", "write", "pwrite", "sendfile", "truncate", "ftruncate"}
) | frozenset({"fsync", "fdatasync", "rename", "replace", "link", "unlink", "remove"})
_MODULES = frozenset({"posix", "nt", "_io", "io"})
_METHODS = {
    "FileIO": {"write", "truncate"},
    "BufferedWriter": {"write", "flush", "close"},
    "BufferedRandom": {"write", "flush", "close"},
    "TextIOWrapper": {"write", "close"},
    "Connection": {"execute", "executemany", "executescript", "commit", "close"},
    "Cursor": {"execute", "executemany"},
}


def is_operation(function: Callable[..., Any]) -> bool:
    """Return whether a built-in function works on files."""
    own = getattr(function, "__self__", None)
    name = function.__name__
    if name == "write" and own in {sys.stdout, sys.stderr}:
        return False
    if getattr(function, "__module__", None) in _MODULES:
        return name in _CALLS
    return name in _METHODS.get(type(own).__name__, ())


def main(stop_at: int, script: str, words: list[str]) -> None:
    """Run a script of this folder."""
    counted = 0
    counting = threading.Lock()

    def watch(frame: FrameType, event: str, arg: Any) -> None:
        nonlocal counted
        if event == "c_call" and is_operation(arg):
            with counting:
                counted += 1
                if counted == stop_at:
                    os._exit(STOPPED)

    sys.argv = [script, *words]
    runpy.run_path(str(Path(__file__).with_name(script)), run_name="loaded")  # what importing reads is not its work
    threading.setprofile(watch)
    sys.setprofile(watch)
    try:
        runpy.run_path(str(Path(__file__).with_name(script)), run_name="__main__")
    except SystemExit:
        pass
    finally:
        sys.setprofile(None)
    os.write(1, b"COUNTED %d\n" % counted)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3:])
