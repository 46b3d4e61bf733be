"""The bottom line as runs of text: what fits of the legend of tags, the hints of keys and the word at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.cells import Runs, cropped, width_of


@dataclass(frozen=True, slots=True)
class Hint:
    """A key and what it does, both short."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Pin:
    """A digit and the tag that it gives."""

    digit: int
    tag: str
    ink: str


def bottom_line(width: int, *, pins: Sequence[Pin], hints: Sequence[Hint], right: str, mode: str = "") -> Runs:
    """Lay the line out in ``width`` cells; ``mode`` says beside ``right`` what the keys do now beyond their names.

    When not all of it fits, the hints lose their labels, then the tags are cut short, then hints go from the end.
    """
    inner = width - 2
    tail: Runs = [(cropped(right, inner), "dim")] if right else []
    if mode:
        both: Runs = [(mode, "key"), ("   ", ""), *tail]
        tail = both if tail and width_of(both) <= inner else [(cropped(mode, inner), "key")]
    for labelled, longest in ((True, 24), (True, 12), (True, 8), (False, 12), (False, 8)):
        left = _legend(pins, longest)
        middle = _hints(hints, labelled=labelled)
        if left and middle:
            left.append(("    ", ""))
        if width_of(left) + width_of(middle) + width_of(tail) + 2 <= inner:
            return _spread(left + middle, tail, width)
    kept = list(hints)
    while kept:
        kept.pop()
        line = [*_legend(pins, 4), ("  ", ""), *_hints(kept, labelled=False)]
        if width_of(line) + width_of(tail) + 2 <= inner:
            return _spread(line, tail, width)
    return _spread([], tail, width)


def _legend(pins: Sequence[Pin], longest: int) -> Runs:
    runs: Runs = []
    for pin in pins:
        if runs:
            runs.append(("  ", ""))
        runs += [(f"{pin.digit} ", "key"), (cropped(pin.tag, longest), pin.ink)]
    return runs


def _hints(hints: Sequence[Hint], *, labelled: bool) -> Runs:
    runs: Runs = []
    for hint in hints:
        if runs:
            runs.append(("   " if labelled else " ", ""))
        runs.append((hint.key, "key"))
        if labelled:
            runs.append((f" {hint.label}", "dim"))
    return runs


def _spread(left: Runs, right: Runs, width: int) -> Runs:
    gap = max(0, width - 2 - width_of(left) - width_of(right))
    return [(" ", ""), *left, (" " * gap, ""), *right, (" ", "")]
