"""Layout: each kind of block in rows that fit, keep every character, and know which character stands where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from storage.article import Block, Kind, Role
from tui.reading.layout import Laid, lay_out

LETTERS = st.text(
    st.sampled_from([*"abc de\tf\n", "é", "日", "👩", "\u200d", "\u0301", "\x1b", "\u202e", "\u2028"]), max_size=90
)
WRAPPED = st.sampled_from([Kind.PARAGRAPH, Kind.CODE, Kind.QUOTE, Kind.TABLE])


def block(kind: Kind, text: str, **other: object) -> Block:
    return Block("p-000000000000", kind, text, Role.BODY, kept=True, **other)  # type: ignore[arg-type] # by keyword


def drawn(laid: Laid) -> list[str]:
    lines = []
    for row in range(len(laid.rows)):
        line = laid.lead_of(row)
        edge = cell_len(line)
        for x, start, end in laid.cells_of(row):
            line += " " * (edge + x - cell_len(line)) + laid.shown[start:end]
        lines.append(line.rstrip())
    return lines


@given(st.sampled_from(list(Kind)), LETTERS, st.integers(8, 60), st.integers(0, 90), st.integers(0, 9))
def test_rows_fit_and_hold_every_character_once(kind: Kind, text: str, width: int, forced: int, depth: int) -> None:
    laid = lay_out(block(kind, text, depth=depth, marker="12."), width, forced)
    held = sorted((start, end) for row in range(len(laid.rows)) for _x, start, end in laid.cells_of(row))
    at = 0
    for start, end in held:
        assert start >= at
        assert laid.shown[at:start].strip(" \t\n") == ""
        at = end
    assert laid.shown[at:].strip(" \t\n") == ""
    assert all(cell_len(line) <= width for line in drawn(laid))


@given(st.sampled_from(list(Kind)), LETTERS, st.integers(8, 60))
def test_what_is_shown_has_a_character_for_each_of_the_text_and_none_that_steers(
    kind: Kind, text: str, width: int
) -> None:
    laid = lay_out(block(kind, text), width)
    own = laid.shown[laid.before : laid.before + laid.length]
    if kind is not Kind.RULE:
        assert len(own) == len(text)
    assert not set("\x1b\u202e\u2028") & set(laid.shown)
    if kind not in {Kind.CODE, Kind.TABLE}:
        assert not set("\n\t") & set(laid.shown)


@given(WRAPPED, LETTERS.filter(str.strip), st.integers(8, 60), st.data())
def test_an_offset_leads_to_the_row_that_holds_it(kind: Kind, text: str, width: int, data: st.DataObject) -> None:
    laid = lay_out(block(kind, text), width)
    offset = data.draw(st.sampled_from([place for place, char in enumerate(text) if not char.isspace()]))
    row = laid.row_at(offset)
    if laid.shown[offset] not in " \t\n":
        assert any(start <= offset < end for _x, start, end in laid.cells_of(row))


@given(LETTERS.filter(str.strip), st.integers(8, 40), st.integers(8, 40), st.data())
def test_a_row_begins_at_a_forced_offset(text: str, width: int, other: int, data: st.DataObject) -> None:
    first = lay_out(block(Kind.PARAGRAPH, text), width)
    offset = first.offset(data.draw(st.integers(0, len(first.rows) - 1)))
    again = lay_out(block(Kind.PARAGRAPH, text), other, offset)
    assert again.offset(again.row_at(offset)) == offset


def test_a_list_item_hangs_behind_its_marker() -> None:
    laid = lay_out(block(Kind.LIST_ITEM, "one two three four", marker="10.", depth=1), 16)
    assert drawn(laid) == ["  10. one two", "      three four"]


def test_a_list_item_without_a_marker_gets_a_dot() -> None:
    assert drawn(lay_out(block(Kind.LIST_ITEM, "one"), 20)) == ["• one"]


def test_a_quote_has_a_bar_for_each_depth() -> None:
    assert drawn(lay_out(block(Kind.QUOTE, "one two three", depth=1), 16)) == ["│ │ one two", "│ │ three"]


def test_code_keeps_its_lines_and_signs_those_that_go_on() -> None:
    laid = lay_out(block(Kind.CODE, "if x:\n\treturn a_long_name\n\nend"), 16)
    assert drawn(laid) == ["  if x:", "      return a_l", "↪ ong_name", "", "  end"]


def test_a_table_is_aligned_when_it_fits() -> None:
    laid = lay_out(block(Kind.TABLE, "year\tsum\n2019\t3.7 million\n2020\t日本"), 30)
    assert drawn(laid) == ["year  sum", "2019  3.7 million", "2020  日本"]


def test_a_table_that_is_too_wide_wraps_its_widest_columns() -> None:
    laid = lay_out(block(Kind.TABLE, "year\twhat happened in it\n2020\tmore than was said"), 18)
    assert drawn(laid) == ["year  what", "      happened in", "      it", "2020  more than", "      was said"]


def test_a_table_of_too_many_columns_is_told_cell_by_cell() -> None:
    laid = lay_out(block(Kind.TABLE, "alphabet\tbeautiful\tcharacter"), 16)
    assert drawn(laid) == ["alphabet", "  beautiful", "  character"]


@pytest.mark.parametrize(
    ("kind", "text", "line"),
    [
        (Kind.FIGURE, "a harbour", "[picture: a harbour]"),
        (Kind.FIGURE, "", "[picture]"),
        (Kind.TABLE, "", "[table]"),
        (Kind.RULE, "", "─" * 24),
        (Kind.PARAGRAPH, "", ""),
        (Kind.CODE, "", ""),
    ],
)
def test_a_block_without_text_still_has_a_row_to_stand_on(kind: Kind, text: str, line: str) -> None:
    assert drawn(lay_out(block(kind, text), 40)) == [line]


def test_offsets_of_a_picture_count_in_its_own_words() -> None:
    laid = lay_out(block(Kind.FIGURE, "a quiet harbour in winter"), 20)
    assert drawn(laid) == ["[picture: a quiet", "harbour in winter]"]
    assert laid.offset(0) == 0
    assert laid.offset(1) == len("a quiet ")
    assert laid.row_at(len("a quiet harb")) == 1
