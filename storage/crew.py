"""Cleans many documents on all cores, in the order they came; a few are in work at once, whatever their number.

Processes (:mod:`storage.hands`) are started when there is enough to clean.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from storage.article import RawDocument
from storage.one_cleaned import Cleaned, Cleaner, clean_one

if TYPE_CHECKING:
    from concurrent.futures import Future

    from storage.hands import Hands

Key = TypeVar("Key")

WORTH = 2_000_000
"""Bytes from which processes are started: about what one cleans in the time that two need to start."""
_PER_HAND = 4
"""Documents for each process that are read ahead: while one is cleaned the others wait, so that it need not."""
_MOST_BYTES = 64_000_000
"""Bytes of documents that are read ahead, but for a single one that is larger."""
_FIRST = 40
"""Inputs that are read ahead before it is known whether processes pay."""


def clean_all(
    inputs: Iterable[tuple[Key, RawDocument | None]],
    *,
    processes: int | None = None,
    worth: int = WORTH,
    clean: Cleaner | None = None,
) -> Generator[tuple[Key, Cleaned | None], None, None]:
    """Clean documents and yield what became of each beside its key, in the order of the inputs.

    Inputs are read in the thread of the caller and only a few ahead of what is yielded. A document that cannot be
    cleaned, or that ends the process which cleans it, gives an error and the others go on. Close the iterator when it
    is left early: it ends its processes.

    Args:
        inputs: What the caller knows a document by, which stays in this process, and the document; None for an input
            that is passed through.
        processes: How many to use; as many as there are cores unless given. One cleans in the caller's thread.
        worth: Bytes to be cleaned from which processes are started.
        clean: What cleans; a function of a module, that of storage.cleaning unless given.
    """
    several = processes or cores()
    waiting: deque[_Waiting[Key]] = deque()
    hands: Hands | None = None
    bytes_seen = documents = 0
    try:
        for key, raw in inputs:
            one = _Waiting(key, raw)
            waiting.append(one)
            if raw is not None:
                bytes_seen, documents = bytes_seen + len(raw.data), documents + 1
                if hands is not None:
                    one.future = hands.clean(raw)
                elif several > 1 and documents > 1 and bytes_seen >= worth:
                    from storage.hands import Hands  # with what threads need, which few documents do not

                    hands = Hands(several, clean)
                    for early in waiting:
                        early.future = hands.clean(early.raw) if early.raw is not None else None
            while waiting and (waiting[0].is_done or _is_much(waiting, several, at_work=hands is not None)):
                yield waiting.popleft().outcome(clean)
        while waiting:
            yield waiting.popleft().outcome(clean)
    finally:
        if hands is not None:
            hands.dismiss()


def cores() -> int:
    """Return how many processes this one may run at the same time."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(slots=True)
class _Waiting(Generic[Key]):
    """An input whose turn has not come."""

    key: Key
    raw: RawDocument | None
    future: Future[Cleaned] | None = None

    @property
    def is_done(self) -> bool:
        return self.raw is None or (self.future is not None and self.future.done())

    def outcome(self, clean: Cleaner | None) -> tuple[Key, Cleaned | None]:
        if self.future is not None:
            return self.key, self.future.result()
        return self.key, None if self.raw is None else clean_one(self.raw, clean)


def _is_much(waiting: deque[_Waiting[Key]], hands: int, *, at_work: bool) -> bool:
    """Tell whether enough is read ahead for ``hands`` processes, or until it is known whether they pay."""
    if hands == 1:
        return True
    if not at_work:
        return len(waiting) >= _FIRST
    sizes = [len(one.raw.data) for one in waiting if one.raw is not None]
    most = hands * _PER_HAND
    return len(sizes) > most or len(waiting) > 2 * most or sum(sizes) > _MOST_BYTES
