"""Reads a theme of the user's own: a table of colours laid over one of the themes that there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from storage.text import sanitise_line
from tui.palettes import ALSO_CALLED, COLOURED, COLOURS, INK, PALETTES, TAGS, Palette, own_palette

Said = list[tuple[tuple[str | int, ...], str]]
"""Where in the theme's table something is, and what is to be said of it."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def read_theme(name: str, table: object) -> tuple[Palette | None, Said, Said]:
    """Return the theme, what is wrong in its table, and which of its colours can hardly be read.

    A colour that is wrong is left as it is in the theme that this one begins with. There is no theme where the name
    cannot be one.
    """
    if not _NAME.fullmatch(name) or name in ALSO_CALLED or name in {palette.name for palette in PALETTES}:
        said = (
            f"a theme cannot be called “{sanitise_line(name)}”: letters a to z, digits and -, and no theme's own name"
        )
        return None, [((), said)], []
    if not isinstance(table, dict):
        return None, [((), f"themes.{name} must be a table of colours")], []
    wrong: Said = []
    base, colours, tags = INK, dict[str, str](), list[str]()
    for setting, value in table.items():
        if setting == "base":
            meant = ALSO_CALLED.get(value, value) if isinstance(value, str) else ""
            base = COLOURED.get(meant, base)
            if meant not in COLOURED:
                wrong.append((("base",), f"themes.{name}.base must be one of {', '.join(COLOURED)}"))
        elif setting == "tags":
            tags = _tags(name, value, wrong)
        elif setting not in COLOURS:
            near = get_close_matches(setting, [*COLOURS, "tags", "base"], 1)
            hint = f"do you mean {near[0]}?" if near else f"there are {', '.join(COLOURS)}, tags"
            wrong.append(((setting,), f"a theme has no colour “{sanitise_line(setting)}”; {hint}"))
        elif (colour := _colour(value)) is None:
            wrong.append(((setting,), f'themes.{name}.{setting} must be a colour such as "#1d1f21"'))
        else:
            colours[setting] = colour
    palette = own_palette(name, base, colours, tuple(tags))
    return palette, wrong, list(_hardly_read(palette))


def _tags(name: str, value: object, wrong: Said) -> list[str]:
    if not isinstance(value, list) or len(value) > TAGS:
        wrong.append((("tags",), f"themes.{name}.tags must be a list of at most {TAGS} colours"))
        return []
    tags: list[str] = []
    for place, item in enumerate(value):
        colour = _colour(item)
        if colour is None:
            wrong.append((("tags", place), f'themes.{name}.tags holds what is no colour such as "#1d1f21"'))
        else:
            tags.append(colour)
    return tags


def _colour(value: object) -> str | None:
    """Return ``#rrggbb`` in small letters."""
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        return None
    digits = value[1:].lower()
    return f"#{digits}" if len(digits) == 6 else "#" + "".join(2 * digit for digit in digits)


def _hardly_read(palette: Palette) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the worst that there is to say of each colour."""
    from tui.legibility import Weak, weak

    worst: dict[tuple[str, int], Weak] = {}
    for each in weak(palette):
        key = (each.colour, each.place)
        if key not in worst or each.found < worst[key].found:
            worst[key] = each
    for each in worst.values():
        where = (each.colour, each.place) if each.colour == "tags" else (each.colour,)
        yield (
            where,
            f"themes.{palette.name}.{each.colour} can hardly be seen on its {each.ground}: "
            f"{each.found:.1f} to 1, and {each.wanted:.1f} is wanted",
        )
