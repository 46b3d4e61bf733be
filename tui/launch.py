"""Starts the app: the terminal first, then the library, and Textual as late as can be."""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tui.cli.streams import complain
from tui.terminal import own_terminal


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
    with own_terminal():
        gc.disable()  # nothing that starting makes is garbage: it saves a twentieth; the app turns it on again
        code, notices = _run(home, read, at, warnings)
    for notice in notices:  # what closing found: the screen that could have said it is gone
        complain(notice)
    return code


def _run(home: Path, read: str | None, at: str | None, warnings: Sequence[str]) -> tuple[int, Sequence[str]]:
    """Run the app; return its exit code and what is still to be told."""
    from storage.library import Library, Origin, ReaderState
    from storage.library.paths import config_file
    from tui.keymap import make_keymap
    from tui.session import LIBRARY_AT, Session
    from tui.settings import load_settings

    settings = load_settings(config_file())
    keymap = make_keymap(settings.keys, settings.at)
    with Library.open(home, create=True, creator=settings.creator, origin=Origin.WINDOW) as library:
        if library.created:
            from storage.adding import add_seeds

            add_seeds(library)
        state = ReaderState.load(home)
        if at is not None:
            state.set_setting(LIBRARY_AT, at)
        said = [*warnings, *settings.problems, *keymap.problems]
        session = Session(library, state, settings, keymap, warnings=said)
        session.take_notices()
        try:
            with _no_encryption():
                import asyncio  # noqa: F401
            from tui.app import PaperknifeApp

            app = PaperknifeApp(session, read=read)
            app.run()
        finally:
            session.errands.finish()
            session.end_search()
            state.flush()
    session.take_notices()
    return app.return_code or 0, session.warnings


@contextlib.contextmanager
def _no_encryption() -> Iterator[None]:
    """Have asyncio, which Textual runs on, do without ``ssl``: nothing here talks to a network.

    It costs 6 ms and 2 MB. asyncio allows for a Python that was built without it.
    """
    if "ssl" in sys.modules:
        yield
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # how the import system is told that there is none
    try:
        yield
    finally:
        del sys.modules["ssl"]
