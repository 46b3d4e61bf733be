"""Processes that clean, each with a thread here that hands it one document after the other.

They are spawned, not forked: the program has threads, and a fork copies locks that they hold. A process that dies
takes only the document with it that it had; those that outlive the program find their pipe closed, and end.
"""

from __future__ import annotations

import os
import signal
import threading
import traceback
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from storage.article import RawDocument
from storage.errors import CleaningError
from storage.one_cleaned import Cleaned, Cleaner, clean_one

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess


class _Stumbled(CleaningError):
    """An error that ended the process which met it."""


class Hands:
    """Threads, each with a process of its own that cleans."""

    def __init__(self, hands: int, clean: Cleaner | None) -> None:
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
            return clean_one(raw, self._clean)
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
                    raise OSError("all are dismissed")
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

    def __init__(self, clean: Cleaner | None) -> None:
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


def _work(pipe: Connection[Cleaned, RawDocument], clean: Cleaner | None) -> None:
    """Clean what comes through a pipe until it is closed: what such a process does."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would start threads for every core in every process
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a running app may own the terminal: what is wrong goes by the pipe
    while True:
        try:
            raw = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(clean_one(raw, clean))
        except BrokenPipeError:
            return
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"
            pipe.send(_Stumbled(f"paperknife failed to clean it ({where}); please report it"))
            raise
