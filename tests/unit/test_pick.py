"""The target of the next mark: sentences and words inside a paragraph, ranges of paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.reading.pick import Grain, Pick, sentences, words


def said(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("He said “Go.” Then he left.", ["He said “Go.”", "Then he left."]),
        ("Mr. Smith met Dr. No on Feb. 20. It rained.", ["Mr. Smith met Dr. No on Feb. 20.", "It rained."]),
        ("J. R. Tolkien wrote it. The U.S. Army read it.", ["J. R. Tolkien wrote it.", "The U.S. Army read it."]),
        ("About 3.7 million fled. “More,” he said.", ["About 3.7 million fled.", "“More,” he said."]),
        ("本を読む。日本語です。", ["本を読む。", "日本語です。"]),
        ("no end at all", ["no end at all"]),
        ("", []),
    ],
)
def test_a_paragraph_falls_into_sentences(text: str, parts: list[str]) -> None:
    assert said(text) == parts


@given(st.text(st.sampled_from("aB .?!”。\n"), max_size=60))
def test_sentences_lose_no_letter(text: str) -> None:
    assert "".join(said(text)).replace(" ", "").replace("\n", "") == text.replace(" ", "").replace("\n", "")


def test_words_keep_their_apostrophes_and_hyphens() -> None:
    text = "Syria’s nine-year-old “war”, 日本"
    assert [text[start:end] for start, end in words(text)] == ["Syria’s", "nine-year-old", "war", "日", "本"]


def test_narrowing_goes_to_the_sentence_then_to_its_first_word_then_back() -> None:
    text = "One two. Three four."
    sentence = Pick().narrow(text).step(1)
    assert sentence.span == (9, 20)
    word = sentence.narrow(text)
    assert word.grain is Grain.WORD
    assert word.span == (9, 14)
    assert word.narrow(text) == Pick()


def test_a_stretch_runs_from_where_it_was_begun() -> None:
    pick = Pick().narrow("One. Two. Three.").step(1).hold()
    assert pick.step(1).span == (5, 16)
    assert pick.step(-5).span == (0, 9)
    assert pick.step(1).hold().span == (10, 16)


def test_a_picture_cannot_be_narrowed() -> None:
    assert Pick().narrow("") == Pick()


def test_a_range_runs_from_its_anchor_to_the_cursor_in_either_direction() -> None:
    assert Pick(anchor=4).blocks(2) == (2, 4)
    assert Pick(anchor=4).blocks(6) == (4, 6)
    assert Pick().blocks(3) == (3, 3)
