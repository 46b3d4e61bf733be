"""Asks once before what is not easily taken back; only where somebody can answer."""

from __future__ import annotations

import sys

from tui.cli.streams import say


def can_ask() -> bool:
    """Tell whether standard input and error are a terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def agreed(question: str) -> bool:
    """Ask, and tell whether the answer was yes."""
    say(f"{question} type yes:")
    return sys.stdin.readline().strip().lower() == "yes"
