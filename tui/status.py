"""The bottom line as runs of text: what fits of the legend of tags, the hints of keys and the word at the right."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from tui.cells import ELLIPSIS, Runs, cropped, harmless, width_of

_HELP = "help"
_GAP = "    "
_APART = re.compile(r" {2,}")


class Hint(NamedTuple):
    """A key and what it does, both short."""

    key: str
    label: str
    action: str = ""
    """The action's id."""


def without(hints: Iterable[Hint], actions: Container[str]) -> list[Hint]:
    """Return the hints but those of some actions."""
    return [hint for hint in hints if hint.action not in actions]


class Pin(NamedTuple):
    """A digit and the tag that it gives."""

    digit: int
    tag: str
    ink: str


def bottom_line(width: int, *, pins: Sequence[Pin], hints: Sequence[Hint], right: str, mode: str = "") -> Runs:
    """Lay the line out in ``width`` cells; ``mode`` says beside ``right`` what the keys do now beyond their names.

    When not all of it fits, tags are named by their last part and cut short, but for two labels of hints; then the
    hints lose their labels from the end; then keys go from the end, but the first and the one for help, which finds
    all others; then tags go.
    """
    inner = width - 2
    right = fitting(right, inner)
    tail: Runs = [(right, "dim")] if right else []
    if mode:
        both: Runs = [(mode, "key"), ("   ", ""), *tail]
        tail = both if tail and width_of(both) <= inner else [(in_words(mode, inner), "key")]
    room = inner - width_of(tail) - (2 if tail else 0)
    for left in _lefts(pins, hints):
        if width_of(left) <= room:
            return _spread(left, tail, width)
    return _spread([], tail, width)


def _lefts(pins: Sequence[Pin], hints: Sequence[Hint]) -> Iterator[Runs]:
    """Yield what may stand at the left, the best first."""
    whole, short, shortest = (_legend(pins, longest) for longest in (24, 12, 8))
    for legend, bare in ((whole, 0), (short, 0), (short, 1), (short, 2), (shortest, 0)) if pins else ((whole, 0),):
        yield _beside(legend, _hints(hints, labelled=max(len(hints) - bare, 0)))
    for legend in (short, shortest) if pins else (whole,):
        for labelled in range(len(hints) - 1, -1, -1):
            yield _beside(legend, _hints(hints, labelled=labelled))
    for kept in _fewer(hints):
        yield _beside(shortest, _hints(kept, labelled=0))
    for count in range(len(pins) - 1, 0, -1):
        yield _beside(_legend(pins[:count], 8), _hints([hint for hint in hints if hint.label == _HELP], labelled=0))
    yield _hints(hints, labelled=0)
    for kept in _fewer(hints):
        yield _hints(kept, labelled=0)


def _fewer(hints: Sequence[Hint]) -> Iterator[list[Hint]]:
    """Yield the hints with more and more left out: those at the end first, of the last two the one for help stays."""
    kept = list(hints)
    while len(kept) > 1:
        spare = [place for place, hint in enumerate(kept) if place and hint.label != _HELP]
        del kept[spare[-1] if spare else 0]
        yield list(kept)


def in_words(text: str, cells: int) -> str:
    """Return ``text`` in at most ``cells`` cells, cut between words where there is a place for it."""
    short = cropped(text, cells)
    if short == harmless(text) or " " not in short:
        return short
    cut = short.removesuffix(ELLIPSIS)
    if text[len(cut) : len(cut) + 1].isspace():
        return short
    return f"{cut.rpartition(' ')[0].rstrip(' ·,;:')}{ELLIPSIS}"


def fitting(text: str, cells: int) -> str:
    """Return ``text`` in at most ``cells`` cells: of its parts, several spaces apart, the longest go first."""
    parts = _APART.split(text)
    while len(parts) > 1 and width_of([(_GAP.join(parts), "")]) > cells:
        parts.remove(max(parts, key=len))
    joined = text if len(parts) == len(_APART.split(text)) else _GAP.join(parts)
    return in_words(joined, cells)


def parts_within(cells: int, parts: Sequence[str], between: str = " · ") -> str:
    """Return as many of ``parts``, the most needed first, as stand whole in so many cells; the first in any case."""
    said = "".join(parts[:1])
    for part in parts[1:]:
        more = f"{said}{between}{part}"
        if width_of([(more, "")]) > cells:
            break
        said = more
    return said


def _beside(legend: Runs, hints: Runs) -> Runs:
    return [*legend, (_GAP, ""), *hints] if legend and hints else [*legend, *hints]


def _legend(pins: Sequence[Pin], longest: int) -> Runs:
    runs: Runs = []
    for pin in pins:
        if runs:
            runs.append(("  ", ""))
        fits = width_of([(pin.tag, "")]) <= longest
        name = pin.tag if fits else pin.tag.rpartition("/")[2]
        runs += [(f"{pin.digit} ", "key"), (cropped(name, longest), pin.ink)]
    return runs


def _hints(hints: Sequence[Hint], *, labelled: int) -> Runs:
    """Return the keys, the first ``labelled`` of them with what they do."""
    runs: Runs = []
    for place, hint in enumerate(hints):
        if place:
            runs.append(("   " if place <= labelled else " ", ""))
        runs.append((hint.key, "key"))
        if place < labelled:
            runs.append((f" {hint.label}", "dim"))
    return runs


def _spread(left: Runs, right: Runs, width: int) -> Runs:
    gap = max(0, width - 2 - width_of(left) - width_of(right))
    return [(" ", ""), *left, (" " * gap, ""), *right, (" ", "")]
