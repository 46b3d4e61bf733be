"""Plain text into segments: lines, lists, tables, wrapped lines joined; nothing is dropped."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.block import Kind
from storage.cleaning.line_limits import limits_of
from storage.cleaning.lines import lines_of, width_of
from storage.cleaning.plain import read_plain
from storage.cleaning.segments import Segment
from storage.cleaning.unwrapping import unwrapped

PROSE = (
    "The river rose in the night and by morning the lower town stood in a foot of brown water, which had come in "
    "through the old mill and left again, more slowly, by way of the market, where boats were tied to the lamps. "
    "Nobody was hurt, and the baker opened at nine as he always does, on a table in front of the church."
)


def segments(text: str) -> tuple[Segment, ...]:
    return read_plain(text).segments


def texts(text: str) -> list[str]:
    return [segment.text for segment in segments(text)]


def test_each_line_is_a_segment_that_knows_the_blank_lines_above_it() -> None:
    assert [(s.text, s.gap) for s in segments("one\ntwo\n\n\nthree\n")] == [("one", 0), ("two", 0), ("three", 2)]


@pytest.mark.parametrize("bullet", ["•", "*", "+", "-", "◦"])
def test_bullets_are_list_items_without_their_sign(bullet: str) -> None:
    (item,) = segments(f"  {bullet} an item")
    assert (item.kind, item.text, item.marker, item.depth) == (Kind.LIST_ITEM, "an item", "•", 0)


def test_deeper_bullets_are_nested() -> None:
    assert [item.depth for item in segments("  • one\n    • two\n      • three")] == [0, 1, 2]


def test_numbers_that_count_on_are_list_items() -> None:
    assert [(s.marker, s.text) for s in segments("1. Peel.\n2. Cut.\n3. Bake.")] == [
        ("1.", "Peel."),
        ("2.", "Cut."),
        ("3.", "Bake."),
    ]


def test_a_number_that_nothing_counts_on_from_is_text() -> None:
    assert texts("12. Januar 2012\n\nEs regnete.") == ["12. Januar 2012", "Es regnete."]


def test_speech_that_begins_with_a_dash_is_no_list() -> None:
    assert segments("— Кто там? — спросил он.")[0].kind is Kind.PARAGRAPH


def test_rows_with_tabs_are_one_table() -> None:
    (table,) = segments("Pos\t\tPlayer\nDL\t\tOgunjobi\nDL\t\tGarrett\n")
    assert (table.kind, table.text) == (Kind.TABLE, "Pos\tPlayer\nDL\tOgunjobi\nDL\tGarrett")


def test_prose_in_a_cell_is_parted_from_the_menu_beside_it() -> None:
    assert texts(f"Home\t\t{PROSE}\tContact") == ["Home", PROSE, "Contact"]


@pytest.mark.parametrize("width", [60, 66, 72, 79])
def test_hard_wrapped_paragraphs_are_joined_again(width: int) -> None:
    paragraphs = [PROSE, PROSE.replace("river", "sea"), PROSE.replace("mill", "gate"), "The end."]
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
    assert texts(text) == paragraphs


def test_a_wrapped_list_item_is_joined_with_its_indented_lines() -> None:
    item = textwrap.fill(PROSE, 76, initial_indent="  * ", subsequent_indent="    ")
    text = f"{textwrap.fill(PROSE, 76)}\n\n{item}\n\n{textwrap.fill(PROSE, 76)}"
    assert texts(text) == [PROSE, PROSE, PROSE]


def test_a_column_is_joined_at_its_own_width() -> None:
    column = textwrap.indent(textwrap.fill(f"{PROSE} {PROSE}", 40), " " * 20)
    assert texts(column) == [f"{PROSE} {PROSE}"]


def test_japanese_is_joined_without_spaces() -> None:
    line = "新潟県で五日恒例の雪まつりが始まった会場には多くの家族連れが訪れ雪像を楽しんだ"
    text = "\n".join([line[:39]] * 8 + ["終わり。"])
    assert " " not in texts(text)[0]


def test_a_poem_is_not_joined() -> None:
    poem = "\n".join(
        [
            "Shall I compare thee to a summer’s day?",
            "Thou art more lovely and more temperate:",
            "Rough winds do shake the darling buds of May,",
            "And summer’s lease hath all too short a date;",
        ]
        * 4
    )
    assert texts(poem) == poem.split("\n")


def test_lines_of_one_width_that_begin_alike_are_not_joined() -> None:
    lines = [f"Ann Lee on September 17, 2018 at 6:34 said it all {n:03}" for n in range(50)]
    assert texts("\n".join(lines)) == lines


def test_a_text_with_long_lines_is_not_wrapped() -> None:
    assert limits_of(lines_of(f"{PROSE}\n{PROSE}\nshort\n" * 9), cell=False) == {}


def test_east_asian_characters_take_two_columns() -> None:
    assert width_of("日本 a") == 6


@given(st.text(st.sampled_from("ab c\n\t•*-1.日。é "), max_size=300))
def test_no_word_is_lost_and_none_is_added(text: str) -> None:
    wanted = [char for char in text if char.isalpha()]
    assert [char for segment in segments(text) for char in segment.text if char.isalpha()] == wanted


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=90), max_size=40))
def test_unwrapping_keeps_every_character_but_spaces(raw: list[str]) -> None:
    lines = list(lines_of("\n".join(raw)))
    joined = "".join("".join(line.text.split()) for line in unwrapped(lines))
    assert joined == "".join("".join(line.text.split()) for line in lines)


def test_a_text_of_more_lines_than_any_article_keeps_them_in_bundles() -> None:
    page = read_plain("one line\n" * 150_000 + "\n" + "another\n" * 150_000)
    assert len(page.segments) == 3000
    assert sum(segment.text.count("\n") + 1 for segment in page.segments) == 300_000
