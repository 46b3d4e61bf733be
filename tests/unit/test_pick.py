"""The target of the next mark: sentences and words inside a paragraph, ranges of paragraphs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.reading.pick import Grain, Pick


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


def test_a_stretch_grows_and_shrinks_by_words_at_either_end() -> None:
    text = "One two, three. Four five six."
    sentence = Pick().narrow(text)
    assert sentence.span == (0, 15)
    grown = sentence.stretch(text, 0, 1)
    assert text[slice(*grown.span or ())] == "One two, three. Four"
    assert text[slice(*grown.stretch(text, 1, 0).span or ())] == "two, three. Four"
    assert text[slice(*sentence.stretch(text, 0, -1).span or ())] == "One two"
    assert text[slice(*sentence.stretch(text, 0, -9).span or ())] == "One"
    assert text[slice(*sentence.stretch(text, 9, 0).span or ())] == "three"
    assert Pick().stretch(text, 0, 1) == Pick()


@given(
    st.text(st.sampled_from("ab .!?。日é"), max_size=40),
    st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), max_size=8),
)
def test_a_stretch_stays_inside_its_paragraph_and_is_never_empty(text: str, steps: list[tuple[int, int]]) -> None:
    pick = Pick().narrow(text)
    for begin_by, end_by in steps:
        pick = pick.stretch(text, begin_by, end_by)
        if pick.span:
            start, end = pick.span
            assert 0 <= start < end <= len(text)
