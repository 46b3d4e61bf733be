"""What plain text is made of: wrapped and centred text, columns, code, headings, tables, lists of all scripts."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.block import Kind
from storage.cleaning.hyphens import Words
from storage.cleaning.lines import lines_of, width_of
from storage.cleaning.plain import read_plain
from storage.cleaning.segments import Segment
from storage.cleaning.unwrapping import unwrapped
from tests.pace import in_fair_time

PROSE = (
    "The river rose in the night and by morning the lower town stood in a foot of brown water, which had come in "
    "through the old mill and left again, more slowly, by way of the market, where boats were tied to the lamps. "
    "Nobody was hurt, and the baker opened at nine as he always does, on a table in front of the church."
)
ASIDE = ["Most read", "Bridge is shut", "A cat comes home", "Rain until May", "Two goals late", "Old mill for sale"]


def segments(text: str) -> tuple[Segment, ...]:
    return read_plain(text).segments


def texts(text: str) -> list[str]:
    return [segment.text for segment in segments(text)]


def kinds(text: str) -> list[Kind]:
    return [segment.kind for segment in segments(text)]


def test_paragraphs_with_an_indented_first_line_are_joined_each_for_itself() -> None:
    paragraph = textwrap.fill(PROSE, 72, initial_indent="    ")
    assert texts("\n".join([paragraph] * 3)) == [PROSE] * 3


def test_centred_lines_are_joined() -> None:
    centred = "\n".join(line.center(78).rstrip() for line in textwrap.wrap(PROSE, 77))
    assert texts(f"{textwrap.fill(PROSE, 78)}\n\n{centred}") == [PROSE, PROSE]


def test_a_column_beside_the_article_is_read_after_it() -> None:
    left = [*textwrap.wrap(PROSE, 50), "", *textwrap.wrap(PROSE.replace("river", "sea"), 50)]
    right = [ASIDE[place // 2] if place % 2 else "" for place in range(len(ASIDE) * 2)]
    rows = [f"{line:56}{right[place] if place < len(right) else ''}" for place, line in enumerate(left)]
    assert texts("\n".join(rows)) == [PROSE, PROSE.replace("river", "sea"), *ASIDE]


def test_a_column_before_the_article_is_read_before_it() -> None:
    right = [*textwrap.wrap(PROSE, 50), "", *textwrap.wrap(PROSE.replace("river", "sea"), 50)]
    rows = [f"{ASIDE[place // 2] if place % 2 and place < 12 else '':20}{line}" for place, line in enumerate(right)]
    assert texts("\n".join(rows)) == [*ASIDE, PROSE, PROSE.replace("river", "sea")]


def test_aligned_figures_are_a_table_and_no_columns_of_text() -> None:
    rows = "Player          Plays   Share\nLarry Wood         63     85%\nMyles Garth        57     77%\n"
    (table,) = segments(rows)
    assert table.kind is Kind.TABLE
    assert table.text.split("\n")[1] == "Larry Wood\t63\t85%"


def test_rows_with_pipes_are_a_table_without_its_borders() -> None:
    (table,) = segments("| City | People |\n|------|--------|\n| Bern | 130000 |\n| Chur | 38000 |")
    assert (table.kind, table.text) == (Kind.TABLE, "City\tPeople\nBern\t130000\nChur\t38000")


def test_one_line_with_pipes_is_no_table() -> None:
    assert kinds("Home | News | Sport") == [Kind.PARAGRAPH]


def test_code_keeps_its_lines_and_its_indent() -> None:
    code = "def add(a, b):\n    total = a + b\n    print(total)\n    add(b, total)"
    assert [(s.kind, s.text) for s in segments(f"{PROSE}\n\n{code}\n\n{PROSE}")] == [
        (Kind.PARAGRAPH, PROSE),
        (Kind.CODE, code),
        (Kind.PARAGRAPH, PROSE),
    ]


def test_what_stands_between_fences_is_code() -> None:
    assert [(s.kind, s.text) for s in segments("```\nany words\n  at all\n```\nafter")] == [
        (Kind.CODE, "any words\n  at all"),
        (Kind.PARAGRAPH, "after"),
    ]


@pytest.mark.parametrize(
    "line", ["return to top", "Follow us (on the web)", "for more information: call", "$ 40 a day"]
)
def test_lines_of_a_page_are_no_code(line: str) -> None:
    assert Kind.CODE not in kinds(f"{line}\n{line}\n{line}")


def test_an_underlined_line_is_a_heading() -> None:
    text = f"The Flood\n=========\n\n{PROSE}\n\nThe Day After\n-------------\n\n{PROSE}"
    assert [(s.kind, s.text) for s in segments(text)] == [
        (Kind.HEADING_1, "The Flood"),
        (Kind.PARAGRAPH, PROSE),
        (Kind.HEADING_2, "The Day After"),
        (Kind.PARAGRAPH, PROSE),
    ]


def test_numbered_sections_and_capitals_over_prose_are_headings() -> None:
    text = "\n\n".join(f"{head}\n\n{PROSE}" for head in ("1.1 The mill", "1.2 The market", "THE BAKER", "THE LAMPS"))
    assert kinds(text)[::2] == [Kind.HEADING_3, Kind.HEADING_3, Kind.HEADING_2, Kind.HEADING_2]


def test_a_line_of_capitals_in_a_menu_is_no_heading() -> None:
    assert Kind.HEADING_2 not in kinds("NEWS\n\nSPORT\n\nWEATHER\n\nCULTURE")


def test_the_times_of_a_live_blog_are_headings() -> None:
    text = "\n\n".join(f"{at}\n{PROSE}" for at in ("4:14 p.m.", "4:02 p.m.", "3:55 p.m."))
    assert kinds(text) == [Kind.HEADING_3, Kind.PARAGRAPH] * 3


def test_questions_and_answers_are_paragraphs_of_their_own() -> None:
    question = "Q: How high did the water stand in the lower town when you opened the shop that day?"
    answer = "A: A foot, and it was brown; I put the table before the church and sold what there was left."
    wrapped = "\n".join(textwrap.fill(part, 72) for part in (question, answer) * 4)
    assert texts(wrapped) == [question, answer] * 4


def test_a_poem_in_a_wrapped_text_keeps_its_lines() -> None:
    poem = ["The water came by night,", "it took the lamps, it took the light,", "and left us mud and bread."]
    prose = textwrap.fill(PROSE, 72)
    assert texts(f"{prose}\n\n{prose}\n\n" + "\n".join(poem)) == [PROSE, PROSE, *poem]


@pytest.mark.parametrize("sign", ["•", "●", "■", "□", "☆", "◆", "▶"])
def test_signs_of_lists_are_markers(sign: str) -> None:
    assert [(s.kind, s.text) for s in segments(f"{sign} one\n{sign} two")] == [
        (Kind.LIST_ITEM, "one"),
        (Kind.LIST_ITEM, "two"),
    ]


def test_east_asian_lists_need_no_space() -> None:
    assert [(s.kind, s.text) for s in segments("・港の話\n・川の話")] == [
        (Kind.LIST_ITEM, "港の話"),
        (Kind.LIST_ITEM, "川の話"),
    ]


def test_marks_of_direction_hide_no_item() -> None:
    assert [(s.kind, s.text) for s in segments("\u200f• שלום\n\u200f• עולם")] == [
        (Kind.LIST_ITEM, "שלום"),
        (Kind.LIST_ITEM, "עולם"),
    ]


def test_an_ideographic_indent_begins_a_paragraph() -> None:
    line = "新潟県で五日恒例の雪まつりが始まった会場には多くの家族連れが訪れ雪像を楽しんだ"
    paragraph = f"\u3000\u3000{line[:37]}\n" + f"{line[:39]}\n" * 4 + "終わり。"
    wanted = line[:37] + line[:39] * 4 + "終わり。"
    assert texts(f"{paragraph}\n{paragraph}") == [wanted, wanted]


def test_korean_words_broken_at_spaces_are_joined_by_one() -> None:
    words = (
        "강물이 밤사이에 불어나 아침에는 아랫마을이 잠겼다 그러나 아무도 다치지 않았고 빵집은 문을 열었다 " * 6
    ).split()
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        lines[-1:] = [longer] if width_of(longer) <= 72 else [lines[-1], word]
    assert texts("\n".join(lines)) == [" ".join(words)]


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("the inter-", "national court", "the international court"),
        ("a well-", "known man", "a well-known man"),
        ("the Anglo-", "Saxon word", "the Anglo-Saxon word"),
        ("see http://a.example/two-", "parts there", "see http://a.example/two-parts there"),
        ("in 2010-", "2012 it", "in 2010-2012 it"),
        ("soft\u00ad", "ware", "software"),
        ("the flood-", "gate of floodgate fame", "the floodgate of floodgate fame"),
    ],
)
def test_a_word_parted_at_a_lines_end(before: str, after: str, whole: str) -> None:
    assert Words(f"{before}\n{after}").joined(before, after) == whole


def test_the_text_itself_says_how_a_word_is_written() -> None:
    assert Words("a tie-break, the tie-\nbreak").joined("the tie-", "break") == "the tie-break"
    assert Words("water front, a water-\nfront, front water").joined("a water-", "front") == "a water-front"


@pytest.mark.parametrize(("before", "after"), [("two-", "and three-year plans"), ("he left -", "she stayed")])
def test_a_hyphen_that_parts_no_word_stays_apart(before: str, after: str) -> None:
    assert Words("").joined(before, after) is None


def test_words_parted_in_a_wrapped_text_are_whole() -> None:
    wrapped = textwrap.fill(PROSE, 60)
    end = "All that summer the parties to the case before the inter-\nnational court stayed away."
    assert texts(f"{wrapped}\n\n{wrapped}\n\n{end}")[-1].endswith("the international court stayed away.")


LINES = st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=90), max_size=40)


@given(LINES)
def test_unwrapping_is_deterministic_and_loses_nothing(raw: list[str]) -> None:
    lines = lines_of("\n".join(raw))
    once = unwrapped(lines)
    assert once == unwrapped(lines)
    kept = "".join(char for line in once for char in line.text if char.isalnum())
    assert kept == "".join(char for line in lines for char in line.text if char.isalnum())


@given(st.text(st.sampled_from("ab c\n\t•-1.日é |=#`{}();"), max_size=400))
def test_no_letter_is_lost_whatever_shape_a_text_has(text: str) -> None:
    wanted = sorted(char for char in text if char.isalpha())
    assert sorted(char for segment in segments(text) for char in segment.text if char.isalpha()) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "word " * 400_000,
        "a  b\n" * 100_000,
        "left text here     right text there\n" * 60_000,
        "x" + " " * 300 + "y\n",
        "a\t" * 300_000,
        "a|b|c\n" * 100_000,
        "  • item\n" * 100_000,
        "```\n~~~ x\n" * 50_000,
        ("the river rose in the night and by morning the lower town stood inter-\n") * 30_000,
        "[  " * 100_000,
        ";" * 300_000,
        "\n".join("x" + " " * (400 - place % 390) + "y" for place in range(20_000)),
    ],
    ids=range(12),
)
def test_reading_takes_time_in_proportion_to_the_text(text: str) -> None:
    assert in_fair_time(lambda: segments(text), 20)
