"""A few lines in which the reader says what the list is sorted by: a letter for each order, one under the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.cells import Run
from tui.lists.sorting import ORDERS, Order, Sorting, pressed, turned, usual
from tui.screens.list_dialog import ListDialog
from tui.session import Session
from tui.widgets.hint_line import HintLine
from tui.widgets.line_list import LineList


class OrderList(LineList[Order]):
    """The orders, each with its letter, its place among those chosen, and what comes first by it."""

    def __init__(self, sorting: Sorting) -> None:
        super().__init__(ORDERS)
        self.sorting = sorting
        """Those that are chosen."""

    def row_runs(self, row: int, line: int, width: int) -> Sequence[Run]:
        """Return an order as a line."""
        order = self.rows[row]
        place = next((place for place, key in enumerate(self.sorting, 1) if key.order is order), 0)
        chosen = self.sorting[place - 1] if place else usual(order)
        return [
            (f"{order.letter} ", "key"),
            (f"{order.name:<10}", ""),
            (f"{place} {chosen.sign} " if place else "    ", "cursor"),
            (chosen.words, "" if place else "dim"),
        ]


class SortPicker(ListDialog[None]):
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
        self._orders = OrderList(sorting)
        self._sort = sort
        self._begun = False
        """Whether an order has been chosen here, so that the next one goes under it."""

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with self.panel("sort", "-sort"):
            yield self._orders
            yield HintLine("letter sort, again turn round · enter done")

    def on_mount(self) -> None:
        """Begin at the order that the list has."""
        self._orders.rows_changed(ORDERS.index(self._orders.sorting[0].order))

    @property
    def lines(self) -> OrderList:
        """The orders."""
        return self._orders

    def take(self) -> None:
        """Sort by the order under the cursor."""
        self._choose(ORDERS[self._orders.cursor])

    def action_press(self, name: str) -> None:
        """Sort by the order of a letter."""
        self._choose(next(order for order in ORDERS if order.name == name))

    def action_turn(self) -> None:
        """Turn the first order round."""
        self._show(turned(self._orders.sorting))

    def _choose(self, order: Order) -> None:
        self._show(pressed(self._orders.sorting, order, first=not self._begun))
        self._begun = True
        self._orders.go_to(ORDERS.index(order))

    def _show(self, sorting: Sorting) -> None:
        self._orders.sorting = sorting
        self._orders.refresh()
        self._sort(sorting)
