"""Paragraph ids: the same for the same words, however they are set; numbered where words come again."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from storage.block import Kind
from storage.cleaning.identity import paragraph_ids


def one(text: str, kind: Kind = Kind.PARAGRAPH) -> str:
    return paragraph_ids([(text, kind)])[0]


def test_an_id_is_twelve_hexadecimal_digits() -> None:
    assert re.fullmatch(r"p-[0-9a-f]{12}", one("Some words."))


def test_case_punctuation_spaces_and_soft_hyphens_do_not_count() -> None:
    assert one("The “quick” brown fox.") == one("the quick  bro\u00adwn FOX")


def test_other_words_have_another_id() -> None:
    assert one("the quick fox") != one("the quick dog")


def test_full_width_letters_are_the_same_words() -> None:
    assert one("ＡＢＣ１２３") == one("abc123")


def test_twins_are_numbered_from_the_second() -> None:
    first, second, third = paragraph_ids([("Same.", Kind.PARAGRAPH), ("same", Kind.QUOTE), ("SAME", Kind.PARAGRAPH)])
    assert (second, third) == (f"{first}.2", f"{first}.3")


def test_a_block_without_words_is_known_by_its_text_and_kind() -> None:
    assert one("***") != one("---")
    assert one("", Kind.FIGURE) != one("", Kind.TABLE)


@given(st.lists(st.tuples(st.text(max_size=20), st.sampled_from(Kind))))
def test_no_two_blocks_share_an_id(blocks: list[tuple[str, Kind]]) -> None:
    assert len(set(paragraph_ids(blocks))) == len(blocks)
