"""The colours of each theme, as plain values: needed to check ``config.toml``, without Textual.

Article text is the loudest thing in each. Words stand at least 4.5 to 1 against every ground they stand on, signs
3 to 1 (``tui.legibility`` computes it, a test holds it). The palette of tags follows Okabe and Ito, “Color Universal
Design” (2008), made lighter or darker until that is so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

TAGS = 8
"""Colours that tags take in turn."""


class Palette(NamedTuple):
    """What a theme sets: colours as ``#rrggbb``, or ``ansi_…`` for one of the terminal's own."""

    name: str
    """What ``config.toml`` and ``:theme`` call it."""
    background: str
    """Behind everything."""
    surface: str
    """Behind dialogs."""
    text: str
    """The article, titles, the names of keys."""
    quiet: str
    """Everything that is not the article's text."""
    line: str
    """Lines that part panes, the frames of dialogs, the scroll bar."""
    cursor: str
    """The bar ▌ beside what the keys act on, the frame of a note, the hit under the cursor."""
    cursor_line: str
    """Behind the line or paragraph under the cursor, and behind code between words."""
    range: str
    """Behind a range or a narrowed target, and behind selected text in a field."""
    note: str
    """A note's words."""
    hit: str
    """Behind what a filter or a find matched."""
    hidden: str
    """Text that was taken out, while it is shown."""
    trouble: str
    """What went wrong."""
    tags: tuple[str, ...]
    """Eight colours; tags take them in turn."""
    dark: bool = True
    """Whether it is light letters on a dark ground."""
    loud: bool = False
    """Whether signs are bold and underlined where others only take a colour."""


COLOURS: tuple[str, ...] = tuple(
    name.replace("_", "-") for name in Palette._fields if name not in {"name", "tags", "dark", "loud"}
)
"""The colours that a theme of the reader's own may set, as ``config.toml`` writes them."""

INK = Palette(
    name="ink",
    background="#15171b",
    surface="#1b1e24",
    text="#dcdcd6",
    quiet="#9aa0a8",
    line="#6f7683",
    cursor="#e8b04a",
    cursor_line="#23272f",
    range="#2c3444",
    note="#e3cfa0",
    hit="#3d3410",
    hidden="#9aa0a8",
    trouble="#f58f7b",
    tags=("#62baec", "#e69f00", "#2fbf93", "#f0e442", "#d99abb", "#f58a55", "#9fb2ff", "#b4b8be"),
)

PAPER = Palette(
    name="paper",
    background="#faf7ef",
    surface="#f3efe4",
    text="#22211d",
    quiet="#5f5b51",
    line="#8a8474",
    cursor="#8f4900",
    cursor_line="#efe8d6",
    range="#e3e6ee",
    note="#6a4a00",
    hit="#f3dc8c",
    hidden="#5f5b51",
    trouble="#a3221a",
    tags=("#00588c", "#7a4c00", "#005c43", "#5c5200", "#8c3863", "#a02800", "#3443b0", "#525252"),
    dark=False,
)

CONTRAST = Palette(
    name="contrast",
    background="#000000",
    surface="#000000",
    text="#ffffff",
    quiet="#d0d0d0",
    line="#9a9a9a",
    cursor="#ffd400",
    cursor_line="#1c1c30",
    range="#203a5c",
    note="#ffe9a8",
    hit="#524300",
    hidden="#d0d0d0",
    trouble="#ff9d8a",
    tags=("#6fd0ff", "#ffb52e", "#4dffb8", "#fff566", "#ffaadb", "#ffa270", "#b3c0ff", "#e0e0e0"),
    loud=True,
)

TERMINAL = Palette(
    name="terminal",
    background="ansi_default",
    surface="ansi_default",
    text="ansi_default",
    quiet="ansi_default",
    line="ansi_bright_black",
    cursor="ansi_yellow",
    cursor_line="ansi_default",
    range="ansi_default",
    note="ansi_default",
    hit="ansi_default",
    hidden="ansi_default",
    trouble="ansi_red",
    tags=(
        "ansi_cyan",
        "ansi_yellow",
        "ansi_green",
        "ansi_bright_yellow",
        "ansi_magenta",
        "ansi_red",
        "ansi_bright_blue",
        "ansi_default",
    ),
    loud=True,
)

PALETTES: tuple[Palette, ...] = (INK, PAPER, CONTRAST, TERMINAL)
"""In the order in which the theme key goes through them."""

COLOURED: Mapping[str, Palette] = {palette.name: palette for palette in (INK, PAPER, CONTRAST)}
"""Those that a theme of the reader's own may begin with: the terminal's sixteen colours are the terminal's."""

ALSO_CALLED: Mapping[str, str] = {
    "dark": INK.name,
    "light": PAPER.name,
    "high-contrast": CONTRAST.name,
    "ansi": TERMINAL.name,
}
"""What a theme is as well called by."""


def own_palette(name: str, base: Palette, colours: Mapping[str, str], tags: tuple[str, ...]) -> Palette:
    """Return ``base`` under another name, with some colours changed; ``tags`` come before those of ``base``.

    Args:
        name: The new theme's name.
        base: What is not named is as there.
        colours: ``#rrggbb`` by the names in :data:`COLOURS`.
        tags: At most eight.
    """
    from tui.contrast import contrast

    changed = {colour.replace("-", "_"): value for colour, value in colours.items()}
    ground = changed.get("background", base.background)
    dark = contrast(ground, "#000000") < contrast(ground, "#ffffff")
    palette = base._replace(name=name, dark=dark, tags=(*tags, *base.tags[len(tags) :]))
    return palette._replace(**changed)  # type: ignore[arg-type]  # the names in COLOURS are those of texts
