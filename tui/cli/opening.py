"""Opens the library that a command works on, with words that say what to do when it cannot be."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tui.cli.parser import library_option
from tui.cli.streams import say

if TYPE_CHECKING:
    from storage.library import Library


def library_place(arguments: Namespace) -> Path:
    """Return the folder of the library that the command line means."""
    from storage.library.paths import library_home

    return library_home(library_option(arguments))


def open_to_read(arguments: Namespace) -> Library:
    """Open the library for a command that changes nothing.

    Raises:
        LibraryMissing: there is none; the error says how to make one.
        LibraryError: it cannot be opened.
    """
    return _opened(library_place(arguments))


def open_to_change(arguments: Namespace, whose: str | None = None, *, create: bool = False) -> Library:
    """Open the library for a command that writes to it, in the name of ``whose`` or of the user of ``config.toml``.

    Raises:
        LibraryMissing: there is none and ``create`` is False; the error says how to make one.
        LibraryError: it cannot be opened.
    """
    return _opened(library_place(arguments), create=create, creator=whose or creator())


def creator() -> str:
    """Return in whose name annotations are made; what is wrong in ``config.toml`` is said."""
    from storage.library.paths import config_file
    from tui.settings import load_settings

    settings = load_settings(config_file())
    for problem in settings.problems:
        say(problem.told)
    return settings.creator


def standard_input() -> BinaryIO | None:
    """Return standard input as bytes, or None when it is closed; on a terminal, say how to end it."""
    if sys.stdin is None:
        return None
    if sys.stdin.isatty():
        say("reading from the terminal; ctrl+d ends it")
    return sys.stdin.buffer


def _opened(home: Path, *, create: bool = False, creator: str = "reader") -> Library:
    from tui.cli.telling import TellingLibrary

    return TellingLibrary.open(home, create=create, creator=creator).tell()
