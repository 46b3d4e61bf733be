"""Moving about in a view: by paragraph, by line, by page, to headings, marks and hits. Pure.

The cursor follows the window and the window the cursor, each as little as it takes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable

from tui.reading.folding import HEAD
from tui.reading.pick import Pick
from tui.reading.view import View
from tui.reading.viewport import Position

_KEPT = 2
"""Rows of a page that are still in sight after turning it."""


def down(view: View) -> None:
    """Go to the next paragraph; one that goes on below the window is scrolled first."""
    _paragraph(view, 1)


def up(view: View) -> None:
    """Go to the paragraph before; one that begins above the window is scrolled first."""
    _paragraph(view, -1)


def _paragraph(view: View, by: int) -> None:
    if not view.items.all:
        return
    item = view.cursor_item
    first, last = _ends(view, item)
    edge = last if by > 0 else first
    tall = view.sheet.body_rows(item) > view.viewport.height
    if tall and view.viewport.line_of(edge) is None and _in_sight(view, item):
        _scroll_towards(view, edge, by)
        return
    after = item + by
    if not 0 <= after < len(view.items.all) or view.items.all[after].first == HEAD:
        view.viewport.scroll(by * view.viewport.height)
        return
    _stand_on(view, after)
    _show(view, after, from_below=by < 0)


def _scroll_towards(view: View, edge: Position, by: int) -> None:
    """Turn at most a page, not further than to have ``edge`` in sight."""
    window = view.viewport
    step = max(window.height - _KEPT, 1)
    if by > 0:
        window.top = min(window.moved(window.top, step), window.moved(edge, 1 - window.height))
    else:
        window.top = max(window.moved(window.top, -step), edge)


def line(view: View, by: int) -> None:
    """Scroll by lines; the cursor stays as long as it is in sight."""
    _scroll(view, by)


def page(view: View, by: int) -> None:
    """Turn ``by`` pages, two rows kept; at the end the cursor goes to the end."""
    if not _scroll(view, by * max(view.viewport.height - _KEPT, 1)):
        _to_the_end(view, by)


def half_page(view: View, by: int) -> None:
    """Turn ``by`` half pages."""
    if not _scroll(view, by * max(view.viewport.height // 2, 1)):
        _to_the_end(view, by)


def top(view: View) -> None:
    """Go to the beginning."""
    view.viewport.top = (0, 0)
    _to_the_end(view, -1)


def bottom(view: View) -> None:
    """Go to the end."""
    view.viewport.top = max(view.viewport.last_top, view.viewport.top)
    _to_the_end(view, 1)


def heading(view: View, by: int) -> bool:
    """Go to the next (1) or previous (-1) heading; return whether there is one."""
    return _to_item(view, by, view.is_heading)


def marked(view: View, by: int) -> bool:
    """Go to the next (1) or previous (-1) paragraph where a mark begins; return whether there is one."""
    begun = view.marks.begun
    items = {view.items.at(block) for block in begun}
    return _to_item(view, by, items.__contains__)


def go_to(view: View, block: int, offset: int = 0) -> None:
    """Stand on a block and have one of its characters in sight; where it is not, bring it to the upper quarter."""
    if not view.items.all:
        return
    position = view.sheet.position_of(block, offset)
    _stand_on(view, position[0])
    if view.viewport.line_of(position) is None:
        above = view.viewport.moved(position, -(view.viewport.height // 4))
        view.viewport.top = min(above, view.viewport.last_top)


def row_of_cursor(view: View) -> int:
    """Return the row of the window where what the cursor stands on begins; 0 when that is further up."""
    begins = (view.cursor_item, 0)
    return next((row for row, position in enumerate(view.lines()) if position == begins), 0)


def stand_on_row(view: View, block: int, row: int, offset: int = 0) -> None:
    """Stand on a block and have it, or one of its characters, at a row of the window, as far as the page allows."""
    if view.items.all:
        position = view.sheet.position_of(block, offset)
        _stand_on(view, position[0])
        view.viewport.top = min(view.viewport.moved(position, -row), view.viewport.last_top)


def show_cursor(view: View) -> None:
    """Have the paragraph under the cursor, or its narrowed part, in sight: a smaller screen may have left it out."""
    if view.items.all and not _in_sight(view, view.cursor_item):
        if span := view.pick.span:
            show_character(view, view.cursor, span[0])
        else:
            go_to(view, view.cursor)


def click(view: View, y: int) -> None:
    """Stand on what is painted on a row of the window."""
    lines = view.lines()
    if 0 <= y < len(lines) and view.items.all[lines[y][0]].first != HEAD:
        _stand_on(view, lines[y][0])


def jump(view: View, share: float) -> None:
    """Have the place in sight that is ``share`` (0 to 1) along the page."""
    if not view.items.all:
        return
    item = min(max(bisect_right(view.begins, share * view.begins[-1]) - 1, 0), len(view.items.all) - 1)
    rows = view.sheet.body_rows(item)
    begin, end = view.share(item, 0), view.share(item, rows)
    row = int(rows * (share - begin) / (end - begin)) if end > begin else 0
    view.viewport.top = min((item, min(max(row, 0), rows - 1)), view.viewport.last_top)
    _follow(view)


def _scroll(view: View, by: int) -> bool:
    moved = view.viewport.scroll(by)
    if moved:
        _follow(view)
    return moved


def _follow(view: View) -> None:
    """Bring the cursor to the nearest paragraph in sight when it is out of sight."""
    lines = view.lines()
    if not lines or _in_sight(view, view.cursor_item):
        return
    shown = [item for item in dict.fromkeys(item for item, _row in lines) if _in_sight(view, item)]
    whole = [item for item in shown if (item, 0) in lines] or shown
    if whole:
        _stand_on(view, whole[0] if view.cursor_item < whole[0] else whole[-1])


def _to_the_end(view: View, by: int) -> None:
    if view.items.all:
        first = 1 if view.items.all[0].first == HEAD and len(view.items.all) > 1 else 0
        _stand_on(view, len(view.items.all) - 1 if by > 0 else first)


def _to_item(view: View, by: int, wanted: Callable[[int], bool]) -> bool:
    here = view.cursor_item
    way: Iterable[int] = range(here + 1, len(view.items.all)) if by > 0 else range(here - 1, -1, -1)
    goal = next((item for item in way if wanted(item)), None)
    if goal is None:
        return False
    go_to(view, view.items.all[goal].first)
    return True


def _stand_on(view: View, item: int) -> None:
    view.cursor = max(view.items.all[item].first, 0)
    if view.pick.narrowed:
        view.set_pick(Pick())


def _show(view: View, item: int, *, from_below: bool) -> None:
    """Have a paragraph in sight: all of it, or its beginning, or coming from below its end."""
    first, last = _ends(view, item)
    window = view.viewport
    if from_below and view.sheet.body_rows(item) > window.height:
        window.top = window.moved(last, 1 - window.height)
        return
    if item == 0 or view.items.all[item - 1].first == HEAD:
        first = (0, 0)
    window.reveal(first, last)


def _ends(view: View, item: int) -> tuple[Position, Position]:
    return (item, 0), (item, view.sheet.body_rows(item) - 1)


def _in_sight(view: View, item: int) -> bool:
    """Return whether a row of an item other than the gap after it is in sight."""
    if view.items.all[item].first == HEAD:
        return False
    lines = view.lines()
    first, last = _ends(view, item)
    return bool(lines) and lines[0] <= last and first <= lines[-1]


def show_margin(view: View, block: int) -> None:
    """Have what stands under a block in sight when the window holds it and its block; the cursor stays."""
    item = view.items.at(block)
    margin = view.sheet.margin_of(item)
    if margin and not view.geometry.beside and view.sheet.body_rows(item) <= view.viewport.height:
        view.viewport.reveal((item, 0), margin[1])


def show_head(view: View) -> None:
    """Have what stands above the first block in sight when the cursor's paragraph is so, too; the cursor stays."""
    if view.items.all and view.items.all[0].first == HEAD:
        before, view.viewport.top = view.viewport.top, (0, 0)
        if view.viewport.line_of((view.cursor_item, 0)) is None:
            view.viewport.top = before


def margin_in_sight(view: View, block: int) -> bool:
    """Return whether the margin tells something of a block (HEAD: of the article) and all of it is in sight."""
    if not view.items.all or (block == HEAD and view.items.all[0].first != HEAD):
        return False
    margin = view.sheet.margin_of(0 if block == HEAD else view.items.at(block))
    return margin is not None and all(view.viewport.line_of(row) is not None for row in margin)


def show_character(view: View, block: int, offset: int) -> None:
    """Have a character of a block in sight; the cursor and the target stay."""
    position = view.sheet.position_of(block, offset)
    view.viewport.reveal(position, position)
