"""Starts the app: the terminal first, then the library, and Textual as late as can be."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tui.cli.streams import complain
from tui.spared import spared
from tui.terminal import own_terminal

if TYPE_CHECKING:
    from storage.library import Library


def launch(home: Path, *, read: str | None = None, at: str | None = None, warnings: Sequence[str] = ()) -> int:
    """Open the library in ``home``, make one with the sample articles if there is none, and run the app on it.

    Args:
        home: The library's folder.
        read: The article to open.
        at: The article under the cursor of the library; None for the one that was read last.
        warnings: What is said on the first screen.

    Returns:
        The exit code.

    Raises:
        UsageError: there is no terminal.
        LibraryError: the library cannot be opened.
    """
    return run_app(home, lambda _library: First(read, at), warnings)


def launch_on(home: Path, source: str, size: int) -> int | None:
    """Run the app on the article that was made of the ``size`` bytes with the SHA-256 ``source``.

    None, and nothing was shown, where the library does not hold it whole.

    Raises:
        UsageError: there is no terminal.
        LibraryError: the library cannot be opened.
    """

    def first(library: Library) -> First | None:
        row = library.holding_unread(source, size)
        return None if row is None else First(row.id, row.id)

    try:
        return run_app(home, first, ())
    except NotHeld:
        return None


class First(NamedTuple):
    """What is seen first."""

    read: str | None
    """The article to open; None for the library."""
    at: str | None
    """The article under the cursor of the library; None for the one that was read last."""


class NotHeld(Exception):
    """The library does not hold what it was opened for."""


def run_app(home: Path, first: Callable[[Library], First | None], warnings: Sequence[str]) -> int:
    """Run the app on the library in ``home``, with what ``first`` wants to see of it; return the exit code.

    Raises:
        NotHeld: ``first`` found nothing to show, and nothing was shown.
        UsageError: there is no terminal.
        LibraryError: the library cannot be opened.
    """
    with own_terminal():
        gc.disable()  # nothing that starting makes is garbage: it saves a twentieth; the app turns it on again
        code, notices = _run(home, first, warnings)
    for notice in notices:  # what closing found: the screen that could have said it is gone
        complain(notice)
    return code


def _run(home: Path, first: Callable[[Library], First | None], warnings: Sequence[str]) -> tuple[int, Sequence[str]]:
    """Run the app; return its exit code and what is still to be told.

    Raises:
        NotHeld: ``first`` found nothing to show.
    """
    from storage.library import Library, Origin, ReaderState
    from storage.library.paths import config_file
    from tui.keymap import make_keymap
    from tui.session import LIBRARY_AT, Session
    from tui.settings import load_settings

    settings = load_settings(config_file())
    keymap = make_keymap(settings.keys)
    with Library.open(home, create=True, creator=settings.creator, origin=Origin.WINDOW) as library:
        if library.created:
            from storage.adding import add_seeds

            add_seeds(library)
        seen = first(library)
        if seen is None:
            raise NotHeld
        state = ReaderState.load(home)
        if seen.at is not None:
            state.set_setting(LIBRARY_AT, seen.at)
        said = [*warnings, *(problem.told for problem in settings.problems_with(keymap.clashes))]
        session = Session(library, state, settings, keymap, warnings=said)
        session.take_notices()
        try:
            with spared():
                from tui.app import PaperknifeApp

            app = PaperknifeApp(session, read=seen.read)
            app.run()
        finally:
            session.errands.finish()
            session.end_search()
            state.flush(last=True)
    session.take_notices()
    return app.return_code or 0, session.warnings
