"""Makes an ink into a style of the terminal, in the colours of the theme that is on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from rich.style import Style
from textual.color import Color
from textual.widget import Widget

from tui.inks import INKS, palette_ink


def ink_style(widget: Widget, name: str) -> Style:
    """Return the style of an ink on the screen where ``widget`` is; it says nothing of what the ink leaves open.

    A colour, ``#RRGGBB``, is an ink as well: so much lighter or darker that it can be read, and in the terminal's own
    colours the one of the palette that it looks like.

    Raises:
        KeyError: there is no such ink.
    """
    variables = widget.app.theme_variables
    if name.startswith("#"):
        return _own(name, tuple(variables.get(ground, "") for ground in _BEHIND), variables)
    ink = INKS[name]
    return _made(variables.get(ink.color, ""), variables.get(ink.ground, ""), variables.get(ink.style, ink.style))


_BEHIND = ("background", "surface", "cursor-line", "range", "hit-ground")
"""The theme's variables for the colours behind a tag's name."""


def _own(color: str, grounds: tuple[str, ...], variables: Mapping[str, str]) -> Style:
    from tui.contrast import readable  # nothing that a library without colours of its own needs

    if all(ground.startswith("#") for ground in grounds):
        return _made(readable(color, grounds), "", "")
    ink = INKS[palette_ink(color)]
    return _made(variables.get(ink.color, ""), "", "")


@lru_cache(maxsize=256)
def _made(color: str, ground: str, style: str) -> Style:
    letters = Color.parse(color).rich_color if color else None
    behind = Color.parse(ground).rich_color if ground else None
    return Style.parse(style) + Style(color=letters, bgcolor=behind)
