"""Work that no key waits for: one thread does it in the order given, behind the reader's back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Condition, Thread


class Errands:
    """Things to be done soon. An errand deals with what goes wrong in it by itself."""

    def __init__(self) -> None:
        self._waiting: deque[Callable[[], object]] = deque()
        self._changed = Condition()
        self._thread: Thread | None = None

    @property
    def busy(self) -> bool:
        """Whether something is still to be done."""
        return self._thread is not None

    def run(self, errand: Callable[[], object]) -> None:
        """Have ``errand`` done after those before it, and return at once."""
        with self._changed:
            self._waiting.append(errand)
            if self._thread is None:
                self._thread = Thread(target=self._work, name="errands")
                self._thread.start()

    def finish(self) -> None:
        """Return when everything has been done."""
        with self._changed:
            self._changed.wait_for(lambda: self._thread is None)

    def _work(self) -> None:
        while True:
            with self._changed:
                if not self._waiting:
                    self._thread = None
                    self._changed.notify_all()
                    return
                errand = self._waiting.popleft()
            try:
                errand()
            except BaseException:
                with self._changed:
                    self._thread = None
                    self._changed.notify_all()
                raise
