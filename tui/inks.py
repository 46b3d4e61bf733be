"""The inks: the name of everything that has a look of its own, and which variables of the theme give it that look.

They are no component classes: Textual makes a node of the page for each of those in each widget, which took longer
than all else of the first picture. Colour is never the only sign of anything: each ink goes with a character, a place
or a style of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from storage.annotation import Tag, tag_key


class Ink(NamedTuple):
    """How one ink is made."""

    color: str = ""
    """The theme's variable for the colour of the letters; empty for the colour that is there."""
    ground: str = ""
    """The theme's variable for the colour behind them; empty for the one that is there."""
    style: str = ""
    """The theme's variable for bold, italic and so on, or these words themselves."""


TAG_INKS: tuple[str, ...] = tuple(f"tag--{number}" for number in range(1, 9))
"""The palette of tags: eight inks that colour-blind eyes and sixteen colours can tell apart."""

INKS: Mapping[str, Ink] = {
    "cursor": Ink("cursor", style="bold"),  # the bar ▌ beside what the keys act on
    "cursor-line": Ink(ground="cursor-line", style="cursor-line-style"),  # the line or paragraph under it
    "range": Ink(ground="range", style="underline"),  # what a range or a narrowed target takes in
    "title": Ink(style="bold"),  # the title of the screen or the article
    "dim": Ink("quiet", style="dim-style"),  # everything that is not the article's text
    "key": Ink("foreground", style="bold"),  # a key's name in a hint
    "rule": Ink("line"),  # lines that part panes
    "note": Ink("note-ink", style="italic"),  # a note's words
    "hit": Ink(ground="hit-ground", style="hit-style"),  # what a filter or a find matched
    "hit-now": Ink("cursor", style="hit-now-style"),  # the hit that the cursor is on
    "code": Ink("", "code-ground", "code-style"),  # code between the words of an article
    "hidden": Ink("hidden-ink", style="italic"),  # text that cleaning or the reader took out
    "trouble": Ink("error", style="bold"),  # what went wrong
    **{ink: Ink(ink.replace("--", "-")) for ink in TAG_INKS},
}
"""Every ink by its name."""


PALETTE: Mapping[str, str] = {
    "sky blue": "#56b4e9",
    "orange": "#e69f00",
    "green": "#009e73",
    "yellow": "#f0e442",
    "pink": "#cc79a7",
    "vermilion": "#d55e00",
    "blue": "#0072b2",
    "grey": "#999999",
}
"""The colours that a tag can be given by name, in the order of :data:`TAG_INKS`: those of Okabe and Ito, “Color
Universal Design” (2008), but for the last. A library keeps them so; a theme shows each in its own shade of it."""

_INK_OF: Mapping[str, str] = dict(zip(PALETTE.values(), TAG_INKS, strict=True))


def tag_inks(tags: Iterable[Tag]) -> Mapping[str, str]:
    """Return each tag's ink by its key.

    That is its own colour, else that of the nearest tag that it is nested in, else one of the eight in turn, in the
    order in which the tags were made.
    """
    made = sorted(tags, key=lambda tag: (tag.created, tag.name))
    inks = {tag_key(tag.name): TAG_INKS[place % len(TAG_INKS)] for place, tag in enumerate(made)}
    given = {tag_key(tag.name): ink_of(tag.color) for tag in made if tag.color}
    if given:
        for key in inks:
            above = key
            while above and above not in given:
                above = above.rpartition("/")[0]
            inks[key] = given.get(above, inks[key])
    return inks


def ink_of(color: str) -> str:
    """Return the ink of a tag's colour, ``#RRGGBB``: one of the eight, or that colour, which names its own ink."""
    return _INK_OF.get(color.lower(), color.lower())


def palette_ink(color: str) -> str:
    """Return the one of the eight that looks most like ``color``."""
    from tui.contrast import nearest

    return _INK_OF[nearest(color, PALETTE.values())]
