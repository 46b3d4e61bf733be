"""Counts as bars that a terminal can show, drawn by plotext as plain text: no colour of its own, no markup. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.cells import Runs

HEIGHT = 7
"""Lines of a plot with its axis and the names under it."""
_WIDEST_BAR = 8
"""Cells of a bar and the gap after it, where there are few."""
_NAME = 10
"""Cells that the name of a bar takes at most."""
_APART = "  "
_AXIS = frozenset("┤│└┬─")


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts side by side."""

    names: Sequence[str]
    """What stands under them, where there is room; plain letters and digits."""
    counts: Sequence[int]
    """None below 0; as many as names, at least one."""


def room_for(width: int) -> int:
    """Return how many bars at most fit ``width`` cells."""
    return max(width - _NAME, 1)


def plot(bars: Bars, width: int, ink: str, lead: int = 0) -> list[Runs]:
    """Return the bars in :data:`HEIGHT` lines of at most ``width`` cells, the axis quiet.

    ``lead`` is how many cells the figures beside the axis take at least, so that plots can stand one under the other.
    """
    import plotext  # 30 ms, needed by nobody who draws no plot

    counts, names = list(bars.counts), list(bars.names)
    if len(counts) == 1:  # plotext takes how wide one is from how far it is from the next
        counts, names = [*counts, 0], [*names, ""]
    most = max(*counts, 1)
    top = f"{most:,}".rjust(lead)
    bar = max(1, min(_WIDEST_BAR, (width - len(top) - 1) // len(counts)))
    inner = bar * len(counts)
    plotext.clear_figure()
    plotext.limit_size(False, False)
    plotext.theme("clear")
    plotext.plot_size(len(top) + 1 + inner, HEIGHT - 1)
    # A unit of the axis is a cell, which this marker parts in two: so each bar fills whole cells, with one for a gap.
    gap = 1 if bar > 1 else 0
    places = [number * bar + (bar - 1 - gap) / 2 for number in range(len(counts))]
    plotext.bar(places, counts, width=(bar - 0.5 - gap) / bar, marker="hd")
    plotext.xlim(-0.25, inner - 0.75)
    plotext.ylim(0, most)
    plotext.xaxes(True, False)
    plotext.yaxes(True, False)
    plotext.yticks([0, most], ["0".rjust(len(top)), top])
    plotext.xticks([])
    lines = plotext.uncolorize(plotext.build()).rstrip("\n").split("\n")[: HEIGHT - 1]
    rows = [_inked(line[:width], ink, axis=number == HEIGHT - 2) for number, line in enumerate(lines)]
    return [*rows, [(_names(names, bar, len(top) + 1, width), "dim")]]


def _names(names: Sequence[str], bar: int, lead: int, width: int) -> str:
    """Return the line under the axis: names, each from where its bar begins, as many as stand apart."""
    line = ""
    for place, name in enumerate(names):
        at = lead + place * bar
        if len(line) <= at and at + len(name) <= width:
            line = line.ljust(at) + name + _APART
    return line.rstrip()


def _inked(line: str, ink: str, *, axis: bool) -> Runs:
    """Return a line with what stands left of the axis, and the axis, made quiet."""
    if axis:
        return [(line, "dim")]
    edge = next((place for place, sign in enumerate(line) if sign in _AXIS), -1) + 1
    return [(line[:edge], "dim"), (line[edge:].rstrip(), ink)]
