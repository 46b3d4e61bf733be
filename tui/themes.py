"""The looks of paperknife: a dark one, a light one, one of high contrast, and the terminal's own sixteen colours.

Article text is the loudest thing on each; the inks of ``tui.inks`` are the variables that ``app.tcss`` reads. The
palette of tags follows Okabe and Ito, “Color Universal Design” (2008), made lighter or darker until each of its
colours stands 4.5 to 1 against the background.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.theme import Theme

_STYLES = {"dim-style": "none", "cursor-line-style": "none", "hit-style": "bold", "hit-now-style": "bold reverse"}


def _tags(*colours: str) -> dict[str, str]:
    return {f"tag-{number}": colour for number, colour in enumerate(colours, start=1)}


INK = Theme(
    name="ink",
    primary="#7aa2d6",
    secondary="#5f7fa8",
    accent="#e8b04a",
    foreground="#dcdcd6",
    background="#15171b",
    surface="#1b1e24",
    panel="#22262e",
    warning="#e8b04a",
    error="#f0806a",
    success="#5fc9a0",
    dark=True,
    variables={
        **_STYLES,
        **_tags("#56b4e9", "#e69f00", "#2fbf93", "#f0e442", "#d68fb5", "#ef7f45", "#93a8ff", "#b4b8be"),
        "quiet": "#8b9098",
        "line": "#3a404a",
        "cursor": "#e8b04a",
        "cursor-line": "#23272f",
        "range": "#2c3444",
        "note-ink": "#e3cfa0",
        "hit-ground": "#4a3f14",
        "hidden-ink": "#8b9098",
        "scrollbar": "#3a404a",
        "scrollbar-background": "#15171b",
    },
)

PAPER = Theme(
    name="paper",
    primary="#2b5f9e",
    secondary="#5b7fa8",
    accent="#9a5b00",
    foreground="#22211d",
    background="#faf7ef",
    surface="#f3efe4",
    panel="#ebe6d8",
    warning="#8a5200",
    error="#b3261e",
    success="#00694b",
    dark=False,
    variables={
        **_STYLES,
        **_tags("#00659f", "#915600", "#006b4e", "#6b5f00", "#9c3f70", "#a83f00", "#3b4cc0", "#5a5a5a"),
        "quiet": "#6b675c",
        "line": "#cfc8b6",
        "cursor": "#b05a00",
        "cursor-line": "#efe8d6",
        "range": "#e3e6ee",
        "note-ink": "#6a4a00",
        "hit-ground": "#f3dc8c",
        "hidden-ink": "#6b675c",
        "scrollbar": "#cfc8b6",
        "scrollbar-background": "#faf7ef",
    },
)

CONTRAST = Theme(
    name="contrast",
    primary="#7fc8ff",
    secondary="#7fc8ff",
    accent="#ffd400",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#101010",
    warning="#ffd400",
    error="#ff9d8a",
    success="#6fffc4",
    dark=True,
    variables={
        **_STYLES,
        **_tags("#6fd0ff", "#ffb52e", "#4dffb8", "#fff566", "#ffaadb", "#ff9a63", "#b3c0ff", "#e0e0e0"),
        "quiet": "#d0d0d0",
        "line": "#8a8a8a",
        "cursor": "#ffd400",
        "cursor-line": "#1c1c30",
        "cursor-line-style": "bold",
        "range": "#203a5c",
        "note-ink": "#ffe9a8",
        "hit-ground": "#6a5600",
        "hit-style": "bold underline",
        "hidden-ink": "#d0d0d0",
        "scrollbar": "#b0b0b0",
        "scrollbar-background": "#000000",
    },
)

TERMINAL = Theme(
    name="terminal",
    ansi=True,
    primary="ansi_blue",
    secondary="ansi_cyan",
    accent="ansi_yellow",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    dark=True,
    variables={
        **_tags(
            "ansi_cyan",
            "ansi_yellow",
            "ansi_green",
            "ansi_bright_yellow",
            "ansi_magenta",
            "ansi_red",
            "ansi_bright_blue",
            "ansi_default",
        ),
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "dim-style": "dim",
        "cursor-line-style": "bold",
        "hit-style": "bold underline",
        "hit-now-style": "bold reverse",
        "quiet": "ansi_default",
        "line": "ansi_bright_black",
        "cursor": "ansi_yellow",
        "cursor-line": "ansi_default",
        "range": "ansi_default",
        "note-ink": "ansi_default",
        "hit-ground": "ansi_default",
        "hidden-ink": "ansi_default",
        "scrollbar": "ansi_bright_black",
        "scrollbar-background": "ansi_default",
        "input-cursor-background": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_blue",
        "input-selection-foreground": "ansi_bright_white",
        "block-cursor-foreground": "ansi_default",
        "block-cursor-background": "ansi_default",
        "block-cursor-text-style": "bold reverse",
    },
)

THEMES: tuple[Theme, ...] = (INK, PAPER, CONTRAST, TERMINAL)
"""In the order in which the theme key goes through them."""

NAMES: tuple[str, ...] = tuple(theme.name for theme in THEMES)
"""What ``config.toml`` may call a theme."""


def next_theme(name: str) -> str:
    """Return the theme after ``name``; the first after one that is not ours."""
    return NAMES[(NAMES.index(name) + 1) % len(NAMES)] if name in NAMES else NAMES[0]


def first_theme(wanted: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the theme to start with.

    That is the first of ``wanted`` that exists; else the terminal's own colours where NO_COLOR is set or the terminal
    has no more than sixteen (as far as COLORTERM and TERM say), else the dark one.
    """
    for name in wanted:
        if name in NAMES:
            return name
    many = environment.get("COLORTERM", "") in {"truecolor", "24bit"} or "256" in environment.get("TERM", "")
    return INK.name if many and not environment.get("NO_COLOR") else TERMINAL.name
