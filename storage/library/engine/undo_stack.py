"""The undo stack, read out of the log from its end; pure.

Taking an action back is an action itself, with the rows turned round, and so is making it again. Nothing is ever
taken out of the log for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from storage.library.engine.rows import Head


class Step(NamedTuple):
    """One step through time."""

    action: Head
    """What was done last: the action, or that which took it back or made it again."""
    of: int
    """The number of the action that all this is about."""


def to_undo(heads: Iterable[Head]) -> Step | None:
    """Return what undo takes back, None when there is nothing. ``heads`` come newest first."""
    settled: set[int] = set()
    for head in heads:
        about = head.action if head.turn == "do" else head.target
        if about is None or about in settled:
            continue
        settled.add(about)
        if head.turn in {"do", "redo"}:
            return Step(head, about)
    return None


def to_redo(heads: Iterable[Head]) -> Step | None:
    """Return what redo makes again, None when there is nothing: something new has been done since."""
    settled: set[int] = set()
    for head in heads:
        if head.turn == "do":
            return None
        if head.target is None or head.target in settled:
            continue
        settled.add(head.target)
        if head.turn == "undo":
            return Step(head, head.target)
    return None


def step_of(heads: Iterable[Head], action: int) -> Step | None:
    """Return how a certain action can be taken back; None when it is not there, or is not done now."""
    for head in heads:
        if head.turn != "pass" and action in {head.action if head.turn == "do" else None, head.target}:
            return Step(head, action) if head.turn in {"do", "redo"} else None
        if head.action < action:
            return None
    return None


def told(heads: Iterable[Head]) -> Iterator[tuple[Head, bool]]:
    """Yield what was done, newest first, each with whether it has been taken back."""
    settled: dict[int, bool] = {}
    for head in heads:
        if head.turn == "do":
            yield head, settled.get(head.action, False)
        elif head.target is not None and head.turn in {"undo", "redo"}:
            settled.setdefault(head.target, head.turn == "undo")
