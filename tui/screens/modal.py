"""What every dialog can do: its keys, leaving without an answer, keeping what is half typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.bindings import bound
from tui.paint import content
from tui.session import Session

if TYPE_CHECKING:
    from tui.widgets.line_input import LineInput

T = TypeVar("T")


class PaperknifeModal(ModalScreen[T]):
    """A dialog: escape leaves it, and the keys that quit and suspend work in it as everywhere."""

    DEFAULT_CSS = """
    .panel {
        border: solid $line; border-title-color: $foreground; background: $surface;
        padding: 0 1; width: 28; max-width: 100%; height: auto;
    }
    .panel Lines { background: $surface; height: 4; }
    .panel.-sort { width: 46; max-width: 100%; max-height: 100%; }
    .panel.-sort Lines { height: 9; max-height: 9; }
    .panel.-form { width: 100%; max-width: 90; }
    .panel .field { height: 1; }
    .panel .name { width: 11; max-width: 40%; padding-right: 1; color: $quiet; text-style: $dim-style; }
    .panel.-finder { width: 90%; max-width: 100; height: 90%; max-height: 40; border-subtitle-color: $quiet; }
    .panel.-finder Lines { height: 1fr; }
    .panel.-finder.-fitted { height: auto; }
    .panel.-placed { position: absolute; }
    .panel.-placed Lines { height: 1fr; }
    .panel.-placed HintLine { height: 1; }
    """
    AUTO_FOCUS = "*"

    def __new__(cls, session: Session, *_args: object, **_options: object) -> Self:
        """Make the dialog with the keys of this session."""
        return object.__new__(bound(cls, session.keymap, ()))

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def panel(self, title: str, look: str = "") -> Vertical:
        """Return the box to lay a dialog out in; ``look`` are those classes of the styles above that it has."""
        panel = Vertical(classes=f"panel {look}")
        panel.border_title = content(title)
        return panel

    def on_line_input_cut(self, event: LineInput.Cut) -> None:
        """Say at the lower edge what was left out of what was pasted."""
        event.stop()
        for panel in self.query(".panel"):
            panel.border_subtitle = content(str(event))

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
