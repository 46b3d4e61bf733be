"""Help: every key that works here, searched by typing; enter runs what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from tui.actions import Context
from tui.dialogs.finder import actions
from tui.screens.finder import Finder
from tui.session import Session


class HelpScreen(Finder):
    """The keys of some contexts, grouped, with what each does."""

    DOES: ClassVar[str] = "run it"

    def __init__(self, session: Session, contexts: Sequence[Context]) -> None:
        super().__init__(session, "help", "type to search the keys", actions(session.keymap, contexts))
