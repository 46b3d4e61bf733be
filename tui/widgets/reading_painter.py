"""Paints one row of a view as a strip: gutter, text in its styles, margin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from storage.block import Block, InlineStyle, Kind, Role
from tui.cells import Runs
from tui.paint import segment
from tui.reading.fold_words import fold_words
from tui.reading.folding import HEAD
from tui.reading.marks import Mark
from tui.reading.sheet import Line, LineKind
from tui.reading.view import View
from tui.reading.viewport import Position
from tui.signs import MARK_BAR

CURSOR_BAR, RANGE_BAR, MORE_MARKS = "▌", "┃", "⁞"

_INLINE = {
    InlineStyle.EMPHASIS: Style(italic=True),
    InlineStyle.STRONG: Style(bold=True),
    InlineStyle.STRIKE: Style(strike=True),
    InlineStyle.LINK: Style(underline=True),
}
_UNDERLINE = Style(underline=True)
_HEADING = Style(bold=True)
_LOWER_HEADING = Style(bold=True, italic=True)
_LOWEST_HEADING = Style(bold=False, italic=True)
_HEADINGS = (_HEADING, _HEADING, _HEADING, _LOWER_HEADING, _LOWER_HEADING, _LOWEST_HEADING, _LOWEST_HEADING)
"""By level, 0 for a title that is no heading."""

Layer = tuple[int, int, Style]
"""Start and end in a block's text, and what lies on it."""


class Painter:
    """Turns rows of a view into strips."""

    def __init__(self, ink: Callable[[str], Style], base: Style) -> None:
        """Make a painter; ``ink`` gives the style of an ink, ``base`` is the pane's own."""
        self._ink = ink
        self._base = base

    def paint(self, view: View, position: Position, *, here: bool, chosen: bool) -> Strip:
        """Return a row of the page as a strip of the pane's width.

        Args:
            view: What is shown.
            position: Which row.
            here: Whether it belongs to what the cursor stands on.
            chosen: Whether it belongs to a range that is being chosen.
        """
        line = view.sheet.line(position)
        segments = [*self._gutter(view, line, here=here, chosen=chosen), *self._body(view, line, here=here)]
        width = view.geometry.width
        left = width - sum(segment.cell_length for segment in segments)
        if left < 0:
            return Strip(segments).adjust_cell_length(width, self._base).simplify()
        segments.append(self._space(left))
        return Strip(Segment.simplify(segments), width)  # made once: each of Textual's strips has seven caches

    def blank(self, width: int) -> Strip:
        """Return an empty row."""
        return Strip.blank(width, self._base)

    # the gutter

    def _gutter(self, view: View, line: Line, *, here: bool, chosen: bool) -> Iterator[Segment]:
        geometry = view.geometry
        if geometry.bar < 0:
            yield self._space(geometry.text)
            return
        yield self._space(geometry.bar)
        if line.kind is LineKind.GAP and line.block >= view.pick.blocks(view.cursor)[1]:
            chosen = False  # the range ends with its last paragraph
        stands = line.kind is not LineKind.GAP and line.block != HEAD
        sign = CURSOR_BAR if here and stands else RANGE_BAR if chosen else " "
        yield self._run(sign, "cursor" if sign != " " else "")
        number = view.number_of(line.block) if line.kind is LineKind.TEXT and line.row == 0 else None
        yield self._run(f"{number or '':>{geometry.digits}} ", "key" if here else "dim")
        yield from self._bars(view, line)
        yield self._space(1)

    def _bars(self, view: View, line: Line) -> Iterator[Segment]:
        lanes = view.geometry.lanes
        marks = () if line.kind is LineKind.FOLD else view.marks.by_block.get(line.block, ())
        bars: Runs = [(" ", "")] * lanes
        for mark in marks:
            if not _beside(view, line, mark):
                continue
            if mark.lane < lanes:
                bars[mark.lane] = (MARK_BAR, mark.ink)
            else:
                bars[-1] = (MORE_MARKS, mark.ink)
        for sign, ink in bars:
            yield self._run(sign, ink)

    # the text and the margin

    def _body(self, view: View, line: Line, *, here: bool) -> Iterator[Segment]:
        geometry = view.geometry
        match line.kind:
            case LineKind.FOLD:
                yield from self._fold(view, line, here=here)
            case LineKind.TEXT:
                yield from self._text(view, line)
            case LineKind.ASIDE if geometry.beside and line.block != HEAD:
                yield self._space(geometry.measure)
        if line.aside >= 0:
            if geometry.beside and line.block != HEAD:
                yield self._space(geometry.margin - geometry.text - geometry.measure)
            yield from self._runs(view.sheet.aside(line.block)[line.aside])

    def _fold(self, view: View, line: Line, *, here: bool) -> Iterator[Segment]:
        item = view.items.all[view.items.at(line.block)]
        hidden = view.blocks[item.first : item.last + 1]
        within = range(item.first, item.last + 1)
        marks = sum(1 for block in within for mark in view.marks.by_block.get(block, ()) if mark.first == block)
        room = view.geometry.width - view.geometry.text - 1
        yield self._run(fold_words(hidden, marks, worded=view.worded, room=room), "" if here else "dim")

    def _text(self, view: View, line: Line) -> Iterator[Segment]:
        geometry, block = view.geometry, view.blocks[line.block]
        laid = view.layouts(line.block)
        ground = self._ground(block)
        lead = laid.lead_of(line.row)
        x = cell_len(lead)
        if lead:
            yield segment(lead, self._base + self._ink("dim"))
        edge = x
        first, last = laid.rows[line.row]
        layers = self._layers(view, line.block, block, first - laid.before, last - laid.before)
        if laid.head:
            layers.insert(0, (0, laid.head, _HEADING))
        for column, start, end in laid.cells_of(line.row):
            if edge + column > x:
                yield self._space(edge + column - x)
                x = edge + column
            text = laid.shown[start:end].rstrip("\n")
            for piece, style in _styled(text, start - laid.before, layers, ground):
                drawn = segment(piece, style)
                x += drawn.cell_length
                yield drawn
        if laid.hyphenated(line.row) and x < geometry.measure:
            yield segment("-", ground)
            x += 1
        if x < geometry.measure and line.aside >= 0 and geometry.beside:
            yield self._space(geometry.measure - x)

    def _ground(self, block: Block) -> Style:
        """Return how a block's text looks before anything lies on it."""
        if not block.kept:
            return self._base + self._ink("hidden")
        if block.kind.is_heading or block.role is Role.TITLE:
            return self._base + self._ink("title") + _HEADINGS[block.kind.level]
        if block.kind in {Kind.FIGURE, Kind.RULE} or block.role in {Role.CAPTION, Role.SOURCE}:
            return self._base + self._ink("dim")
        return self._base

    def _layers(self, view: View, number: int, block: Block, start: int, end: int) -> list[Layer]:
        """Return what lies on the characters from ``start`` to ``end`` of a block, the lowest first."""
        layers: list[Layer] = [
            (inline.start, inline.end, _INLINE.get(inline.style) or self._ink("code"))
            for inline in block.inlines
            if inline.start < end and start < inline.end
        ]
        for mark in view.marks.by_block.get(number, ()):
            if mark.start is not None and mark.end is not None:
                layers.append((mark.start, mark.end, self._ink(mark.ink) + _UNDERLINE))
        at = bisect_left(view.hits, (number, start), key=lambda hit: (hit.block, hit.end - 1))
        while at < len(view.hits) and view.hits[at].block == number and view.hits[at].start < end:
            layers.append((view.hits[at].start, view.hits[at].end, self._ink("hit-now" if at == view.hit else "hit")))
            at += 1
        if number == view.cursor and (span := view.pick.span):
            layers.append((*span, self._ink("range")))
        return layers

    def _runs(self, runs: Runs) -> Iterator[Segment]:
        for text, ink in runs:
            yield self._run(text, ink)

    def _run(self, text: str, ink: str) -> Segment:
        return segment(text, self._base + self._ink(ink) if ink else self._base)

    def _space(self, cells: int) -> Segment:
        return Segment(" " * max(cells, 0), self._base)


def _beside(view: View, line: Line, mark: Mark) -> bool:
    """Return whether a mark's bar stands at a row: of a span only where its characters are."""
    if line.kind is LineKind.GAP:
        return mark.first <= line.block < mark.last
    if mark.start is None or mark.end is None:
        return True
    if line.kind is not LineKind.TEXT:
        return False
    laid = view.layouts(line.block)
    start, end = laid.rows[line.row]
    return mark.start + laid.before < max(end, start + 1) and start < mark.end + laid.before


def _styled(text: str, at: int, layers: Sequence[Layer], ground: Style) -> Iterator[tuple[str, Style]]:
    """Cut ``text``, which begins at offset ``at``, where layers begin and end; later layers lie on earlier ones."""
    end = at + len(text)
    over = [layer for layer in layers if layer[0] < end and at < layer[1]]
    if not over:
        yield text, ground
        return
    cuts = sorted({at, end, *(min(max(place, at), end) for layer in over for place in layer[:2])})
    for start, stop in pairwise(cuts):
        style = ground
        for first, last, laid in over:
            if first <= start and stop <= last:
                style += laid
        yield text[start - at : stop - at], style
