"""An app whose first picture comes soon: what it does not need waits until it has been painted."""

from __future__ import annotations

import gc

from tui.terminal_app import TerminalApp


class StartingApp(TerminalApp, inherit_bindings=False):
    """Style sheets are parsed once before the first picture, and garbage is looked for only after it."""

    _painted = False
    """Whether there has been a first picture."""

    def wear_theme(self, name: str) -> None:
        """Put on the theme to begin with, before the app runs: its colours are known when style sheets are parsed."""
        self.theme = name
        self.stylesheet.set_variables(self.get_css_variables())

    def refresh_css(self, animate: bool = True) -> None:
        """Parse the style sheets anew for another theme.

        Textual asks for it while it starts, too, for the theme that it has just put on.
        """
        if self._painted:
            super().refresh_css(animate=animate)

    def on_ready(self) -> None:
        """Begin to look for garbage again."""
        self._painted = True
        if not gc.isenabled():
            gc.freeze()  # what is there now stays to the end
            gc.enable()
