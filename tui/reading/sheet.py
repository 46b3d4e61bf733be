"""A page in rows: each item with its margin, in the columns of a geometry. Lays out only what is asked for. Pure."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple

from storage.block import Block, Kind
from tui.cells import Runs
from tui.reading.folding import HEAD, Item, Items
from tui.reading.geometry import Geometry
from tui.reading.layout import Laid, lay_out
from tui.reading.viewport import Position

_SECTION = 2
"""The deepest level of heading that begins a section of its own, with more space above it."""
_KEPT_LAID = 2_000
"""How many blocks stay laid out."""


class LineKind(Enum):
    """What a row of the page is."""

    TEXT = "text"
    FOLD = "fold"
    ASIDE = "aside"
    """A row of the margin alone: beside nothing, under its paragraph, or above the first block."""
    GAP = "gap"


class Line(NamedTuple):
    """One row of the page."""

    kind: LineKind
    block: int
    """Number of the block; of a fold, its first; HEAD above the first block."""
    row: int
    """Which row of the block's text; -1 where there is none."""
    aside: int
    """Which row of the margin stands here; -1 where there is none."""


class Layouts:
    """Blocks laid out at one measure, the latest ones kept."""

    def __init__(self, blocks: Sequence[Block], measure: int) -> None:
        self.blocks = blocks
        self.measure = measure
        self.forced: tuple[int, int] | None = None
        """A block, and the offset in it that begins a row: what the reader saw first at another width."""
        self._laid: OrderedDict[int, Laid] = OrderedDict()

    def __call__(self, block: int) -> Laid:
        """Return a block laid out."""
        laid = self._laid.get(block)
        if laid is None:
            forced = self.forced[1] if self.forced and self.forced[0] == block else 0
            laid = self._laid[block] = lay_out(self.blocks[block], self.measure, forced)
            if len(self._laid) > _KEPT_LAID:
                self._laid.popitem(last=False)
        return laid

    def force(self, forced: tuple[int, int] | None) -> None:
        """Begin a row at an offset of a block, and let the one that was forced before go."""
        for old in (self.forced, forced):
            if old:
                self._laid.pop(old[0], None)
        self.forced = forced


class Sheet:
    """The rows of a page."""

    def __init__(
        self,
        items: Items,
        layouts: Layouts,
        geometry: Geometry,
        asides: Callable[[int], Sequence[Runs]],
        *,
        tight: bool = False,
    ) -> None:
        """Make a sheet.

        Args:
            items: What stands below what.
            layouts: The blocks laid out.
            geometry: The columns.
            asides: Block number → the rows of its margin; HEAD → what stands above the first block.
            tight: Whether no empty rows part the items.
        """
        self.items = items
        self.layouts = layouts
        self.geometry = geometry
        self._make_asides = asides
        self._tight = tight
        self._asides: dict[int, Sequence[Runs]] = {}
        self._rows: dict[int, int] = {}

    def aside(self, block: int) -> Sequence[Runs]:
        """Return the rows of a block's margin."""
        if not self.geometry.margin_width:
            return ()
        rows = self._asides.get(block)
        if rows is None:
            rows = self._asides[block] = self._make_asides(block)
        return rows

    def force(self, forced: tuple[int, int] | None) -> None:
        """Begin a row at an offset of a block; see :meth:`Layouts.force`."""
        self.layouts.force(forced)
        self._rows.clear()

    def rows_of(self, item: int) -> int:
        """Return how many rows an item has, at least one."""
        rows = self._rows.get(item)
        if rows is None:
            rows = self._rows[item] = max(self._body(self.items.all[item]) + self._gap(item), 1)
        return rows

    def body_rows(self, item: int) -> int:
        """Return how many rows an item has without the gap after it."""
        return max(self._body(self.items.all[item]), 1)

    def margin_of(self, item: int) -> tuple[Position, Position] | None:
        """Return the first and the last row where the margin of an item stands; None when it has none."""
        it = self.items.all[item]
        asides = 0 if it.fold else len(self.aside(it.first))
        if not asides:
            return None
        above = 0 if self.geometry.beside or it.first == HEAD else len(self.layouts(it.first).rows)
        return (item, above), (item, above + asides - 1)

    def _body(self, item: Item) -> int:
        if item.fold:
            return 1
        asides = len(self.aside(item.first))
        if item.first == HEAD:
            return asides
        text = len(self.layouts(item.first).rows)
        return max(text, asides) if self.geometry.beside else text + asides

    def _gap(self, item: int) -> int:
        """Return how many empty rows follow: none between items of a list and hidden lines, two before a section."""
        if self._tight:
            return 0
        if item + 1 >= len(self.items.all):
            return 1
        here, after = self.items.all[item], self.items.all[item + 1]
        if here.fold or after.fold or here.first == HEAD:
            return 1
        one, other = self.layouts.blocks[here.first], self.layouts.blocks[after.first]
        if not one.kept and not other.kept:
            return 0
        if one.kept and other.kept and one.kind is other.kind is Kind.LIST_ITEM:
            return 0
        return 2 if one.kept and 0 < other.kind.level <= _SECTION and not one.kind.is_heading else 1

    def line(self, position: Position) -> Line:
        """Return what a row of the page is."""
        item, row = position
        it = self.items.all[item]
        if it.fold:
            return Line(LineKind.FOLD if row == 0 else LineKind.GAP, it.first, -1, -1)
        asides = len(self.aside(it.first))
        if it.first == HEAD:
            return Line(LineKind.ASIDE, HEAD, -1, row) if row < asides else Line(LineKind.GAP, HEAD, -1, -1)
        text = len(self.layouts(it.first).rows)
        beside = self.geometry.beside
        if row < text:
            return Line(LineKind.TEXT, it.first, row, row if beside and row < asides else -1)
        aside = row if beside else row - text
        if aside < asides:
            return Line(LineKind.ASIDE, it.first, -1, aside)
        return Line(LineKind.GAP, it.last, -1, -1)

    # places that outlive a width: a block and a character

    def place_of(self, position: Position, count: int) -> tuple[int, int]:
        """Return the block and the character that are seen first from a row on."""
        item, row = position
        while item < count:
            it = self.items.all[item]
            if it.fold and row == 0:
                return (it.first, 0)
            if not it.fold and it.first != HEAD and row < len(self.layouts(it.first).rows):
                return (it.first, self.layouts(it.first).offset(row))
            item, row = item + 1, 0
        last = self.items.all[-1]
        return (max(last.first, 0), 0)

    def position_of(self, block: int, offset: int) -> Position:
        """Return the row where a character of a block stands; the row of its fold when it is folded."""
        item = self.items.at(block)
        it = self.items.all[item]
        if it.fold or it.first == HEAD:
            return (item, 0)
        return (item, self.layouts(it.first).row_at(offset))
