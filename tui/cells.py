"""Text as it stands in the terminal's cells: harmless, cropped or filled to a width, and in runs of one ink. Pure.

No text of an article, a name or a path reaches the terminal without having been made harmless here or on its way out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size

from storage.text import sanitise
from tui.clusters import drawn

Run = tuple[str, str]
"""Text, and the ink that it is painted in; an empty ink is the plain one."""

Runs = list[Run]
"""One line, from left to right."""

ELLIPSIS = "…"
_ONE_LINE = {ord("\n"): " ", ord("\t"): " "}


def harmless(text: str) -> str:
    """Return ``text`` as one line that cannot steer a terminal, and whose cells terminals agree on; spaces stay."""
    if text.isprintable():
        return text if text.isascii() else drawn(text)
    return drawn(sanitise(text).translate(_ONE_LINE))


def cropped(text: str, cells: int) -> str:
    """Return ``text`` in at most ``cells`` cells of the terminal, an ellipsis standing for what was cut off."""
    text = harmless(text)
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip() + ELLIPSIS if cells > 0 else ""


def fitted(text: str, cells: int, *, right: bool = False) -> str:
    """Return ``text`` in exactly ``cells`` cells: cropped, or filled with spaces (on the left when ``right``)."""
    text = cropped(text, cells)
    space = " " * (cells - cell_len(text))
    return space + text if right else text + space


def width_of(runs: Iterable[Run]) -> int:
    """Return how many cells runs take."""
    return sum(cell_len(text) for text, _ink in runs)


def cropped_runs(runs: Iterable[Run], cells: int) -> Runs:
    """Return runs in at most ``cells`` cells; the one that is cut short ends in an ellipsis and is the last."""
    kept: Runs = []
    for text, ink in runs:
        if cells <= 0 and kept and harmless(text):  # the one before ends just where there is no room left
            before, look = kept[-1]
            kept[-1] = (cropped(before + ELLIPSIS, cell_len(before)), look)
            break
        shown = cropped(text, cells)
        kept.append((shown, ink))
        cells -= cell_len(shown)
        if shown != harmless(text):
            break
    return kept


def matched_runs(text: str, matches: Sequence[tuple[int, int]], ink: str) -> Runs:
    """Return ``text`` in its ink, the stretches that match, each from a start to an end, set apart."""
    runs: Runs = []
    at = 0
    for start, end in matches:
        runs += [(text[at:start], ink), (text[start:end], f"{ink} hit".strip())]
        at = end
    return [run for run in (*runs, (text[at:], ink)) if run[0]]
