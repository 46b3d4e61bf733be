"""The colour picker: a few colours at the cursor, each shown as it will be; or one that is typed as #RRGGBB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Offset

from tui.cells import Run
from tui.lists.color_rows import ColorOffer, offer_colors
from tui.screens.narrowing import NarrowingDialog
from tui.screens.placed_dialog import PlacedDialog
from tui.session import Session
from tui.widgets.hint_line import HintLine
from tui.widgets.line_input import LineInput
from tui.widgets.line_list import LineList

_ROWS = 9
_LEAST_ROWS = 3
_FRAME = 4
"""Lines of the box that hold no colour: border, input, hint."""


class ColorList(LineList[ColorOffer]):
    """Colours, each with a sample."""

    def __init__(self, held: str) -> None:
        """Make a list in which the colour that there is, ``held``, is ticked."""
        super().__init__()
        self._held = held

    def row_runs(self, row: int, line: int, width: int) -> Sequence[Run]:
        """Return a colour as a line."""
        offer = self.rows[row]
        sign = "✓" if offer.color == self._held else " "
        return [(f"{sign} ", "key"), ("████ " if offer.color else "     ", offer.ink), (offer.name, offer.ink)]


class ColorPicker(PlacedDialog[str], NarrowingDialog[str]):
    """Answers with ``#rrggbb``, or with an empty text for no colour."""

    WIDTH: ClassVar[int] = 44
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "move(1)", "down", show=False),
        Binding("shift+tab", "move(-1)", "up", show=False),
    ]

    def __init__(self, session: Session, title: str, held: str, at: Offset | None) -> None:
        super().__init__(session, at)
        self._title = title
        self._held = held

    def compose(self) -> ComposeResult:
        """Lay out the box: what is typed, the colours, what is wrong."""
        with self.panel(self._title):
            yield LineInput(placeholder="a name or #RRGGBB")
            yield ColorList(self._held)
            yield HintLine()

    def on_mount(self) -> None:
        """Begin at the colour that there is."""
        self.list_matching("")
        held = [place for place, offer in enumerate(self.lines.rows) if offer.color == self._held]
        if held:
            self.lines.go_to(held[0])

    @property
    def lines(self) -> ColorList:
        """The colours."""
        return self.query_one(ColorList)

    def wanted_height(self, screen_height: int) -> int:
        """Return the lines of the panel, as many as the screen has at most."""
        return max(min(_ROWS, screen_height - _FRAME), _LEAST_ROWS) + _FRAME

    def list_matching(self, typed: str) -> None:
        """Offer what matches, and say what is wrong with what cannot be a colour."""
        offers, wrong = offer_colors(typed)
        if offers != self.lines.rows:
            self.lines.rows = offers
            self.lines.rows_changed(0)
        self.query_one(HintLine).say(wrong or "enter take · esc leave")

    def take(self) -> None:
        """Take the colour under the cursor."""
        offer = self.lines.current
        if offer is not None:
            self.dismiss(offer.color)
