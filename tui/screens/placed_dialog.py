"""A dialog that stands at the line it is about, wherever that is and whatever the size of the terminal."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar, TypeVar

from textual.containers import Vertical
from textual.geometry import Offset, Size
from textual.widget import Widget

from tui.dialogs.placing import place_picker
from tui.screens.modal import PaperknifeModal
from tui.session import Session

T = TypeVar("T")


class PlacedDialog(PaperknifeModal[T]):
    """A subclass says how wide and high its panel would like to be."""

    WIDTH: ClassVar[int]
    """Cells of the panel, its border with it, where there is room."""

    def __init__(self, session: Session, at: Offset | None) -> None:
        """Make the dialog for the line ``at`` a place of the screen; None where there is no line."""
        super().__init__(session)
        self._at = at

    @abstractmethod
    def wanted_height(self, screen_height: int) -> int:
        """Return how many lines the panel would take of a screen."""

    def panel(self, title: str, look: str = "-placed") -> Vertical:
        """Return the panel at its place, so that the first picture has it there."""
        panel = super().panel(title, look)
        self._place(panel)
        return panel

    def on_resize(self) -> None:
        """Keep the panel inside the terminal."""
        self._place(self.query_one(".panel"))

    def _place(self, panel: Widget) -> None:
        screen = self.app.size
        place = place_picker(self._at, Size(self.WIDTH, self.wanted_height(screen.height)), screen)
        panel.styles.width, panel.styles.height = place.width, place.height
        panel.styles.offset = place.offset
