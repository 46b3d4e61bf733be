"""A few lines in which the reader says what the list is sorted by: a letter for each order, one under the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from tui.cells import Run
from tui.lists.sorting import ORDERS, Order, Sorting, pressed, turned, usual
from tui.paint import content
from tui.screens.modal import PaperknifeModal
from tui.session import Session
from tui.widgets.line_list import LineList

_HINT = "letter sort, again turn round · enter done"


class OrderList(LineList):
    """The orders, each with its letter, its place among those chosen, and what comes first by it."""

    def __init__(self, sorting: Sorting) -> None:
        super().__init__()
        self.sorting = sorting

    def row_count(self) -> int:
        """Return how many orders there are."""
        return len(ORDERS)

    def row_runs(self, row: int, line: int, width: int) -> Sequence[Run]:
        """Return an order as a line."""
        order = ORDERS[row]
        place = next((place for place, key in enumerate(self.sorting, 1) if key.order is order), 0)
        chosen = self.sorting[place - 1] if place else usual(order)
        return [
            (f"{order.letter} ", "key"),
            (f"{order.name:<10}", ""),
            (f"{place} {chosen.sign} " if place else "    ", "cursor"),
            (chosen.words, "" if place else "dim"),
        ]


class SortPicker(PaperknifeModal[None]):
    """Tells of each choice at once, so that the list behind it follows."""

    DEFAULT_CSS = "SortPicker { align: center middle; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(order.letter, f"press('{order.name}')", order.name, show=False) for order in ORDERS),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("space", "take", show=False),
        Binding("exclamation_mark", "turn", show=False),
        Binding("enter,escape,q,S", "leave", show=False),
    ]

    def __init__(self, session: Session, sorting: Sorting, sort: Callable[[Sorting], None]) -> None:
        super().__init__(session)
        self._sorting = sorting
        self._sort = sort
        self._begun = False
        """Whether an order has been chosen here, so that the next one goes under it."""

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(classes="panel -sort") as box:
            box.border_title = content("sort")
            yield OrderList(self._sorting)
            yield Static(content(_HINT), id="hint")

    def on_mount(self) -> None:
        """Begin at the order that the list has."""
        lines = self.query_one(OrderList)
        lines.rows_changed(ORDERS.index(self._sorting[0].order))

    def action_press(self, name: str) -> None:
        """Sort by the order of a letter."""
        self._choose(next(order for order in ORDERS if order.name == name))

    def action_move(self, by: int) -> None:
        """Go to another order."""
        self.query_one(OrderList).move(by)

    def action_take(self) -> None:
        """Sort by the order under the cursor."""
        self._choose(ORDERS[self.query_one(OrderList).cursor])

    def on_line_list_opened(self) -> None:
        """Sort by the order that was clicked."""
        self.action_take()

    def action_turn(self) -> None:
        """Turn the first order round."""
        self._show(turned(self._sorting))

    def _choose(self, order: Order) -> None:
        sorting = pressed(self._sorting, order, first=not self._begun)
        self._begun = True
        self._show(sorting)
        self.query_one(OrderList).go_to(ORDERS.index(order))

    def _show(self, sorting: Sorting) -> None:
        self._sorting = sorting
        lines = self.query_one(OrderList)
        lines.sorting = sorting
        lines.refresh()
        self._sort(sorting)
