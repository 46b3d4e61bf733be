"""Long work beside the keys: done in slices so short that no key waits for one."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")

_SLICE = 0.001
"""Seconds of a slice."""
_TURNS = 8
"""Turns of the loop between two slices: about as many as there are from a key to its picture."""


async def in_slices(steps: Iterator[None], until: Callable[[], bool] = lambda: False) -> None:
    """Take steps till there are no more or ``until`` holds, and let the keys come between them.

    A thread would hold the interpreter for longer.
    """
    import asyncio  # commands take every step at once

    began = perf_counter()
    for _ in steps:
        if until():
            return
        if perf_counter() - began > _SLICE:
            for _ in range(_TURNS):
                await asyncio.sleep(0)
            began = perf_counter()


def at_once(steps: Iterator[None]) -> None:
    """Take every step now."""
    for _ in steps:
        pass


async def made_in_slices(steps: Generator[None, None, T]) -> T:
    """Return what steps make in the end, taken as :func:`in_slices` does."""
    made: list[T] = []
    await in_slices(_keeping(steps, made))
    return made[0]


def made_at_once(steps: Generator[None, None, T]) -> T:
    """Return what steps make in the end, every one taken now."""
    made: list[T] = []
    at_once(_keeping(steps, made))
    return made[0]


def _keeping(steps: Generator[None, None, T], made: list[T]) -> Iterator[None]:
    made.append((yield from steps))
