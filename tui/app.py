"""The Textual app: the first screen, the theme, looks at what others wrote, and an orderly end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from storage.errors import PaperknifeError
from tui.palettes import PALETTES, TERMINAL
from tui.screens.base import PaperknifeScreen
from tui.screens.front import front_screen, screens_in_front
from tui.screens.modal import PaperknifeModal
from tui.session import THEME, Session
from tui.starting import StartingApp
from tui.terminal import terminal_is_there
from tui.themes import first_theme, make_theme

_LOOK_EVERY = 1.0
"""Seconds between two looks at whether another process wrote, and at what waits to be kept: an app at rest costs
nothing else."""
_WARM_UP_AFTER = 0.3
"""Seconds: what is loaded for the first change would make the first picture wait."""
_BACK_UP_AFTER = 15.0
"""Seconds after the first picture: whoever only looks something up has no backup made."""


class PaperknifeApp(StartingApp, inherit_bindings=False):
    """One run on one library. It shows the library, or the article ``read`` with the way back to it."""

    TITLE = "paperknife"
    CSS_PATH = Path(__file__).with_name("app.tcss")
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "help_quit", show=False, system=True)]

    def __init__(self, session: Session, *, read: str | None = None) -> None:
        self.session = session
        super().__init__()
        self._read = read
        self._trouble = ""
        """What was wrong with the library's file at the last look; said once."""
        palettes = (*PALETTES, *session.settings.themes)
        for palette in palettes:
            self.register_theme(make_theme(palette))
        said = (session.state.setting(THEME, ""), session.settings.theme)
        self.wear_theme(first_theme(said, os.environ, palettes))

    def stays(self, key: str) -> bool:
        """Return whether a key only moves about on the screen in front."""
        return isinstance(self.screen, PaperknifeScreen) and key in self.screen.moving_keys

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return what our style sheet needs of a theme that is not ours."""
        return make_theme(TERMINAL).variables

    def get_default_screen(self) -> PaperknifeScreen:
        """Return the screen to begin with: the article that is to be read, else the library."""
        if self._read is not None:
            from tui.screens.reading.screen import ReadingScreen

            return ReadingScreen(self.session, self._read)
        from tui.screens.library.screen import LibraryScreen

        return LibraryScreen(self.session)

    def on_mount(self) -> None:
        """Begin to look around."""
        self.set_interval(_LOOK_EVERY, self.look_around)
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGTERM, self.end, 128 + signal.SIGTERM)
            if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
                loop.add_signal_handler(signal.SIGHUP, self.end_without_terminal)

    def on_ready(self) -> None:
        """After the first picture get ready for the first change."""
        self.set_timer(_WARM_UP_AFTER, self.session.warm_up)
        self.set_timer(_BACK_UP_AFTER, self.session.back_up)

    def on_app_focus(self) -> None:
        """Look around at once when the reader comes back from another window, where perhaps something was changed."""
        self.look_around()

    def look_around(self) -> None:
        """Show what another process wrote, tell what was found wrong, and keep what waits to be kept.

        The poll reads next to nothing.
        """
        if not self.is_headless and not terminal_is_there():
            self.end_without_terminal()
        session = self.session
        if not (seen := screens_in_front(self)) or not all(screen.is_mounted for screen in seen):  # or one just comes
            return
        try:
            changed, trouble = session.library.poll(), ""
        except PaperknifeError as error:  # the files are gone or broken: what is in memory can still be read
            changed, trouble = False, str(error)
        if changed or not session.tags:
            session.follow_tags()
        if changed:
            for screen in seen:
                screen.library_changed()
        if trouble and trouble != self._trouble:
            session.warnings.append(trouble)
        self._trouble = trouble
        session.take_notices()
        front_screen(self).warn()
        self.keep_state()

    def keep_state(self) -> None:
        """Keep places and drafts, and take over those of another window, behind the reader's back."""
        if self.session.state.due and not self.session.errands.busy:
            self.session.errands.run(self.session.state.flush)
        self.session.keep_index_up()

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
        """End at once when the terminal is gone: drafts and places are kept, and the library is closed.

        Textual would wait for ever to write its farewell to it.
        """
        self.keep_drafts()
        self.session.errands.finish()
        self.session.state.flush(last=True)
        with contextlib.suppress(PaperknifeError):  # every change is on the disk already, and nobody is there to hear
            self.session.library.close()
        os._exit(128 + signal.SIGHUP)
