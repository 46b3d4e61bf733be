"""Writes to standard output: harmless lines, fitted to the terminal, bold and dim only where that can be seen."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TextIO

from storage.text import sanitise

NARROWEST = 20
PAGE = 80
"""Cells of a line where there is no terminal to ask."""


class Bold(str):
    """Text that is loud on a terminal."""

    __slots__ = ()


class Dim(str):
    """Text that is quiet on a terminal."""

    __slots__ = ()


_CODES = {Bold: "\x1b[1m", Dim: "\x1b[2m"}
_PLAIN = "\x1b[0m"


def line(*parts: str) -> None:
    """Write one line made of parts; each is made harmless, and :class:`Bold` and :class:`Dim` are honoured."""
    coloured = styled()
    sys.stdout.write("".join(_painted(part, coloured) for part in parts).rstrip(" ") + "\n")


def json_line(value: Mapping[str, object]) -> None:
    """Write one object of JSON Lines."""
    import json

    whole(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def whole(text: str) -> None:
    """Write a text that another program is to read, in UTF-8 and as it stands but on a terminal."""
    if sys.stdout.isatty():
        sys.stdout.write(sanitise(text))
    else:
        sys.stdout.write(text)


def raw(data: bytes) -> None:
    """Write bytes as they are; for no terminal."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def to_terminal() -> bool:
    """Tell whether somebody looks at standard output."""
    return sys.stdout.isatty()


def styled() -> bool:
    """Tell whether bold and dim are wanted: on a terminal that knows them, unless ``NO_COLOR`` is set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def terminal_width(stream: TextIO | None = None) -> int | None:
    """Return the cells of a line of the terminal that a stream (standard output) is, or None when it is none."""
    stream = stream or sys.stdout
    if not stream.isatty():
        return None
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return max(int(columns), NARROWEST)
    try:
        return max(os.get_terminal_size(stream.fileno()).columns, NARROWEST)
    except (OSError, ValueError):
        return PAGE


def _painted(part: str, coloured: bool) -> str:
    text = sanitise(part)
    code = _CODES.get(type(part)) if coloured else None
    return f"{code}{text}{_PLAIN}" if code and text else text
