"""The colour picker: a few colours at the cursor, each shown as it will be; or one that is typed as #RRGGBB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.geometry import Offset, Size
from textual.widgets import Input, Static

from tui.cells import Run
from tui.dialogs.placing import place_picker
from tui.lists.color_rows import ColorOffer, offer_colors
from tui.paint import content
from tui.screens.modal import PaperknifeModal
from tui.session import Session
from tui.widgets.line_input import LineInput
from tui.widgets.line_list import LineList

_WIDTH = 44
_ROWS = 9
_LEAST_ROWS = 3
_FRAME = 4
"""Lines of the box that hold no colour: border, input, hint."""


class ColorList(LineList):
    """Colours, each with a sample."""

    def __init__(self) -> None:
        super().__init__()
        self.offers: Sequence[ColorOffer] = ()
        self.held = ""
        """The colour that there is."""

    @property
    def offer(self) -> ColorOffer | None:
        """The colour under the cursor."""
        return self.offers[self.cursor] if 0 <= self.cursor < len(self.offers) else None

    def row_count(self) -> int:
        """Return how many colours there are."""
        return len(self.offers)

    def row_runs(self, row: int, line: int, width: int) -> Sequence[Run]:
        """Return a colour as a line."""
        offer = self.offers[row]
        sign = "✓" if offer.color == self.held else " "
        return [(f"{sign} ", "key"), ("████ " if offer.color else "     ", offer.ink), (offer.name, offer.ink)]


class ColorPicker(PaperknifeModal[str]):
    """Answers with ``#rrggbb``, or with an empty text for no colour."""

    DEFAULT_CSS = """
    ColorPicker #picker {
        position: absolute; border: solid $line; border-title-color: $foreground; background: $surface; padding: 0 1;
    }
    ColorPicker ColorList { background: $surface; }
    ColorPicker #hint { height: 1; color: $quiet; text-style: $dim-style; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n,tab", "move(1)", "down", show=False),
        Binding("up,ctrl+p,shift+tab", "move(-1)", "up", show=False),
    ]

    def __init__(self, session: Session, title: str, held: str, at: Offset | None) -> None:
        super().__init__(session)
        self._title = title
        self._held = held
        self._at = at

    def compose(self) -> ComposeResult:
        """Lay out the box: what is typed, the colours, what is wrong."""
        with Vertical(id="picker") as box:
            box.border_title = content(self._title)
            yield LineInput(placeholder="a name or #RRGGBB")
            yield ColorList()
            yield Static(id="hint", markup=False)

    def on_mount(self) -> None:
        """Begin at the colour that there is."""
        colors = self.query_one(ColorList)
        colors.held = self._held
        self._offer()
        held = [place for place, offer in enumerate(colors.offers) if offer.color == self._held]
        if held:
            colors.go_to(held[0])
        self.on_resize()

    def on_resize(self) -> None:
        """Keep the box inside the terminal."""
        rows = max(min(_ROWS, self.app.size.height - _FRAME), _LEAST_ROWS)
        place = place_picker(self._at, Size(_WIDTH, rows + _FRAME), self.app.size)
        box = self.query_one("#picker")
        box.styles.width, box.styles.height = place.width, place.height
        box.styles.offset = place.offset

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what matches."""
        event.stop()
        self._offer()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the colour under the cursor."""
        event.stop()
        self._offer()
        self._take()

    def on_line_list_opened(self) -> None:
        """Take the colour that was clicked."""
        self._take()

    def action_move(self, by: int) -> None:
        """Go to another colour."""
        self.query_one(ColorList).move(by)

    def _offer(self) -> None:
        colors = self.query_one(ColorList)
        offers, wrong = offer_colors(self.query_one(LineInput).value)
        if offers != colors.offers:
            colors.offers = offers
            colors.rows_changed(0)
        self.query_one("#hint", Static).update(content(wrong or "enter take · esc leave"))

    def _take(self) -> None:
        offer = self.query_one(ColorList).offer
        if offer is not None:
            self.dismiss(offer.color)
