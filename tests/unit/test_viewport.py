"""The window: it moves over rows of items as over one long list, and never past its ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.reading.viewport import Position, Viewport

HEIGHTS = st.lists(st.integers(1, 7), min_size=1, max_size=15)


def window(heights: list[int], height: int) -> tuple[Viewport, list[Position]]:
    rows = [(item, row) for item, rows in enumerate(heights) for row in range(rows)]
    return Viewport(len(heights), heights.__getitem__, height), rows


@given(HEIGHTS, st.integers(1, 12), st.data())
def test_moving_is_counting_rows(heights: list[int], height: int, data: st.DataObject) -> None:
    view, rows = window(heights, height)
    at = data.draw(st.integers(0, len(rows) - 1))
    by = data.draw(st.integers(-40, 40))
    assert view.moved(rows[at], by) == rows[min(max(at + by, 0), len(rows) - 1)]


@given(HEIGHTS, st.integers(1, 12), st.lists(st.integers(-20, 20), max_size=12))
def test_scrolling_shows_consecutive_rows_and_fills_the_window(
    heights: list[int], height: int, steps: list[int]
) -> None:
    view, rows = window(heights, height)
    at = 0
    for step in steps:
        moved = view.scroll(step)
        goal = min(max(at + step, 0), max(len(rows) - height, 0))
        assert moved == (goal != at)
        at = goal
        assert view.lines() == rows[at : at + height]


@given(HEIGHTS, st.integers(1, 12), st.data())
def test_a_revealed_stretch_that_fits_is_in_sight(heights: list[int], height: int, data: st.DataObject) -> None:
    view, rows = window(heights, height)
    view.top = rows[data.draw(st.integers(0, len(rows) - 1))]
    first = data.draw(st.integers(0, len(rows) - 1))
    last = data.draw(st.integers(first, len(rows) - 1))
    view.reveal(rows[first], rows[last])
    assert view.line_of(rows[first]) is not None
    if last - first < height:
        assert view.line_of(rows[last]) is not None


@given(HEIGHTS, st.integers(1, 12), st.data())
def test_the_line_of_a_row_is_where_it_stands_in_the_window(
    heights: list[int], height: int, data: st.DataObject
) -> None:
    view, rows = window(heights, height)
    view.top = rows[data.draw(st.integers(0, len(rows) - 1))]
    shown = view.lines()
    for row in rows:
        assert view.line_of(row) == (shown.index(row) if row in shown else None)


def test_a_window_over_nothing_stays_where_it_is() -> None:
    view = Viewport(0, lambda _item: 1, 5)
    assert view.lines() == []
    assert not view.scroll(3)
