"""The engine: the one way to change a library, and the order of a commit.

1. Under the lock of this process, what other processes have appended to the log is laid over memory.
2. The action, a function over a draft of the present state, says what to change; nothing is altered yet.
3. Its rows are appended to the log with the next numbers, in one transaction that is synced to the disk. Where a
   number is taken, another process was first: back to 1.
4. Memory, and what is derived from it. 5. The mirror, not synced. 6. The call returns: the change is acknowledged.

The library file follows in a thread (:mod:`~storage.library.engine.checkpointer`); until it is written, the log has
what it lacks.
"""

from __future__ import annotations

import contextlib
import itertools
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from storage.errors import LibraryDamaged, LibraryError
from storage.library.disk import refusals_told
from storage.library.documents import DocumentChange, Draft
from storage.library.engine.acting import NOTHING, Committed, Heading, change_of, rows_of
from storage.library.engine.entering import enter, require_writable
from storage.library.engine.library_file import LibraryFile
from storage.library.engine.mirror import Mirror
from storage.library.engine.notices import Notices
from storage.library.engine.rows import Row
from storage.library.engine.troubles import LogDamaged, Taken
from storage.library.locking import Presence, locked
from storage.library.paths import LOCK_FILE, LOG_FILE, MIRROR_FILE
from storage.text import sanitise_line

if TYPE_CHECKING:  # a library that is only read needs nothing that writes or mends it
    from storage.library.engine.checkpointing import Snapshot
    from storage.library.engine.log import Log

T = TypeVar("T")

_OPTIMISTIC = 3
"""Times that an append is tried before the write lock is taken first."""
_LOOK_EVERY = 1.0
"""Seconds between two looks at whether somebody else has touched the files."""


class Store:
    """The documents of one library; safe to read from one thread while another one commits."""

    def __init__(self, home: Path, *, create: bool, origin: str) -> None:
        """Open the library in ``home``; ``origin`` is what the log calls this run.

        Raises:
            LibraryMissing: there is none, and ``create`` is False.
            LibraryDamaged: it cannot be rebuilt from what is left.
            LibraryBusy: another process holds it for too long.
            LibraryError: it cannot be read or made.
        """
        self.home = home
        self.origin = origin
        self.reading = threading.RLock()
        """Held while memory is read or altered; never while the disk works."""
        self._writing = threading.RLock()
        self._entered = entered = enter(home, create=create)
        self.created = entered.created
        state = entered.state
        self.library = state.library
        self.memory, self._log = state.memory, state.log
        self.sequence = state.sequence
        """The number of the newest change that is in memory."""
        self.notices = Notices(home, state.notices, keeps=not self.read_only)
        self.mirror = Mirror(home / MIRROR_FILE, state.library)
        self.file = LibraryFile(self, state, self._prune)
        self._looked = time.monotonic()
        self._closed = False
        self.came_in = False
        """Whether something came from outside that no :meth:`poll` has told of."""
        self.listener: Callable[[Iterable[DocumentChange]], None] = lambda changes: None
        """Called under :attr:`reading` with what memory has just been altered by."""
        if state.edits is not None:
            try:
                self.file.take_in(state.edits)
            except BaseException:
                self.file.stop()
                self._let_go()
                raise
        elif self.sequence > self.file.change and not self.read_only:
            self.file.nudge()

    # --- what it holds -----------------------------------------------------------------------------------------

    @property
    def presence(self) -> Presence | None:
        """What says that this process has the library open; None where the folder cannot be written."""
        return self._entered.presence

    @property
    def read_only(self) -> bool:
        """Whether the folder cannot be written."""
        return self.presence is None

    # --- changing ----------------------------------------------------------------------------------------------

    def commit(self, action: Callable[[Draft], T], heading: Callable[[T], Heading]) -> tuple[T, Committed]:
        """Run ``action`` over the present state and make what it laid down durable; it may be run more than once.

        Raises:
            LibraryBusy: another process holds the library for too long.
            LibraryError: the disk refuses; nothing has changed.
        """
        require_writable(self.home, self._entered)
        with self._writing, self.file.noting_if_busy():
            healed = False
            for attempt in itertools.count():
                log = self._open_log()
                try:
                    with log.alone() if attempt >= _OPTIMISTIC else contextlib.nullcontext():
                        self._catch_up(log)
                        draft = Draft(self.memory)
                        outcome = action(draft)
                        changes = draft.changes()
                        said = heading(outcome)
                        if not changes and said.turn == "do":
                            return outcome, Committed(None, ())
                        rows = rows_of(changes or (NOTHING,), said, self.memory, self.sequence, self.origin)
                        log.append(rows)
                except Taken:
                    continue
                except LogDamaged:
                    if healed:
                        raise
                    self._heal()
                    healed = True
                    continue
                self._lay(rows, changes)
                self.mirror.append(rows)
                self.file.nudge(len(rows))
                return outcome, Committed(rows[0].action, changes)
        raise AssertionError

    def _lay(self, rows: Sequence[Row], changes: Sequence[DocumentChange]) -> None:
        from storage.library.engine.recovery import is_forgotten, lay

        with self.reading:
            for row in rows:
                lay(self.memory, row)
                if is_forgotten(row):  # what was taken out of the log before this process could see it go
                    self.memory.drop_all_of(row.id)
            self.sequence = rows[-1].seq
            self.listener(changes)

    @contextlib.contextmanager
    def log(self) -> Iterator[Log]:
        """Give the log; nobody in this process commits meanwhile.

        Raises:
            LibraryDamaged: it is damaged and in use elsewhere.
            LibraryError: it cannot be opened.
        """
        with self._writing:
            yield self._open_log()

    # --- what others do ----------------------------------------------------------------------------------------

    def poll(self) -> bool:
        """Take in what other processes have changed; whether something has come from outside since the last poll.

        Returns at once while another thread commits.

        Raises:
            LibraryDamaged: a file is gone or damaged.
        """
        self.catch_up(wait=False)
        came, self.came_in = self.came_in, False
        return came

    def catch_up(self, *, wait: bool = True) -> None:
        """Take in what other processes have changed, for the next :meth:`poll` to tell.

        Where another thread commits, it is waited for, or else that thread takes it in.

        Raises:
            LibraryDamaged: a file is gone or damaged.
        """
        if self.read_only or not self._writing.acquire(blocking=wait):
            return
        try:
            if self._log is not None or self.file.is_touched:
                self._catch_up(self._open_log())
            if time.monotonic() - self._looked > _LOOK_EVERY:
                self._look()
        finally:
            self._writing.release()

    def _catch_up(self, log: Log) -> None:
        rows = log.rows_after(self.sequence)
        if not rows:
            return
        if [row.seq for row in rows] != list(range(self.sequence + 1, rows[-1].seq + 1)):
            raise LibraryDamaged(f"{LOG_FILE} has gaps; close paperknife everywhere and open it again")
        self._lay(rows, [change_of(row) for row in rows if row.table])
        self.came_in = True

    def _look(self) -> None:
        """See whether somebody has put other files in the place of ours."""
        self._looked = time.monotonic()
        if self._log is not None and self._log.replaced:
            self._heal()
        self.file.look()

    def _open_log(self) -> Log:
        if self._closed:
            raise LibraryError(f"the library {sanitise_line(str(self.home))} is closed")
        if self._log is None:
            from storage.library.engine.log import Log

            try:
                self._log = Log(self.home / LOG_FILE, exclusive=self._entered.exclusive)
                if self._log.library != self.library or self._log.last() < self.sequence:
                    raise LogDamaged(f"{LOG_FILE} is not the one of this library")
            except (FileNotFoundError, LogDamaged):
                self._heal()
        elif time.monotonic() - self._looked > _LOOK_EVERY:
            self._look()
        assert self._log is not None
        return self._log

    def _heal(self) -> None:
        """Begin a new log in the place of one that is gone or damaged: memory has all that was acknowledged.

        Raises:
            LibraryDamaged: another process has the library open.
            LibraryError: the disk refuses.
        """
        assert self.presence is not None
        with self.presence.alone() as alone, refusals_told(self.home), locked(self.home / LOCK_FILE):
            if not alone:
                shown = sanitise_line(str(self.home))
                raise LibraryDamaged(f"{shown}: {LOG_FILE} is damaged and in use: close paperknife everywhere else")
            from storage.library.engine.mending import renew_log

            if self._log is not None:
                self._log.close()
                self._log = None
            renew_log(self.home, self.snapshot())
            from storage.library.engine.log import Log

            self._log = Log(self.home / LOG_FILE, exclusive=self._entered.exclusive)
            self.file.was_written(self.sequence)

    def snapshot(self) -> Snapshot:
        """Return the present state, which nobody alters any more."""
        from storage.library.engine.checkpointing import Snapshot

        with self.reading:
            memory = self.memory
            places, unsorted = dict(memory.next_places), frozenset(memory.unsorted)
            lines = {table: dict(documents) for table, documents in memory.lines.items()}
            return Snapshot(self.library, self.sequence, places, lines, unsorted, self.file.more)

    def _prune(self) -> None:
        from storage.library.engine.pruning import prune

        with contextlib.suppress(LibraryError):  # a change tells of a disk that refuses
            prune(self, stopped=lambda: self._closed)

    def close(self) -> None:
        """Write what the library file lacks and let the files go; what cannot be written is a notice."""
        if self._closed:
            return
        try:
            self.file.close()
        finally:
            self._let_go()

    def _let_go(self) -> None:
        self._closed = True
        self.mirror.close()
        if self._log is not None:
            self._log.close()
        if self.presence is not None:
            self.presence.close()

    # --- for those who keep the files in order -----------------------------------------------------------------

    @contextlib.contextmanager
    def log_alone(self) -> Iterator[Log]:
        """Give the log, which no process writes meanwhile; memory has all that is in it.

        What is done to it inside is one transaction.

        Raises:
            LibraryBusy: another process writes it for too long.
            LibraryError: it is damaged, or the disk refuses.
        """
        with self.file.noting_if_busy(), self.log() as log, log.alone():
            self._catch_up(log)
            yield log
