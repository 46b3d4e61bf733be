"""Makes the palettes into what Textual calls themes, and says which is the first and which the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.theme import Theme

from tui.palettes import ALSO_CALLED, INK, PALETTES, TERMINAL, Palette


def make_theme(palette: Palette) -> Theme:
    """Return a palette as a theme, with the variables that the style sheet and the inks read."""
    own = palette is TERMINAL
    loud = palette.loud
    return Theme(
        name=palette.name,
        ansi=own,
        primary=palette.cursor,
        secondary=palette.quiet,
        accent=palette.cursor,
        foreground=palette.text,
        background=palette.background,
        surface=palette.surface,
        panel=palette.surface,
        boost=palette.surface,
        warning=palette.cursor,
        error=palette.trouble,
        success=palette.text,
        dark=palette.dark,
        variables={
            **{f"tag-{number}": colour for number, colour in enumerate(palette.tags, start=1)},
            "quiet": palette.quiet,
            "line": palette.line,
            "cursor": palette.cursor,
            "cursor-line": palette.cursor_line,
            "range": palette.range,
            "note-ink": palette.note,
            "hit-ground": palette.hit,
            "hidden-ink": palette.hidden,
            "dim-style": "dim" if own else "none",
            "code-ground": palette.cursor_line,
            "code-style": "reverse" if own else "none",
            "cursor-line-style": "bold" if loud else "none",
            "hit-style": "bold underline" if loud else "bold",
            "hit-now-style": "bold reverse",
            "scrollbar": palette.line,
            "scrollbar-hover": palette.line,
            "scrollbar-active": palette.cursor,
            "scrollbar-background": palette.background,
            "scrollbar-background-hover": palette.background,
            "scrollbar-background-active": palette.background,
            **_fields(palette, own=own),
        },
    )


def _fields(palette: Palette, *, own: bool) -> dict[str, str]:
    """Return how the cursor and what is selected look in fields to type in: those are Textual's own."""
    if own:
        return {
            "ansi-background": palette.background,
            "ansi-foreground": palette.text,
            "input-cursor-background": palette.background,
            "input-cursor-foreground": palette.text,
            "input-cursor-text-style": "reverse",
            "input-selection-background": "ansi_blue",
            "input-selection-foreground": "ansi_bright_white",
            "block-cursor-foreground": palette.text,
            "block-cursor-background": palette.background,
            "block-cursor-text-style": "bold reverse",
        }
    return {
        "text-disabled": palette.quiet,
        "text-muted": palette.quiet,
        "input-cursor-background": palette.text,
        "input-cursor-foreground": palette.background,
        "input-cursor-text-style": "none",
        "input-selection-background": palette.range,
        "input-selection-foreground": palette.text,
        "block-cursor-foreground": palette.background,
        "block-cursor-background": palette.text,
        "block-cursor-text-style": "bold",
    }


def named(name: str, known: Sequence[Palette] = PALETTES) -> str:
    """Return the name of the theme that is meant by ``name``; empty for none."""
    meant = ALSO_CALLED.get(name, name)
    return meant if meant in _names(known) else ""


def next_theme(name: str, known: Sequence[Palette] = PALETTES) -> str:
    """Return the theme after ``name``; the first after one that is not known."""
    names = _names(known)
    return names[(names.index(name) + 1) % len(names)] if name in names else names[0]


def first_theme(wanted: Sequence[str], environment: Mapping[str, str], known: Sequence[Palette] = PALETTES) -> str:
    """Return the theme to start with.

    That is the first of ``wanted`` that exists; else the terminal's own colours where NO_COLOR is set or the terminal
    has no more than sixteen (as far as COLORTERM and TERM say), else the dark one.
    """
    for name in wanted:
        if meant := named(name, known):
            return meant
    many = environment.get("COLORTERM", "") in {"truecolor", "24bit"} or "256" in environment.get("TERM", "")
    return INK.name if many and not environment.get("NO_COLOR") else TERMINAL.name


def _names(palettes: Sequence[Palette]) -> list[str]:
    return [palette.name for palette in palettes]
