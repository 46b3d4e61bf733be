"""Reads files that paperknife has exported: a path or standard input, named where something is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from storage.errors import ExchangeError
from tui.cli.opening import standard_input

Content = TypeVar("Content")


def read_exported(name: str, read: Callable[[str], Content]) -> Content:
    """Return what ``read`` makes of the text of a file, or of standard input where ``name`` is ``-``.

    Raises:
        InputError: the file cannot be read, is no UTF-8 text, or ``read`` refuses it; the line begins with its name.
    """
    shown = "standard input" if name == "-" else name
    try:
        return read(_bytes(name).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ExchangeError(f"{shown}: it is no UTF-8 text, so paperknife did not write it") from error
    except ExchangeError as error:
        raise ExchangeError(f"{shown}: {error}") from error


def _bytes(name: str) -> bytes:
    if name == "-":
        source = standard_input()
        return source.read() if source else b""
    path = Path(name)
    try:
        return path.read_bytes()
    except OSError as error:
        from storage.intake import trouble

        raise trouble(path, error) from error
