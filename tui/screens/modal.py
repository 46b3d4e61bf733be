"""What every dialog can do: its keys, leaving without an answer, keeping what is half typed."""

from __future__ import annotations

from typing import Self, TypeVar

from textual.screen import ModalScreen

from tui.bindings import bound
from tui.session import Session

T = TypeVar("T")


class PaperknifeModal(ModalScreen[T]):
    """A dialog: escape leaves it, and the keys that quit and suspend work in it as everywhere."""

    AUTO_FOCUS = "*"

    def __new__(cls, session: Session, *_args: object, **_options: object) -> Self:
        """Make the dialog with the keys of this session."""
        return object.__new__(bound(cls, session.keymap, ()))

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def keep_draft(self) -> None:
        """Keep what is being typed; called before the program ends. Override it where something is typed."""

    def library_changed(self) -> None:
        """Offer what there is now, keeping what is typed and chosen; another process wrote. Override it."""

    def action_leave(self) -> None:
        """Leave."""
        self.leave()

    def leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def action_suspend(self) -> None:
        """Put the program in the background."""
        self.app.action_suspend_process()

    async def action_quit(self) -> None:
        """End the program."""
        await self.app.action_quit()
