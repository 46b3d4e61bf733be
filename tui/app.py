"""The Textual app: the first screen, the theme, a look at the library each second, and an orderly end."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from storage.errors import PaperknifeError
from tui.screens.base import PaperknifeScreen
from tui.screens.modal import PaperknifeModal
from tui.screens.noting import front_screen
from tui.session import Session
from tui.terminal import terminal_is_there
from tui.themes import TERMINAL, THEMES, first_theme
from tui.typeahead import TypeAheadApp

_LOOK_EVERY = 1.0
"""Seconds between two looks at whether another process wrote; also the longest that a place waits to be kept."""


class PaperknifeApp(TypeAheadApp, inherit_bindings=False):
    """One run on one library. It shows the library, or the article ``read`` with the way back to it."""

    TITLE = "paperknife"
    CSS_PATH = Path(__file__).with_name("app.tcss")
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "help_quit", show=False, system=True)]

    def __init__(self, session: Session, *, read: str | None = None) -> None:
        self.session = session
        # Without colour Textual would send greys; with the terminal's own colours it sends none at all.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.animation_level = "none"
        self._read = read
        self._trouble = ""
        """What was wrong with the library's file at the last look; said once."""
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = first_theme((session.state.setting("theme", ""), session.settings.theme), os.environ)

    def stays(self, key: str) -> bool:
        """Return whether a key only moves about on the screen in front."""
        return isinstance(self.screen, PaperknifeScreen) and key in self.screen.moving_keys

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return what our style sheet needs of a theme that is not ours."""
        return TERMINAL.variables

    def get_default_screen(self) -> PaperknifeScreen:
        """Return the screen to begin with: the article that is to be read, else the library."""
        if self._read is not None:
            from tui.screens.reading import ReadingScreen

            return ReadingScreen(self.session, self._read)
        from tui.screens.library import LibraryScreen

        return LibraryScreen(self.session)

    def on_mount(self) -> None:
        """Begin to look around."""
        self.set_interval(_LOOK_EVERY, self.look_around)
        self.app_resume_signal.subscribe(self, self._draw_again)
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGTERM, self.end, 128 + signal.SIGTERM)
            if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
                loop.add_signal_handler(signal.SIGHUP, self.end_without_terminal)

    def _draw_again(self, _app: object) -> None:
        """Paint everything after fg: the shell has written over the picture, and Textual paints only what changes."""
        self.refresh(layout=True)

    def on_ready(self) -> None:
        """Look for garbage again, after the first picture; what is there now stays to the end."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def look_around(self) -> None:
        """Show what another process wrote, and keep places and drafts. The library's poll is one stat of a file."""
        if not self.is_headless and not terminal_is_there():
            self.end_without_terminal()
        self._look_at_library()
        if self.session.state.dirty and not self.session.errands.busy:
            self.session.errands.run(self.session.state.flush)

    def _look_at_library(self) -> None:
        try:
            changed, trouble = self.session.library.poll(), ""
        except PaperknifeError as error:  # the file is gone or broken: what is in memory can still be read
            changed, trouble = False, str(error)
        front = front_screen(self)
        if changed:
            front.library_changed()
        if trouble and trouble != self._trouble:
            front.say(trouble, trouble=True)
        self._trouble = trouble

    def keep_drafts(self) -> None:
        """Have every open dialog keep what is being typed."""
        for screen in self.screen_stack:
            if isinstance(screen, PaperknifeModal):
                screen.keep_draft()

    def action_help_quit(self) -> None:
        """Say how to quit: ctrl+c does not."""
        front_screen(self).say(f"{self.session.keymap.label('everywhere.quit') or 'q'} quits")

    async def action_quit(self) -> None:
        """End; drafts are kept."""
        self.end(0)

    def end(self, code: int) -> None:
        """End with an exit code; drafts are kept."""
        self.keep_drafts()
        self.exit(return_code=code)

    def end_without_terminal(self) -> None:
        """End at once when the terminal is gone: drafts and places are kept, everything else is on the disk already.

        Textual would wait for ever to write its farewell to it.
        """
        self.keep_drafts()
        self.session.errands.finish()
        self.session.state.flush()
        os._exit(128 + signal.SIGHUP)
