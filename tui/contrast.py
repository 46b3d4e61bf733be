"""How well a colour stands out from the one behind it, as WCAG 2.2 has it, and how it is made to stand out. Pure.

https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterable
from functools import lru_cache

READABLE = 4.5
"""The least contrast of text."""

_STEPS = 100


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, each ``#RRGGBB``: 1 for the same one, 21 for black and white."""
    dark, light = sorted((_luminance(_parts(one)), _luminance(_parts(other))))
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=1024)
def readable(color: str, grounds: tuple[str, ...]) -> str:
    """Return ``color`` made as much lighter or darker as it takes to be read on each of ``grounds``; its hue stays.

    Where nothing is readable on all of them, white or black, whichever is read better.
    """
    if _least(color, grounds) >= READABLE:
        return color
    hue, light, saturation = colorsys.rgb_to_hls(*_parts(color))
    ends = sorted((1.0, 0.0), key=lambda end: -_least(_written(colorsys.hls_to_rgb(hue, end, 0.0)), grounds))
    for end in ends:
        for step in range(1, _STEPS + 1):
            nearer = light + (end - light) * step / _STEPS
            tried = _written(colorsys.hls_to_rgb(hue, nearer, saturation))
            if _least(tried, grounds) >= READABLE:
                return tried
    return _written((ends[0],) * 3)


def nearest(color: str, others: Iterable[str]) -> str:
    """Return that of ``others`` that looks most like ``color``: by hue first, greys among greys."""
    hue, light, saturation = colorsys.rgb_to_hls(*_parts(color))

    def distance(other: str) -> float:
        its_hue, its_light, its_saturation = colorsys.rgb_to_hls(*_parts(other))
        turn = abs(hue - its_hue)
        apart = min(turn, 1 - turn) * 8 * min(saturation, its_saturation)
        return apart + abs(saturation - its_saturation) + abs(light - its_light) / 2

    return min(others, key=distance)


def _least(color: str, grounds: tuple[str, ...]) -> float:
    return min(contrast(color, ground) for ground in grounds)


def _parts(color: str) -> tuple[float, float, float]:
    """Return red, green and blue of ``#RRGGBB``, each 0 to 1."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _written(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _luminance(parts: tuple[float, float, float]) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
