"""Layout: each kind of block in rows that fit, keep every character, and know which character stands where."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from storage.block import Block, Kind, Role
from tui import clusters
from tui.reading.layout import Laid, lay_out

SIGNS = [
    *"abc de\tf\n-19.% ", "é", "日", "本", "。", "「", "한", "👩", "🏽", "🇩", "🇪", "❤", "\ufe0f", "\u200d", "\u0301",
    "\x1b", "\u202e", "\u2028", "\xad", "\u200b", "\ufeff", "ह", "ि", "ก", "ำ", "ש", "\u05b8", "م", "ك", "\u20e3",
]  # fmt: skip
LETTERS = st.one_of(st.text(st.sampled_from(SIGNS), max_size=120), st.text(max_size=60))
WRAPPED = st.sampled_from([Kind.PARAGRAPH, Kind.CODE, Kind.QUOTE, Kind.TABLE])


def block(kind: Kind, text: str, **other: object) -> Block:
    return Block("p-000000000000", kind, text, Role.BODY, kept=True, **other)  # type: ignore[arg-type] # by keyword


def drawn(laid: Laid, width: int = 200) -> list[str]:
    lines = []
    for row in range(len(laid.rows)):
        line = laid.lead_of(row)
        edge = cell_len(line)
        for x, start, end in laid.cells_of(row):
            line += " " * (edge + x - cell_len(line)) + clusters.drawn(laid.shown[start:end])
        if laid.hyphenated(row) and cell_len(line) < width:
            line += "-"
        lines.append(line.rstrip())
    return lines


@settings(max_examples=400)
@given(
    st.sampled_from(list(Kind)),
    LETTERS,
    st.integers(8, 200),
    st.integers(0, 90),
    st.integers(0, 9),
    st.sampled_from(["", "12.", "•", "(xviii)", "👩‍👧."]),
)
def test_rows_fit_and_hold_every_character_once(
    kind: Kind, text: str, width: int, forced: int, depth: int, marker: str
) -> None:
    laid = lay_out(block(kind, text, depth=depth, marker=marker), width, forced)
    held = sorted((start, end) for row in range(len(laid.rows)) for _x, start, end in laid.cells_of(row))
    at = 0
    for start, end in held:
        assert start >= at
        assert laid.shown[at:start].strip(" \t\n") == ""
        at = end
    assert laid.shown[at:].strip(" \t\n") == ""
    assert [line for line in drawn(laid, width) if cell_len(line) > width] == []


@given(st.sampled_from(list(Kind)), LETTERS, st.integers(8, 60))
def test_what_is_shown_has_a_character_for_each_of_the_text_and_none_that_steers(
    kind: Kind, text: str, width: int
) -> None:
    laid = lay_out(block(kind, text), width)
    own = laid.shown[laid.before : laid.before + laid.length]
    if kind is not Kind.RULE:  # drawn as a line, however it was written
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
    laid = lay_out(block(Kind.CODE, "if x:\n\ta_very_long_name\n\nend"), 16)
    assert drawn(laid) == ["  if x:", "      a_very_lon", "↪ g_name", "", "  end"]


def test_a_line_of_code_with_tabs_breaks_between_words() -> None:
    laid = lay_out(block(Kind.CODE, "\treturn one + another"), 18)
    assert drawn(laid) == ["      return one", "↪ + another"]


def test_a_table_is_aligned_when_it_fits() -> None:
    laid = lay_out(block(Kind.TABLE, "year\tsum\n2019\t3.7 million\n2020\t日本"), 30)
    assert drawn(laid) == ["year  sum", "2019  3.7 million", "2020  日本"]


def test_a_table_that_is_too_wide_wraps_its_widest_columns() -> None:
    laid = lay_out(block(Kind.TABLE, "year\twhat happened in it\n2020\tmore than was said"), 18)
    assert drawn(laid) == ["year  what", "      happened in", "      it", "2020  more than", "      was said"]


def test_figures_stand_right_under_the_words_that_name_them() -> None:
    laid = lay_out(block(Kind.TABLE, "place\tdays\tnote\nHolm\t7\tmild\nWindmere\t141\tcold"), 40)
    assert drawn(laid) == ["place     days  note", "Holm         7  mild", "Windmere   141  cold"]
    assert laid.shown[: laid.head] == "place\tdays\tnote"


def test_a_table_of_words_has_no_head_to_be_told_by() -> None:
    assert lay_out(block(Kind.TABLE, "name\tAda\nborn\tLondon"), 40).head == 0


def test_a_word_is_divided_at_a_soft_hyphen_which_is_drawn_only_there() -> None:
    laid = lay_out(block(Kind.PARAGRAPH, "Die Donau\xaddampf\xadschiff\xadfahrt"), 12)
    assert drawn(laid) == ["Die Donau-", "dampfschiff-", "fahrt"]


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
        (Kind.RULE, "* * *", "─" * 24),
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
