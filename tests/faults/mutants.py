"""The adapter over a library that has been made worse on purpose: the tests must notice each.

    python tests/faults/mutants.py MUTANT write|read|recover …

``unsynced``: the log's appends are not synced. ``unmirrored``: there is no second copy of what is newer than the
library file. ``early``: a change is acknowledged while it is still in memory.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Mapping
from typing import Any

from storage.library.engine import mirror
from tests.faults import adapter

_LATE = 20
"""Operations that ``early`` acknowledges before it performs the first."""


class _Unsynced(sqlite3.Connection):
    """A connection that syncs nothing, whatever it was told."""

    def execute(self, *words: Any) -> sqlite3.Cursor:
        if not self.in_transaction and str(words[0]).lstrip().upper().startswith(("INSERT", "BEGIN")):
            super().execute("PRAGMA synchronous = OFF")
        return super().execute(*words)


def unsynced() -> None:
    """Let SQLite tell the disk nothing."""
    plain = sqlite3.connect

    def connect(*words: Any, **options: Any) -> sqlite3.Connection:
        made: sqlite3.Connection = plain(*words, **{**options, "factory": _Unsynced})
        return made

    setattr(sqlite3, "connect", connect)  # noqa: B010  # a mutant, and no caller should know


def unmirrored() -> None:
    """Write nothing into the mirror."""
    setattr(mirror.Mirror, "append", lambda self, rows: None)  # noqa: B010


def early() -> None:
    """Perform each operation long after it was acknowledged."""
    waiting: list[Mapping[str, Any]] = []
    perform = adapter.Notes.perform

    def late(self: adapter.Notes, operation: Mapping[str, Any]) -> None:
        waiting.append(operation)
        if len(waiting) > _LATE:
            perform(self, waiting.pop(0))

    setattr(adapter.Notes, "perform", late)  # noqa: B010


MUTANTS: Mapping[str, Callable[[], None]] = {"unsynced": unsynced, "unmirrored": unmirrored, "early": early}

if __name__ == "__main__":
    MUTANTS[sys.argv[1]]()
    code = adapter.main(sys.argv[2:])
    sys.stdout.flush()
    os._exit(code)
