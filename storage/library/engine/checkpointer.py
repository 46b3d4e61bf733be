"""When the library file is written: soon after the last change, after many of them, and where no key waits."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from storage.errors import PaperknifeError

IDLE = 1.5
"""Seconds after the last change; with the writing itself the file is whole within two."""
MANY = 2_000
"""Changes after which it is written although more follow: what is not in it is replayed at the next opening."""

_AGAIN = 10.0
"""Seconds until another try after the disk has refused."""


class Checkpointer:
    """A thread that writes when it is time. It begins with the first change and ends with :meth:`stop`."""

    def __init__(self, write: Callable[[], object], failed: Callable[[PaperknifeError], object]) -> None:
        """``write`` is called in the thread; ``failed`` with what it raised."""
        self._write = write
        self._failed = failed
        self._changed = threading.Condition()
        self._waiting = 0
        self._due = 0.0
        self._ends = False
        self._thread: threading.Thread | None = None

    def nudge(self, changes: int = 1) -> None:
        """Note changes that are not in the file yet."""
        with self._changed:
            sooner = self._waiting == 0 or self._waiting + changes >= MANY
            self._waiting += changes
            self._due = time.monotonic() + (0 if self._waiting >= MANY else IDLE)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="checkpointer", daemon=True)
                self._thread.start()
            elif sooner:
                self._changed.notify()

    def stop(self) -> None:
        """End the thread; what is under way is finished."""
        with self._changed:
            self._ends = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _work(self) -> None:
        while self._waits():
            try:
                self._write()
            except PaperknifeError as error:
                self._failed(error)
                with self._changed:
                    self._waiting = max(self._waiting, 1)
                    self._due = time.monotonic() + _AGAIN

    def _waits(self) -> bool:
        """Return when it is time to write; False when it is time to end."""
        with self._changed:
            while not self._ends:
                left = self._due - time.monotonic()
                if self._waiting and left <= 0:
                    self._waiting = 0
                    return True
                self._changed.wait(left if self._waiting else None)
            return False
