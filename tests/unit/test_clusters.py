"""Characters that are drawn as one: nothing is counted too small, and drawing once more changes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.clusters import drawn, running_cells

ODD = st.text(
    st.sampled_from([*"a1# 日हि", "\u0301", "\xad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\ufe0e",
                     "\ufe0f", "\u20e3", "👩", "🏽", "🚀", "❤", "🏳", "🌈", "🏴", "🇩", "🇪",
                     "\U000e0067", "\U000e007f"]),
    max_size=40,
)  # fmt: skip


@settings(max_examples=500)
@given(st.one_of(ODD, st.text(max_size=40)))
def test_drawing_once_more_changes_nothing_and_never_takes_more_cells_than_counted(text: str) -> None:
    once = drawn(text)
    cells = running_cells(text)
    assert drawn(once) == once
    assert cells == sorted(cells)
    assert cells[-1] >= cell_len(once)


@pytest.mark.parametrize(
    ("text", "seen", "cells"),
    [
        ("❤️", "❤", 1),
        ("1️⃣", "1\u20e3", 1),
        ("👍🏽", "👍", 2),
        ("👩🏿‍🚀", "👩‍🚀", 2),
        ("👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦", 2),
        ("🇩🇪🇯🇵", "🇩🇪🇯🇵", 4),
        ("Donau\xaddampf", "Donaudampf", 10),
        ("a\u200db", "ab", 2),
        ("हि", "हि", 2),
        ("می\u200cخواهم", "می\u200cخواهم", 7),
    ],
)
def test_what_is_left_out_and_how_many_cells_are_kept_for_the_rest(text: str, seen: str, cells: int) -> None:
    assert drawn(text) == seen
    assert running_cells(text)[-1] == cells


def test_no_row_may_end_inside_what_is_drawn_as_one() -> None:
    for text in ("👩‍👩‍👧‍👦", "🇩🇪", "हि", "हि\u0301ा", "1️⃣"):
        cells = running_cells(f"a{text}b")
        inside = cells[2 : len(text) + 1]
        assert set(inside) == {cells[len(text) + 1]}, text
