"""Work that must not take for ever: what is fair depends on the machine and on what else it does."""

from __future__ import annotations

from collections.abc import Callable
from time import thread_time
from typing import TypeVar

T = TypeVar("T")

_COUNTED = 0.006
"""Seconds of the processor that counting takes on the machine whose seconds are meant."""
_TRIES = 3


def in_fair_time(work: Callable[[], T], seconds: float) -> T:
    """Do ``work`` and return what it gives; fail if each time it takes more than so many seconds of the processor.

    They are to be many times what it takes, so that only work out of proportion fails. A machine that is slower, or
    shared with others just now, has as much more: it is asked to count when the seconds were not enough.
    """
    for _ in range(_TRIES):
        began = thread_time()
        done = work()
        took = thread_time() - began
        if took < seconds or took < seconds * _counting() / _COUNTED:
            return done
    raise AssertionError(
        f"it took {took:.1f} seconds of the processor, more than {seconds} on a machine like this one"
    )


def _counting() -> float:
    began = thread_time()
    total = 0
    for number in range(200_000):
        total += number & 3
    return thread_time() - began
