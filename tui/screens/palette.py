"""The palette: an action, a tag or an article by its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from tui.actions import Context
from tui.dialogs.finder import actions, articles, tags
from tui.screens.finder import Finder
from tui.session import Session


class Palette(Finder):
    """Everything that can be named, from any screen."""

    DOES: ClassVar[str] = "run it, go there"

    def __init__(self, session: Session, contexts: Sequence[Context]) -> None:
        library = session.library
        everything = [*actions(session.keymap, contexts), *tags(library.tags()), *articles(library.rows())]
        super().__init__(session, "go to", "type an action, a tag or an article", everything)
