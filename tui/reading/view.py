"""What the reading pane shows: a page, a window over it, a cursor, and what is found and picked. Pure.

Every change of size, folds, marks or text keeps the row under the cursor where it is on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from typing import NamedTuple

from storage.block import Block
from storage.page import Page
from tui.cells import Runs
from tui.reading.finding import Hit
from tui.reading.folding import HEAD, Items, is_heading, item_sizes, items_of
from tui.reading.geometry import MEASURE, Geometry, make_geometry
from tui.reading.keeping import HeldRow, held_row, hold
from tui.reading.margin import MarginWords, called, head_rows, marks_in_margin, reason_in_margin
from tui.reading.marks import Marks
from tui.reading.numbering import Numbering
from tui.reading.pick import Pick
from tui.reading.sheet import Layouts, Sheet
from tui.reading.viewport import Position, Viewport

_BLOCK_WEIGHT = 60
"""What a block weighs beside its characters on the way through the page: its empty row."""


class Spot(NamedTuple):
    """A place that outlives any width: numbers of blocks, and a character."""

    cursor: int
    top: int
    """The block that is seen first."""
    offset: int
    """The character of it that is seen first."""


class View:
    """The state of the reading pane; ``tui.reading.moves`` moves about in it."""

    def __init__(
        self, blocks: Page, *, worded: Callable[[Block], str] = lambda _block: "", tight: bool = False
    ) -> None:
        """Make a view of blocks.

        Args:
            blocks: All blocks in order, hidden ones too.
            worded: Says why a hidden block is hidden.
            tight: Whether no empty rows part the blocks, as in a text as it came.
        """
        self.tight = tight
        self.blocks = blocks
        self.worded = worded
        self.numbers = Numbering(blocks)
        self.marks = Marks()
        self.words = MarginWords()
        self.everything = False
        """Whether every hidden block is shown in its place."""
        self.opened: frozenset[str] = frozenset()
        """Ids of hidden blocks that are shown all the same."""
        self.measure = MEASURE
        self.bare = False
        """Whether only the text is shown."""
        self.cursor = 0
        """Number of the block under the cursor; the first of a fold."""
        self.pick = Pick()
        self.hits: Sequence[Hit] = ()
        self.hit: int | None = None
        """Which of the hits the reader is at."""
        self.version = 0
        """Grows when anything but the cursor and the window changes."""
        self.width, self.height = 80, 24
        self.layouts = Layouts(blocks, self.measure)
        self.held: tuple[HeldRow, tuple[int, Position]] | None = None
        """What was held last, and where that left cursor and window."""
        self._items_of: Page | None = None
        self._items_as: tuple[object, ...] = ()
        self._build()

    # building

    def _build(self) -> None:
        self._build_items()
        self.geometry: Geometry = make_geometry(
            self.width,
            self.measure,
            digits=len(str(len(self.numbers))),
            lanes=self.marks.lanes,
            bare=self.bare,
            plain=self.tight,
        )
        if self.layouts.blocks is not self.blocks or self.layouts.measure != self.geometry.measure:
            self.layouts = Layouts(self.blocks, self.geometry.measure)
        self.sheet = Sheet(self.items, self.layouts, self.geometry, self._aside, tight=self.tight)
        self.viewport = Viewport(len(self.items.all), self.sheet.rows_of, max(self.height, 1))
        self._lines: list[Position] | None = None
        self._lines_from: Position | None = None
        self.cursor = self.settled(self.cursor)
        self.version += 1

    def _build_items(self) -> None:
        """Tell again what stands below what, which takes long on a long page, when that has changed."""
        head = bool(self.marks.of_article or self.marks.orphans) and not self.bare
        made_of = (self.everything, self.opened, head)
        if self._items_of is self.blocks and self._items_as == made_of:
            return
        self._items_of, self._items_as = self.blocks, made_of
        self.items: Items = items_of(self.blocks, everything=self.everything, opened=self.opened, head=head)
        self.begins: list[int] = [0, *accumulate(map(_BLOCK_WEIGHT.__add__, item_sizes(self.items, self.blocks)))]
        """How far along the page each item begins, and at the end the whole page."""

    def settled(self, block: int) -> int:
        """Return the block the cursor stands on when it is sent to ``block``: of a fold the first."""
        if not self.blocks:
            return 0
        item = self.items.all[self.items.at(min(max(block, 0), len(self.blocks) - 1))]
        return max(item.first, 0)

    def _aside(self, block: int) -> Sequence[Runs]:
        width = self.geometry.margin_width
        if block == HEAD:
            return head_rows(self.marks.of_article, self.marks.orphans, self.words, self.geometry.measure)
        shown = self.blocks[block]
        rows = marks_in_margin(
            self.marks.beginning(block),
            shown.text,
            self.words,
            width,
            self.name_of,
            room=len(self.layouts(block).rows) if self.geometry.beside else 0,
            several=len(self.marks.by_block.get(block, ())) > 1,
        )
        if not shown.kept and shown.reason is not None:
            most = len(self.layouts(block).rows) if self.geometry.beside else 1
            rows = reason_in_margin(self.worded(shown), width, most) + rows
        return rows

    @contextmanager
    def keeping_place(self) -> Iterator[None]:
        """Build again after a change inside; the row under the cursor stays where it is on the screen."""
        spot, held = self.spot(), held_row(self)
        yield
        self._build()
        if held is None:
            self.put(spot)
        else:
            self.hold(held)

    def hold(self, held: HeldRow) -> None:
        """Have a row stand where it is held; as long as the reader does not move, later changes hold it there too."""
        hold(self, held)
        self.held = held, (self.cursor, self.viewport.top)

    # places

    def spot(self) -> Spot:
        """Return where the reader is."""
        if not self.items.all:
            return Spot(0, 0, 0)
        return Spot(self.cursor, *self.sheet.place_of(self.viewport.top, len(self.items.all)))

    def put(self, spot: Spot) -> None:
        """Go to a place: its character is the first in sight, even where no row would have begun with it."""
        if not self.blocks:
            return
        self.cursor = self.settled(spot.cursor)
        top = min(max(spot.top, 0), len(self.blocks) - 1)
        item, row = self.sheet.position_of(top, spot.offset)
        it = self.items.all[item]
        if not it.fold and self.layouts(it.first).offset(row) != spot.offset:
            self.sheet.force((it.first, spot.offset))
            item, row = self.sheet.position_of(top, spot.offset)
        self.viewport.top = (item, row)

    def resize(self, width: int, height: int) -> None:
        """Take another size of the pane."""
        if (width, height) != (self.width, self.height):
            with self.keeping_place():
                self.width, self.height = width, height

    # what is in sight

    def lines(self) -> list[Position]:
        """Return the rows in sight."""
        if self._lines is None or self._lines_from != self.viewport.top:
            self._lines = self.viewport.lines()
            self._lines_from = self.viewport.top
            self._let_forced_go()
        return self._lines

    def _let_forced_go(self) -> None:
        """Wrap a paragraph as usual again once its forced row is no longer the first word in sight."""
        forced = self.layouts.forced
        if forced and self._lines:
            item = self.items.at(forced[0])
            shown = self._lines[0][0] <= item <= self._lines[-1][0]
            if not shown or self._lines[0] < self.sheet.position_of(*forced):
                self.sheet.force(None)
                self.version += 1
                self._lines = self.viewport.lines()

    def set_marks(self, marks: Marks, words: MarginWords) -> None:
        """Show other marks, or the same ones in other words."""
        with self.keeping_place():
            self.marks, self.words = marks, words

    def set_blocks(self, blocks: Page) -> None:
        """Show the same blocks, some of them hidden or brought back."""
        with self.keeping_place():
            self.blocks = blocks
            self.numbers = Numbering(blocks)

    def set_hits(self, hits: Sequence[Hit], hit: int | None = None) -> None:
        """Show what was found."""
        self.hits, self.hit = hits, hit
        self.version += 1

    def set_pick(self, pick: Pick) -> None:
        """Show what the keys act on."""
        if pick != self.pick:
            self.pick = pick
            self.version += 1

    # what the cursor stands on

    @property
    def cursor_item(self) -> int:
        """The number of the item under the cursor."""
        return self.items.at(self.cursor)

    @property
    def on_fold(self) -> bool:
        """Whether the cursor stands on a fold."""
        return bool(self.items.all) and self.items.all[self.cursor_item].fold

    def number_of(self, block: int) -> int | None:
        """Return the number that the reader sees at a block; None for the title and hidden ones."""
        return self.numbers.get(block)

    def name_of(self, first: int, last: int) -> str:
        """Return what a run of blocks is called."""
        return called(self.blocks, self.number_of, first, last)

    @property
    def last(self) -> int:
        """The last block with a number; 0 when there is none."""
        return self.numbers.last

    def is_heading(self, item: int) -> bool:
        """Return whether an item is a heading or the title."""
        it = self.items.all[item]
        if it.fold or it.first == HEAD:
            return False
        return is_heading(self.blocks[it.first])

    # how far

    def share(self, item: int, row: int) -> float:
        """Return how far along the page a row is, from 0 to 1."""
        whole = self.begins[-1]
        if not whole:
            return 0.0
        if row == 0:
            return self.begins[item] / whole  # lays nothing out: asked for every mark and hit of the page
        rows = max(self.sheet.body_rows(item), 1)
        part = min(row / rows, 1.0)
        return (self.begins[item] + part * (self.begins[item + 1] - self.begins[item])) / whole

    def progress(self) -> float:
        """Return how much is read, from 0 to 1: to the end of the cursor's paragraph, as far as it is in sight."""
        if not self.items.all:
            return 1.0
        item = self.cursor_item
        rows = self.sheet.body_rows(item)
        lines = self.lines()
        bottom = lines[-1] if lines else (item, rows)
        return self.share(item, rows if bottom[0] > item else bottom[1] + 1)

    def at_end(self) -> bool:
        """Return whether the last text of the page is in sight."""
        lines = self.lines()
        if not lines:
            return True
        last = len(self.items.all) - 1
        return lines[-1] >= (last, self.sheet.body_rows(last) - 1)
