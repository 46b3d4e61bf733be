"""What every screen can do: the keys, the bottom line, changes and undo, a line to type in."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from textual.events import Key

from storage.errors import PaperknifeError
from storage.library import Change
from tui.actions import BY_ID, Context, actions_of
from tui.bindings import bound
from tui.screens.commanding import Commanding
from tui.screens.travelling import REDO, UNDO, Travelling
from tui.session import THEME, Session
from tui.status import Hint
from tui.typeahead import TypeAheadApp
from tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from tui.widgets.prompt import Prompt

T = TypeVar("T")


class PaperknifeScreen(Commanding):
    """A whole screen. A subclass composes its own widgets and a :class:`StatusLine` under them."""

    CONTEXT: ClassVar[Context]
    """Which actions it has beside those of everywhere."""
    HEARD_AFTER: ClassVar[float] = 2.0
    """Seconds that what was found wrong stands at least: it comes by itself, perhaps between two quick keys."""
    AUTO_FOCUS = ""

    def __new__(cls, session: Session, *_args: object, **_options: object) -> Self:
        """Make the screen with the keys of this session."""
        return object.__new__(bound(cls, session.keymap, (cls.CONTEXT, Context.EVERYWHERE)))

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._shown_before = False
        self._heard = 0.0
        self.travel = Travelling(self)
        self.moving_keys = frozenset(
            key
            for action in actions_of(self.CONTEXT)
            if action.group == "Move" and action.twin.startswith("--")
            for key in session.keymap.of(action.id)
        )
        """Keys that move about on this screen and open nothing."""

    @property
    def contexts(self) -> tuple[Context, ...]:
        """The contexts whose keys work here, the screen's own first."""
        return (self.CONTEXT, Context.EVERYWHERE)

    @property
    def status(self) -> StatusLine:
        """The bottom line."""
        return self.query_one(StatusLine)

    def hints(self) -> list[Hint]:
        """Return what the bottom line says of the keys: each action with ``footer``, by its first key."""
        footer = [action.id for context in self.contexts for action in actions_of(context) if action.footer]
        return [hint for action in footer for hint in self.hint(action)]

    def hint(self, action: str, label: str = "") -> list[Hint]:
        """Return what the bottom line says of an action, in its own words or others; nothing where it has no key."""
        key = self.session.keymap.label(action)
        return [Hint(key, label or BY_ID[action].label, action)] if key else []

    # what a screen says

    def say(self, text: str, *, trouble: bool = False) -> None:
        """Say one line at the bottom until the next key; what was found wrong just before is said again later."""
        if self.status.message and monotonic() < self._heard:
            self.session.warnings.insert(0, self.status.message)
        self._heard = 0.0
        self.status.show(text, trouble)

    def warn(self) -> None:
        """Say the next thing that was found wrong, once the reader can see it and nothing else is being said."""
        if self.session.warnings and self.app.screen is self and self.status.display and not self.status.message:
            self.say(self.session.warnings.pop(0), trouble=True)
            self._heard = monotonic() + self.HEARD_AFTER

    def on_key(self, event: Key) -> None:
        """Take back what was said."""
        self.travel.hear(event.key)
        if monotonic() >= self._heard:
            self.status.clear()

    # what changes the library

    def change(self, action: Callable[[], T], done: str = "") -> T | None:
        """Run a change of the library, show it, and say ``done``; what goes wrong is said, and None returned."""
        try:
            result = action()
        except PaperknifeError as error:
            self.library_changed()
            self.say(str(error), trouble=True)
            return None
        self.library_changed()
        if done:
            self.say(done)
        return result

    def carry_out(self, action: Callable[[], object], done: str = "") -> bool:
        """Do as :meth:`change` does; return whether it went well."""

        def carried() -> bool:
            action()
            return True

        return bool(self.change(carried, done))

    def by_key(self, action: str, does: str) -> str:
        """Return how a message ends that tells which key does something next; empty where the action has none."""
        key = self.session.keymap.label(action)
        return f" · {key} {does}" if key else ""

    def way_back(self, what: str = "it") -> str:
        """Return how a message on what was taken away ends: with the key that brings it back, if there is one."""
        return self.by_key("everywhere.undo", f"brings {what} back")

    def library_changed(self) -> None:
        """Read again what is shown without moving the reader.

        Called after each change, after undo and redo, on coming back, and when another process wrote. Override it.
        """

    def on_screen_resume(self) -> None:
        """Show what changed while another screen was in front."""
        if self._shown_before:
            self.library_changed()
        self._shown_before = True

    def action_undo(self) -> None:
        """Take the last change back."""
        self.travel.go(UNDO)

    def action_redo(self) -> None:
        """Make the change again that was taken back."""
        self.travel.go(REDO)

    def travelled(self, _change: Change) -> None:
        """Show what undo or redo did; a screen that can go to the place overrides this."""
        self.library_changed()

    # a line to type in

    def prompt(self, prompt: Prompt) -> None:
        """Open a line to type in, in place of the bottom line."""
        self.close_prompt()
        self.status.display = False
        self.mount(prompt)
        if isinstance(self.app, TypeAheadApp):
            self.app.hold_keys_for(prompt)

    def close_prompt(self) -> None:
        """Close it, and show the bottom line again."""
        for prompt in self._prompts():
            self.set_focus(None)
            prompt.remove()
        self.status.display = True

    def tell_prompt(self, text: str, wrong: tuple[int, int] = (0, 0)) -> None:
        """Say something about what is typed; what is ``wrong`` with it, from one character to another, is marked."""
        for prompt in self._prompts():
            prompt.tell(text, wrong)

    def _prompts(self) -> list[Prompt]:
        if self.status.display:
            return []
        from tui.widgets.prompt import Prompt

        return list(self.query(Prompt))

    # the program

    def action_theme(self) -> None:
        """Change to the next theme and keep it."""
        from tui.themes import next_theme

        self.take_theme(next_theme(self.app.theme, self.palettes))

    def take_theme(self, name: str) -> None:
        """Change to a theme and keep it."""
        self.app.theme = name
        self.session.state.set_setting(THEME, name)
        self.say(f"theme: {name}")

    def action_suspend(self) -> None:
        """Put the program in the background."""
        self.app.action_suspend_process()

    def action_back(self) -> None:
        """Go back to the screen before; from one that the app began with to the library."""
        if len(self.app.screen_stack) > 1:
            self.dismiss()
        else:
            from tui.screens.library.screen import LibraryScreen

            # Textual cannot replace the screen it began with; another mode begins with one of its own.
            self.app.add_mode("library", lambda: LibraryScreen(self.session))
            self.app.switch_mode("library")

    def action_cancel(self) -> None:
        """Go back; a screen with something to let go of overrides this."""
        self.action_back()

    async def action_quit(self) -> None:
        """End the program."""
        await self.app.action_quit()
