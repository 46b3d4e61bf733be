"""What the app does to its terminal, whatever it shows: the clipboard, the picture after fg, no colour."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from storage.errors import PaperknifeError
from tui.typeahead import TypeAheadApp

if TYPE_CHECKING:
    from textual.driver import Driver


class TerminalApp(TypeAheadApp, inherit_bindings=False):
    """An app that copies through tmux and screen, and comes back whole from the background."""

    def __init__(self) -> None:
        # Without colour Textual would send greys; with the terminal's own colours it sends none at all.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.animation_level = "none"

    def on_mount(self) -> None:
        """Paint everything after fg: the shell has written over the picture, and Textual paints only what changes."""
        self.app_resume_signal.subscribe(self, lambda _app: self.refresh(layout=True))

    def get_driver_class(self) -> type[Driver]:
        """Return what hears the terminal and writes to it."""
        from tui.driver import QuietDriver

        return QuietDriver

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Give the terminal away, and take it back also when something went wrong meanwhile, which is raised then."""
        trouble: PaperknifeError | OSError | None = None
        with super().suspend():
            try:
                yield
            except (PaperknifeError, OSError) as error:
                trouble = error
        if trouble is not None:
            raise trouble

    def copy_to_clipboard(self, text: str) -> None:
        """Copy ``text`` to the clipboard of the terminal."""
        from tui.clipboard import copying

        self._clipboard = text
        if self._driver is not None:
            self._driver.write(copying(text, os.environ))
