"""What the reader sees of the screens, and what is told there that was noted behind the reader's back."""

from __future__ import annotations

from typing import Any

from textual.app import App

from storage.article import State
from storage.errors import PaperknifeError
from tui.screens.base import PaperknifeScreen
from tui.screens.modal import PaperknifeModal
from tui.session import Session


def front_screen(app: App[Any]) -> PaperknifeScreen:
    """Return the screen in front, dialogs over it left out; those behind it read the library when they come back.

    Raises:
        LookupError: While the app begins or ends, and none is there.
    """
    return [screen for screen in app.screen_stack if isinstance(screen, PaperknifeScreen)][-1]


def screens_in_front(app: App[Any]) -> list[PaperknifeScreen | PaperknifeModal[Any]]:
    """Return what the reader sees: the screen in front and the dialogs over it."""
    seen: list[PaperknifeScreen | PaperknifeModal[Any]] = []
    for screen in reversed(app.screen_stack):
        if isinstance(screen, PaperknifeScreen | PaperknifeModal):
            seen.append(screen)
        if isinstance(screen, PaperknifeScreen):
            break
    return seen[::-1]


def note_state(app: App[Any], session: Session, article: str, state: State) -> None:
    """Note how far the reader is with an article, if that can be, without a key waiting for the disk."""
    if session.library.read_only:
        return

    def write() -> None:
        trouble = ""
        try:
            session.library.set_state([article], state, undoable=False)
        except PaperknifeError as error:
            trouble = str(error)
        app.call_later(_tell, app, trouble)

    session.errands.run(write)


def _tell(app: App[Any], trouble: str) -> None:
    if not screens_in_front(app):
        return
    front = front_screen(app)
    front.library_changed()
    if trouble:
        front.say(trouble, trouble=True)
