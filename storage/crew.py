"""Cleans many documents on all cores, in the order they came; a few are in work at once, whatever their number.

Processes are started when there is enough to clean, and each has a thread here that hands it one document after the
other. They are spawned, not forked: the program has threads, and a fork copies locks that they hold. A process that
dies takes only the document with it that it had; those that outlive the program find their pipe closed, and end.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from storage.article import CleanedArticle, RawDocument
from storage.errors import CleaningError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Cleaner = Callable[[RawDocument], CleanedArticle]
Cleaned = CleanedArticle | CleaningError
"""What became of a document: the article, or why there is none."""
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
        clean: What cleans; a function of a module.
    """
    cleaner = clean or _clean
    hands = processes or cores()
    waiting: deque[_Waiting[Key]] = deque()
    crew: _Crew | None = None
    bytes_seen = documents = 0
    try:
        for key, raw in inputs:
            one = _Waiting(key, raw)
            waiting.append(one)
            if raw is not None:
                bytes_seen, documents = bytes_seen + len(raw.data), documents + 1
                if crew is not None:
                    one.future = crew.clean(raw)
                elif hands > 1 and documents > 1 and bytes_seen >= worth:
                    crew = _Crew(hands, cleaner)
                    for early in waiting:
                        early.future = crew.clean(early.raw) if early.raw is not None else None
            while waiting and (waiting[0].is_done or _is_much(waiting, hands, at_work=crew is not None)):
                yield waiting.popleft().outcome(cleaner)
        while waiting:
            yield waiting.popleft().outcome(cleaner)
    finally:
        if crew is not None:
            crew.dismiss()


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

    def outcome(self, clean: Cleaner) -> tuple[Key, Cleaned | None]:
        if self.future is not None:
            return self.key, self.future.result()
        return self.key, None if self.raw is None else _outcome_of(self.raw, clean)


def _is_much(waiting: deque[_Waiting[Key]], hands: int, *, at_work: bool) -> bool:
    """Tell whether enough is read ahead for ``hands`` processes, or until it is known whether they pay."""
    if hands == 1:
        return True
    if not at_work:
        return len(waiting) >= _FIRST
    sizes = [len(one.raw.data) for one in waiting if one.raw is not None]
    most = hands * _PER_HAND
    return len(sizes) > most or len(waiting) > 2 * most or sum(sizes) > _MOST_BYTES


def clean_one(raw: RawDocument) -> Cleaned:
    """Return a cleaned document, or why it cannot be cleaned."""
    return _outcome_of(raw, _clean)


def _outcome_of(raw: RawDocument, clean: Cleaner) -> Cleaned:
    try:
        return clean(raw)
    except CleaningError as error:
        return error
    except MemoryError:
        return CleaningError("there is not enough memory to clean it")


class _Stumbled(CleaningError):
    """An error that ended the process which met it."""


class _Crew:
    """Threads, each with a process of its own that cleans."""

    def __init__(self, hands: int, clean: Cleaner) -> None:
        self._clean = clean
        self._lock = threading.Lock()
        self._own = threading.local()
        self._hands: set[_Hand] = set()
        self._over = False
        self._threads = ThreadPoolExecutor(hands, "clean", _leave_interrupts)

    def clean(self, raw: RawDocument) -> Future[Cleaned]:
        """Have a document cleaned."""
        return self._threads.submit(self._cleaned, raw)

    def dismiss(self) -> None:
        """End all processes, whatever they do, and their threads."""
        with self._lock:
            self._over = True
            hands = list(self._hands)
        self._threads.shutdown(wait=False, cancel_futures=True)
        for hand in hands:
            hand.process.kill()
        self._threads.shutdown()
        for hand in hands:
            hand.end()

    def _cleaned(self, raw: RawDocument) -> Cleaned:
        """Clean a document in this thread's process; in this one where none can be started."""
        try:
            hand = self._hand()
        except OSError:
            return _outcome_of(raw, self._clean)
        try:
            outcome = hand.clean(raw)
        except (EOFError, OSError):
            outcome = _Stumbled("the system ended the process that cleaned it; is there enough memory?")
        if isinstance(outcome, _Stumbled):
            self._let_go(hand)
        return outcome

    def _hand(self) -> _Hand:
        """Return this thread's process, a new one where it has died."""
        hand: _Hand | None = getattr(self._own, "hand", None)
        if hand is not None and not hand.process.is_alive():
            self._let_go(hand)
            hand = None
        if hand is None:
            with self._lock:
                if self._over:
                    raise OSError("the crew is dismissed")
                hand = self._own.hand = _Hand(self._clean)
                self._hands.add(hand)
        return hand

    def _let_go(self, hand: _Hand) -> None:
        self._own.hand = None
        with self._lock:
            self._hands.discard(hand)
        hand.end()


class _Hand:
    """One process, and the pipe to it."""

    def __init__(self, clean: Cleaner) -> None:
        from multiprocessing import get_context

        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_work, args=(theirs, clean), daemon=True)
        try:
            self.process.start()
        except OSError:
            self._pipe.close()
            raise
        finally:
            theirs.close()

    def clean(self, raw: RawDocument) -> Cleaned:
        """Have it clean a document; raises EOFError or OSError when it dies."""
        self._pipe.send(raw)
        outcome: Cleaned = self._pipe.recv()
        return outcome

    def end(self) -> None:
        """End the process, and forget it."""
        self.process.kill()
        self.process.join()
        self._pipe.close()


def _leave_interrupts() -> None:
    """Keep ctrl+c from this thread and the processes it starts: who waits for them ends them."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _work(pipe: Connection[Cleaned, RawDocument], clean: Cleaner) -> None:
    """Clean what comes through a pipe until it is closed: what a process of the crew does."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would start threads for every core in every process
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a running app may own the terminal: what is wrong goes by the pipe
    while True:
        try:
            raw = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(_outcome_of(raw, clean))
        except BrokenPipeError:
            return
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
            pipe.send(_Stumbled(f"paperknife failed to clean it ({where}); please report it"))
            raise


def _clean(raw: RawDocument) -> CleanedArticle:
    from storage.cleaning import clean  # not before something is cleaned

    return clean(raw)
