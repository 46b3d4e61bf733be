"""Starts the app: the terminal first, then the library, and Textual as late as can be."""

from __future__ import annotations

import gc
from pathlib import Path

from tui.terminal import own_terminal


def launch(home: Path, *, read: str | None = None) -> int:
    """Open the library in ``home``, make one with the sample articles if there is none, and run the app on it.

    ``read`` is the article to open. Returns the exit code.

    Raises:
        UsageError: there is no terminal.
        LibraryError: the library cannot be opened.
    """
    with own_terminal():
        gc.disable()  # nothing that starting makes is garbage: it saves a twentieth; the app turns it on again
        return _run(home, read)


def _run(home: Path, read: str | None) -> int:
    from storage.library import Library, ReaderState
    from storage.library.paths import config_file
    from tui.keymap import make_keymap
    from tui.session import Session
    from tui.settings import load_settings

    settings = load_settings(config_file())
    keymap = make_keymap(settings.keys)
    with Library.open(home, create=True, creator=settings.creator) as library:
        if library.created:
            from storage.adding import add_seeds

            add_seeds(library)
        state = ReaderState.load(home)
        session = Session(library, state, settings, keymap, warnings=[*settings.problems, *keymap.problems])
        try:
            from tui.app import PaperknifeApp

            app = PaperknifeApp(session, read=read)
            app.run()
        finally:
            session.errands.finish()
            state.flush()
    return app.return_code or 0
