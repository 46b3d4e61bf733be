"""Undo and redo on a screen: what others did is named first, and taken back when the same key is pressed again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from storage.errors import MadeElsewhere, PaperknifeError

if TYPE_CHECKING:
    from storage.library import Change
    from tui.screens.base import PaperknifeScreen


class Way(NamedTuple):
    """Undo or redo: by which action, and what is said of it."""

    action: str
    done: str
    does: str
    back: str
    """The action that leads back."""
    undoes: str
    nothing: str


UNDO = Way("everywhere.undo", "undone", "takes it back", "everywhere.redo", "makes it again", "nothing to undo")
REDO = Way("everywhere.redo", "done again", "redoes it", "everywhere.undo", "takes it back", "nothing to redo")


class Travelling:
    """Takes back and makes again what was done, for one screen."""

    def __init__(self, screen: PaperknifeScreen) -> None:
        self._screen = screen
        self._asked: tuple[Way, int] | None = None
        """What the same key would do now: which way, and with which action of somebody else's."""

    def hear(self, key: str) -> None:
        """Let go of what was asked when another key is pressed than the one that means yes."""
        if self._asked is not None and key not in self._screen.session.keymap.of(self._asked[0].action):
            self._asked = None

    def go(self, way: Way) -> None:
        """Go one step, show it and say what it was."""
        screen, library = self._screen, self._screen.session.library
        asked, self._asked = self._asked, None

        def agreed(number: int) -> Change | None:
            return library.undo(number, confirmed=True) if way is UNDO else library.redo(confirmed=True)

        try:
            try:
                change = library.undo() if way is UNDO else library.redo()
            except MadeElsewhere as error:
                if asked != (way, error.change.id):
                    self._ask(way, error.change)
                    return
                change = agreed(error.change.id)
        except PaperknifeError as error:
            screen.library_changed()
            screen.say(str(error), trouble=True)
            return
        if change is None:
            screen.say(way.nothing)
        else:
            self.tell(way, change)

    def take_back(self, change: Change) -> None:
        """Take back one action that the reader has chosen from among all; whose it was has been seen."""
        screen = self._screen
        try:
            undone = screen.session.library.undo(change.id, confirmed=True)
        except PaperknifeError as error:
            screen.library_changed()
            screen.say(str(error), trouble=True)
        else:
            self.tell(UNDO, undone or change)

    def tell(self, way: Way, change: Change) -> None:
        """Show what was taken back or made again, and say what it was and which key leads back."""
        self._screen.travelled(change)
        self._screen.say(f"{way.done}: {change.label}{self._screen.by_key(way.back, way.undoes)}")

    def _ask(self, way: Way, change: Change) -> None:
        from datetime import datetime

        from tui.moments import made

        self._screen.library_changed()
        self._asked = (way, change.id)
        key = self._screen.session.keymap.label(way.action)
        where = made(change, datetime.now().astimezone())
        words = f"{change.label}, {'made' if way is UNDO else 'taken back'} {where}"
        self._screen.say(f"{key or 'once more'} again {way.does}: {words}")
