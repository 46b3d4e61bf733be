"""What of a palette cannot be told well enough from what is behind it, by the contrast that WCAG 2.2 asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tui.contrast import READABLE, contrast
from tui.palettes import Palette

SIGNS = 3.0
"""The least contrast of what is no text (WCAG 2.2, criterion 1.4.11)."""


@dataclass(frozen=True, slots=True)
class Weak:
    """A colour that cannot be told well enough from one behind it."""

    colour: str
    """Its name, as ``config.toml`` writes it; ``tags`` for one of those."""
    ground: str
    """The name of the one behind it."""
    found: float
    wanted: float
    place: int = 0
    """Which of the tags, counted from 0."""


_WORDS = ("text", "quiet", "cursor", "note", "hidden", "trouble")
_GROUNDS = ("background", "surface", "cursor_line", "range", "hit")
_EMPTY = ("background", "surface")
"""Where lines are drawn: between panes and around dialogs."""


def weak(palette: Palette) -> Iterator[Weak]:
    """Yield each colour of a palette of ``#rrggbb`` that stands too weakly on a ground it can stand on."""
    grounds = {name: str(getattr(palette, name)) for name in _GROUNDS}
    inks = [(name, str(getattr(palette, name)), 0) for name in _WORDS]
    inks += [("tags", colour, place) for place, colour in enumerate(palette.tags)]
    for name, colour, place in inks:
        for ground, behind in grounds.items():
            found = contrast(colour, behind)
            if found < READABLE:
                yield Weak(name, ground.replace("_", "-"), found, READABLE, place)
    for ground in _EMPTY:
        found = contrast(palette.line, grounds[ground])
        if found < SIGNS:
            yield Weak("line", ground, found, SIGNS)
