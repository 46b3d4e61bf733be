"""What the colour picker offers: the palette by name, a colour that is typed, and none. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from storage.annotation import tag_color
from storage.errors import UsageError
from storage.text import fold
from tui.inks import PALETTE, ink_of


@dataclass(frozen=True, slots=True)
class ColorOffer:
    """A colour that can be taken."""

    name: str
    color: str
    """``#RRGGBB``; empty for none."""

    @property
    def ink(self) -> str:
        """The ink that shows it; empty for none."""
        return ink_of(self.color) if self.color else ""


NO_COLOR = ColorOffer("none of its own", "")


def offer_colors(typed: str) -> tuple[tuple[ColorOffer, ...], str]:
    """Return what to offer for ``typed``, the beginning of a name or a colour, and what is wrong with it."""
    wanted = fold(typed.strip())
    if wanted.startswith("#"):
        try:
            color = tag_color(wanted)
        except UsageError:
            return (), "six digits of 0-9 and a-f, as in #56b4e9"
        return (ColorOffer(color, color),), ""
    colors = [ColorOffer(name, color) for name, color in PALETTE.items()]
    offers = (*colors, NO_COLOR) if wanted else (NO_COLOR, *colors)
    found = tuple(
        offer for offer in offers if any(word.startswith(wanted) for word in (offer.name, *offer.name.split()))
    )
    return found, "" if found else "there is no colour of that name; #RRGGBB is one, too"


def color_named(written: str) -> str:
    """Return a colour of the palette by its name, or as it is written: ``#rrggbb``, or empty for ``none``.

    Raises:
        UsageError: it is neither.
    """
    name = " ".join(fold(written).replace("-", " ").split())
    if name in ("", "none"):
        return ""
    if name in PALETTE:
        return PALETTE[name]
    if not name.startswith("#"):
        raise UsageError(f"there is no colour {name}: write #RRGGBB, none, or one of {', '.join(PALETTE)}")
    return tag_color(name)
