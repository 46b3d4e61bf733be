"""Makes an ink into a style of the terminal, in the colours of the theme that is on."""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style
from textual.color import Color
from textual.widget import Widget

from tui.inks import INKS


def ink_style(widget: Widget, name: str) -> Style:
    """Return the style of an ink on the screen where ``widget`` is; it says nothing of what the ink leaves open.

    Raises:
        KeyError: there is no such ink.
    """
    ink = INKS[name]
    variables = widget.app.theme_variables
    return _made(variables.get(ink.color, ""), variables.get(ink.ground, ""), variables.get(ink.style, ink.style))


@lru_cache(maxsize=256)
def _made(color: str, ground: str, style: str) -> Style:
    letters = Color.parse(color).rich_color if color else None
    behind = Color.parse(ground).rich_color if ground else None
    return Style.parse(style) + Style(color=letters, bgcolor=behind)
