"""What counts as a word when texts are searched, and where it stands in a text as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.search.matching import SNIPPET, find_words, snippet
from storage.search.words import spread, spread_all, tokens, words_of

LETTERS = st.one_of(
    st.sampled_from(
        "abAB éÉß東京都ひがガ한국\u1112\u1161\u11ab\u0301\u0308 .-*\"'’😀👍🏽\u200d\ufe0fสวัี¶½\u00ad\u200bİ\n\t"
    ),
    st.characters(),
)
TEXT = st.text(LETTERS, max_size=40)


def found(text: str, *sought: str, whole: bool = False) -> list[str]:
    """Return the stretches of a text that are found."""
    words = [words for word in sought if (words := words_of(word, whole=whole)) is not None]
    return [text[start:end] for start, end in find_words(text, words)]


@pytest.mark.parametrize(
    ("text", "sought", "stretches"),
    [
        ("The sleeper to Zürich left", "ZURICH", ["Zürich"]),
        ("Straße, STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("ae\u0301x and ae\u0301", "aé", ["ae\u0301", "ae\u0301"]),
        ("joint patrols, Joint\npatrols", "joint patrol", ["joint patrol", "Joint\npatrol"]),
        ("fortnight nightly", "night", ["night"]),
        ("don’t, don't", "don't", ["don’t", "don't"]),
        ("co\u00adoperate", "cooper", ["co\u00adoper"]),
        ("東京都に行く", "京都", ["京都"]),
        ("東京都に行く", "都", ["都"]),
        ("東京都に行く", "東京都", ["東京都"]),
        ("東京と京都", "東京都", []),
        ("中华人民共和国", "人民", ["人民"]),
        ("대한민국은", "민국", ["민국"]),
        ("\u1112\u1161\u11ab국", "한국", ["\u1112\u1161\u11ab국"]),
        ("ｶﾞラス", "ガラ", ["ｶﾞラ"]),
        ("สวัสดีครับ", "ดีค", ["ดีค"]),
        ("AI技術の", "技術", ["技術"]),
        ("AI技術の", "ai技", ["AI技"]),
        ("Yes 👍🏽!", "👍", ["👍"]),
        ("C++ and C#", "c++", ["C", "C"]),
        ("a_b", "b", ["b"]),
        ("", "a", []),
    ],
)
def test_words_are_found_without_case_accents_and_punctuation(text: str, sought: str, stretches: list[str]) -> None:
    assert found(text, sought) == stretches


def test_a_word_that_is_typed_may_be_the_beginning_of_one_and_a_quoted_one_is_whole() -> None:
    assert found("war, Warsaw, wartime", "war") == ["war", "War", "war"]
    assert found("war, Warsaw, wartime", "war", whole=True) == ["war"]
    assert found("joint patrols", "joint patrol", whole=True) == []
    assert found("京都府", "京都", whole=True) == ["京都"]


def test_punctuation_alone_is_no_word() -> None:
    assert [words_of(sign) for sign in ("*", '"', "--", "…", "\u0301", "", " \n")] == [None] * 7


def test_no_phrase_reaches_from_one_text_into_the_next() -> None:
    words = words_of("end begin")
    assert words is not None
    assert words.stand_in(spread("the end begins"))
    assert not words.stand_in(spread_all(["the end", "begins"]))


@given(TEXT, TEXT, TEXT, st.booleans())
@settings(max_examples=400, deadline=None)
def test_what_the_index_finds_is_what_the_text_shows(before: str, sought: str, after: str, whole: bool) -> None:
    words = words_of(sought, whole=whole)
    for text in (before + sought + after, f"{before} {sought}{after}", f"{before} {sought} {after}", before):
        held = words is not None and words.stand_in(spread(text))
        assert bool(find_words(text, [words] if words else [])) == held
    if words is not None:
        assert words.stand_in(spread(f"{before} {sought} {after}"))


@given(TEXT)
def test_a_spread_text_holds_words_and_spaces_only(text: str) -> None:
    spread_text = spread(text)
    parts = spread_text.split(" ")
    assert (parts[0], parts[-1]) == ("", "")
    assert all(part for part in parts[1:-1]) or not spread_text.strip()
    assert not any(sign in spread_text for sign in "\"*+-^:(){}\x00\n\t¶'.,")
    assert [name for name, _ in tokens(" ".join(parts[1:-1]))] or not spread_text.strip()


@given(text=st.text(max_size=600), at=st.integers(0, 599), length=st.integers(1, 30))
def test_a_snippet_is_one_line_that_shows_the_first_match(text: str, at: int, length: int) -> None:
    start, end = min(at, len(text)), min(at + length, len(text))
    line, matches = snippet(text, [(start, end)] if start < end else [])
    assert len(line) <= SNIPPET + 2
    assert "\n" not in line
    assert "\t" not in line
    if start < end:
        (shown_start, shown_end) = matches[0]
        assert line[shown_start:shown_end] == text[start:end].replace("\n", " ").replace("\t", " ")


def test_words_far_behind_the_first_match_are_not_looked_for() -> None:
    assert found("needle " + "hay " * 5000 + "needle", "needle") == ["needle"]
