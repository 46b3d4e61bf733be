"""The palette: an action, a tag or an article by its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from tui.actions import Context
from tui.dialogs.finder import actions, tags
from tui.dialogs.found_articles import Articles
from tui.screens.finder import Finder
from tui.session import Session
from tui.slices import in_slices


class Palette(Finder):
    """Everything that can be named, from any screen."""

    DOES: ClassVar[str] = "run it, go there"

    def __init__(self, session: Session, contexts: Sequence[Context]) -> None:
        library = session.library
        self._articles = Articles(library.listed()[::-1])
        groups = [*actions(session.keymap, contexts), *tags(library.tags()), self._articles]
        super().__init__(session, "go to", "type an action, a tag or an article", groups)

    def on_mount(self) -> None:
        """Make the articles ready to be found, between the keys."""
        self.run_worker(in_slices(self._articles.get_ready()))
