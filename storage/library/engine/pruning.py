"""Lets go of the oldest history where it has grown too large, and of files that only it needed.

What the library file before the present one does not hold is never touched: with it everything can be rebuilt. It is
done in slices, each too short for a key to wait for it.
"""

from __future__ import annotations

import contextlib
import itertools
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from storage.errors import LibraryBusy
from storage.library.blobs import Blobs
from storage.library.disk import stamp_of
from storage.library.documents import ARTICLES
from storage.library.engine.checkpoint import read_header
from storage.library.engine.log import Log
from storage.library.engine.memory import Memory
from storage.library.engine.rows import Row
from storage.library.named import files_in, files_of
from storage.library.paths import LIBRARY_FILE, LOG_FILE, PREVIOUS_FILE

_FRESH = 86_400
"""Seconds in which a file without a record may be one that is just coming in."""
_BREATH = 0.01
"""Seconds between two slices."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a log may grow."""

    least: int = 64 << 20
    """Bytes up to which nothing is let go."""
    times: int = 2
    """Of the library file's size: the log may be so many times as large."""
    guarded: int = 256 << 20
    """Bytes up to which the last :attr:`days` stay whole."""
    days: int = 30
    rows: int = 64
    """Rows in one slice."""
    pages: int = 128
    """Pages of the file that a slice gives back to the disk."""


LIMITS = Limits()
"""What holds for a reader's library."""


class Pruned(Protocol):
    """A library whose history is let go of."""

    @property
    def home(self) -> Path:
        """Its folder."""

    @property
    def library(self) -> str:
        """Its own uuid."""

    @property
    def memory(self) -> Memory:
        """Its documents."""

    @property
    def reading(self) -> contextlib.AbstractContextManager[object]:
        """Held while memory is read."""

    @property
    def read_only(self) -> bool:
        """Whether the folder cannot be written."""

    def log(self) -> contextlib.AbstractContextManager[Log]:
        """Give the log; nobody in this process commits meanwhile."""


def prune(store: Pruned, limits: Limits = LIMITS, stopped: Callable[[], bool] = lambda: False) -> int:
    """Let go of old history if the log is too large; return how many changes went.

    Call it where no key waits, after the library file was written. It ends early where another process writes, and
    when it is ``stopped``.

    Raises:
        LibraryError: the disk refuses, or the log is damaged.
    """
    from storage.library.engine.log_care import size

    if store.read_only:
        return 0
    home = store.home
    previous = read_header(home / PREVIOUS_FILE)
    with store.log() as log:
        large = size(log)
    file = stamp_of(home / LIBRARY_FILE)
    limit = max(limits.least, limits.times * (0 if file is None else file[2]))
    if large <= limit or previous is None or previous.library != store.library:
        return 0
    gone, goal, files = 0, limit * 3 // 4, set[tuple[str, str]]()
    while large > goal and not stopped():
        try:
            with store.log() as log:
                taken = _slice(log, previous.change, limits, guarded=large <= limits.guarded)
                large = size(log)
        except LibraryBusy:  # another process writes: the next time will do
            break
        if not taken:
            break
        files.update(files_in(taken))
        gone += len(taken)
        time.sleep(_BREATH)
    if files:
        _let_files_go(store, files)
    return gone


def _slice(log: Log, last: int, limits: Limits, *, guarded: bool) -> list[Row]:
    """Take the oldest rows out of the log, up to change ``last``, and return them.

    The first row of an action has its name and goes first: what is left of one that is cut cannot be undone by half.
    """
    from storage.library.engine.log_care import prune as take_out

    with log.connection():
        found = log.select("WHERE seq <= ? ORDER BY seq LIMIT ?", last, limits.rows)
    rows = [log.row(values) for values in found]
    if guarded:
        youngest = time.time_ns() // 1_000_000 - limits.days * 86_400_000
        rows = list(itertools.takewhile(lambda row: row.at < youngest, rows))
    if rows:
        take_out(log, rows[-1].seq, limits.pages)
    return rows


def _let_files_go(store: Pruned, files: set[tuple[str, str]]) -> None:
    """Delete those of the files that no article and no change names any more."""
    with contextlib.suppress(LibraryBusy), contextlib.closing(Log(store.home / LOG_FILE)) as log, log.connection():
        left = files_in(map(log.row, log.select("WHERE tbl = 'articles'")))
        with store.reading:
            held = {pair for article in store.memory.all(ARTICLES) for pair in files_of(article)}
        _delete(store.home, files - left - held)


def _delete(home: Path, files: Iterable[tuple[str, str]]) -> None:
    for kind, name in files:
        path = Blobs(home / kind).path(name)
        with contextlib.suppress(OSError):  # it is harmless where it stays
            if time.time() - path.stat().st_mtime > _FRESH:
                path.unlink()
