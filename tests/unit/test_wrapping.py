"""Wrapping: rows join back to the text, none is too wide, and nothing that is drawn as one is cut."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from tui.clusters import drawn, running_cells
from tui.wrapping import NO_BREAK, flow, is_one_cell, wrap

SCRIPTS = st.sampled_from(
    [
        *"ab e-—. ",
        "\u0301",
        "日",
        "本",
        "。",
        "「",
        "한",
        "👩",
        "\u200d",
        "👧",
        "❤",
        "\ufe0f",
        "🇩",
        "🇪",
        "ก",
        "ำ",
        "\xad",
        "\u200b",
        "👍",
        "🏽",
        "🏴",
        "\u20e3",
        "1",
        "\U000e0067",
        "ह",
        "ि",
        "\u2060",
        "ש",
        "\u05b8",
        "م",
    ]
)
PRINTED = st.characters(exclude_categories=["Cc", "Cs"])
TEXTS = st.one_of(st.text(SCRIPTS, max_size=120), st.text(PRINTED, max_size=80))


def lines(text: str, width: int, forced: int = 0) -> list[str]:
    return [text[start:end].rstrip(" ") for start, end in wrap(text, width, forced)]


@given(TEXTS, st.integers(2, 40), st.integers(0, 130))
def test_rows_join_back_to_the_text_and_none_is_too_wide(text: str, width: int, forced: int) -> None:
    rows = wrap(text, width, forced)
    assert rows
    at = 0
    for start, end in rows:
        assert text[at:start].strip(" ") == ""
        assert cell_len(drawn(text[start:end].rstrip(" "))) <= width
        at = end
    assert text[at:].strip(" ") == ""


@given(st.text(SCRIPTS, max_size=100), st.integers(2, 30))
def test_a_row_never_begins_with_what_belongs_to_the_character_before(text: str, width: int) -> None:
    for start, end in wrap(text, width)[1:]:
        if start < end and text[start - 1] != " ":
            assert get_character_cell_size(text[start]) > 0


@given(TEXTS)
def test_running_cells_never_count_less_than_the_terminal_does(text: str) -> None:
    cells = running_cells(text)
    assert len(cells) == len(text) + 1
    assert cells[-1] >= cell_len(drawn(text))
    assert cells == sorted(cells)


def test_every_character_that_is_taken_for_one_cell_is_one_cell() -> None:
    wrong = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if is_one_cell(chr(code))
        and (cell_len(chr(code)) != 1 or unicodedata.category(chr(code)) in {"Mn", "Cc", "Cf"})
    ]
    assert wrong == []


def test_rows_break_at_spaces_and_after_hyphens_inside_words() -> None:
    assert lines("a nine-year-old conflict", 12) == ["a nine-year-", "old conflict"]
    assert lines("from -5 to -50 degrees", 12) == ["from -5 to", "-50 degrees"]
    assert lines("option --json-lines", 10) == ["option", "--json-", "lines"]


def test_a_word_that_is_longer_than_a_row_is_cut() -> None:
    assert lines("see https://example.org/x", 10) == ["see", "https://ex", "ample.org/", "x"]


def test_several_spaces_at_a_break_begin_no_row() -> None:
    assert lines("one    two", 4) == ["one", "two"]


def test_chinese_and_japanese_break_between_characters_but_not_before_a_full_stop() -> None:
    assert lines("日本語の本。", 10) == ["日本語の", "本。"]
    assert lines("彼は「本」と言った", 6) == ["彼は", "「本」", "と言っ", "た"]


def test_a_joined_emoji_stays_whole() -> None:
    family = "👩\u200d👩\u200d👧"
    assert lines(family * 3, 4) == [family * 2, family]


def test_a_forced_break_begins_a_row() -> None:
    text = "the quick brown fox jumps over the lazy dog"
    at = text.index("fox")
    assert lines(text, 20, at) == ["the quick brown", "fox jumps over the", "lazy dog"]


def test_an_empty_text_is_one_empty_row() -> None:
    assert wrap("", 10) == [(0, 0)]


def test_runs_keep_their_ink_when_they_are_wrapped() -> None:
    rows = flow([("1 ", "key"), ("conflict", "tag--1"), (" · ", ""), ("displacement", "tag--2")], 14, hang=2)
    assert ["".join(text for text, _ in row) for row in rows] == ["1 conflict ·", "  displacement"]
    assert rows[1] == [("  ", ""), ("displacement", "tag--2")]


def test_a_digit_stays_with_the_tag_that_it_gives() -> None:
    rows = flow([("“A quote of a few words” ", "dim"), (f"3{NO_BREAK}", "key"), ("figures", "tag--3")], 28, hang=2)
    assert ["".join(text for text, _ink in row).rstrip() for row in rows] == [
        "“A quote of a few words”",
        "  3 figures",
    ]


@given(st.lists(st.tuples(st.text("ab c日", max_size=8), st.sampled_from(["", "x"])), max_size=6), st.integers(4, 20))
def test_flowing_loses_no_letter(runs: list[tuple[str, str]], width: int) -> None:
    said = "".join(text for text, _ in runs)
    shown = "".join(text for row in flow(runs, width) for text, _ in row)
    assert shown.replace(" ", "") == said.replace(" ", "")
