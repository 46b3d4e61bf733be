"""The library file of an open library: written behind the reader's back, and watched for what others make of it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from storage.errors import LibraryBusy, PaperknifeError
from storage.library.disk import Stamp, refusals_told, stamp_of
from storage.library.documents import ANNOTATIONS, Draft
from storage.library.engine.acting import Committed, Heading
from storage.library.engine.checkpointer import Checkpointer
from storage.library.engine.mirror import Mirror
from storage.library.engine.notices import Notices
from storage.library.engine.opening import State, is_settled
from storage.library.locking import locked
from storage.library.paths import LIBRARY_FILE, LOCK_FILE, LOG_FILE
from storage.text import sanitise_line
from storage.wording import count_of

if TYPE_CHECKING:
    from storage.library.engine.checkpointing import Snapshot
    from storage.library.engine.log import Log
    from storage.library.engine.takeover import TakeOver

T = TypeVar("T")


class Source(Protocol):
    """What the file is written from."""

    home: Path
    library: str
    mirror: Mirror
    notices: Notices
    sequence: int
    """The number of the newest change that is in memory."""
    came_in: bool
    """Whether something came from outside that nobody has been told of."""

    @property
    def read_only(self) -> bool:
        """Whether the folder cannot be written."""

    def snapshot(self) -> Snapshot:
        """Return the present state, which nobody alters any more."""

    def log(self) -> contextlib.AbstractContextManager[Log]:
        """Give the log; nobody in this process commits meanwhile."""

    def log_alone(self) -> contextlib.AbstractContextManager[Log]:
        """Give the log, which no process writes meanwhile; memory has all that is in it."""

    def commit(self, action: Callable[[Draft], T], heading: Callable[[T], Heading]) -> tuple[T, Committed]:
        """Carry out an action."""


class LibraryFile:
    """Writes the file when it is time, takes edits of others over, and keeps them when they cannot be."""

    def __init__(self, source: Source, state: State, afterwards: Callable[[], object]) -> None:
        """``afterwards`` is called each time that the file has been written where no key waits."""
        self._source = source
        self._path = source.home / LIBRARY_FILE
        self._stamp: Stamp | None = state.stamp
        self._foreign: object = ...
        """The stamp of a file that is not ours, for which the checkpointer has been called."""
        self._writing = threading.Lock()
        self._afterwards = afterwards
        self._checkpointer = Checkpointer(self._at_leisure, self._refused)
        self._is_refused = False
        self._is_busy = False
        """Whether another process was waited for in vain when something was written last."""
        self.change = state.checkpointed
        """The number of the last change that is in the file."""
        self.more = state.more
        """What else the file says of itself."""

    @property
    def is_touched(self) -> bool:
        """Whether the files are others than those that this process has read or written."""
        settled = is_settled(self._source.home, self._source.library, self.change)
        return not settled or stamp_of(self._path) != self._stamp

    def look(self) -> None:
        """Have it seen to if somebody has touched the file."""
        stamp = stamp_of(self._path)
        if self._stamp is not None and stamp not in {self._stamp, self._foreign}:
            self._foreign = stamp  # once: each nudge has the checkpointer wait anew
            self.nudge()

    def nudge(self, changes: int = 1) -> None:
        """Have the file written soon."""
        self._checkpointer.nudge(changes)

    @contextlib.contextmanager
    def noting_if_busy(self) -> Iterator[None]:
        """Note whether another process is waited for in vain meanwhile: closing does not wait for it once more."""
        try:
            yield
        except LibraryBusy:
            self._is_busy = True
            raise
        self._is_busy = False

    def was_written(self, change: int) -> None:
        """Note that the file has just been written with everything up to ``change``."""
        self.change, self._stamp = change, stamp_of(self._path)

    def checkpoint(self) -> None:
        """Write the file if it lacks anything, or if somebody else has edited it.

        Raises:
            LibraryError: the disk refuses; the log has everything.
        """
        from storage.library.engine.checkpointing import is_edited

        with self._writing, refusals_told(self._source.home), self.noting_if_busy():
            if is_edited(self._source.home, self._stamp):
                self._take_over()
            else:
                self._write(keep=True)

    def take_in(self, edits: TakeOver) -> None:
        """Enter edits that somebody made while the library was closed.

        Raises:
            LibraryError: the disk refuses; the edited file stays.
        """
        from storage.library.engine.takeover import LABEL

        with self._writing, refusals_told(self._source.home):
            self._source.commit(edits.lay, lambda _: Heading(LABEL))
            self._write(keep=False)

    def write_anew(self) -> None:
        """Write the file and the one before it from memory, and empty the mirror: nothing older is left.

        Raises:
            LibraryBusy: another process writes them for too long.
            LibraryError: the disk refuses.
        """
        from storage.library.engine.checkpointing import write_both

        home = self._source.home
        with self._writing, self._source.log(), locked(home / LOCK_FILE), self._source.log_alone():
            snapshot = self._source.snapshot()
            self._stamp = write_both(home, snapshot)
            self.change = snapshot.change
            self._source.mirror.empty(snapshot.change)

    def close(self) -> None:
        """Write what the file lacks, unless somebody is busy with it; what cannot be written is a notice."""
        self.stop()
        try:
            if self._source.sequence > self.change and not self._source.read_only and not self._is_busy:
                self.checkpoint()
        except PaperknifeError as error:
            self._refused(error)

    def stop(self) -> None:
        """Write nothing more by itself."""
        self._checkpointer.stop()

    def _at_leisure(self) -> None:
        self.checkpoint()
        self._afterwards()

    def _write(self, *, keep: bool) -> None:
        from storage.library.engine.checkpointing import write

        snapshot = self._source.snapshot()
        if keep and self._stamp is not None and stamp_of(self._path) is None:
            marks = count_of(len(snapshot.lines[ANNOTATIONS]), "mark")
            shown = sanitise_line(str(self._source.home))
            self._source.notices.tell(f"{shown}: {LIBRARY_FILE} was gone and is written anew, with {marks}")
        self._stamp = write(self._source.home, snapshot, keep=keep)
        self.change, self._is_refused = snapshot.change, False
        with self._source.log() as log:
            if not self._is_busy:  # else the mirror is emptied the next time
                with log.alone():
                    if log.last() == snapshot.change:  # nobody has noted anything newer in it
                        self._source.mirror.empty(snapshot.change)
            path = log.path
        from storage.library.engine.log_care import move_out_of_wal

        move_out_of_wal(path)

    def _take_over(self) -> None:
        from storage.library.engine.evidence import gather
        from storage.library.engine.takeover import LABEL
        from storage.library.engine.taking_over import edits_of

        home = self._source.home
        with locked(home / LOCK_FILE):
            found = gather(home)
        if not found.file_trouble:
            self._write(keep=True)  # another process has just made it good
            return
        if found.edited is None or not found.is_edit:
            from storage.library.engine.mending import set_aside

            set_aside(home, found.file_trouble)
        else:
            self.more = found.edited.more
            edits = edits_of(home, found, self._source.snapshot().lines)
            self._source.commit(edits.lay, lambda _: Heading(LABEL))
            self._source.came_in = True
        self._write(keep=False)

    def _refused(self, error: PaperknifeError) -> None:
        if not isinstance(error, LibraryBusy) and not self._is_refused:  # told once, until there is room again
            self._is_refused = True
            self._source.notices.tell(f"{LIBRARY_FILE} is not up to date, every note is safe in {LOG_FILE}: {error}")
