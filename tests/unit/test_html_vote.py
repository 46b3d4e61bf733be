"""An extraction finds its blocks again: most of their words, in order, each copy in its own place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.cleaning.html.tree import parse
from storage.cleaning.html.vote import extracted, votes

ONE = "the harbour lay quiet that morning and nobody in the town could say why"
TWO = "by noon the letter had been read in every kitchen of the old quarter"
THREE = "she said that the council would meet again on thursday in the evening"


def test_blocks_that_were_extracted_are_voted_for() -> None:
    assert votes(["menu", ONE, "an advertisement of seven words, no more", TWO], [ONE, TWO]) == [
        False,
        True,
        False,
        True,
    ]


def test_of_two_copies_the_one_in_its_place_is_voted_for() -> None:
    assert votes([TWO, ONE, TWO, THREE], [ONE, TWO, THREE]) == [False, True, True, True]


def test_a_block_is_found_with_most_of_its_words() -> None:
    assert votes([f"{ONE} {TWO}"], [ONE, TWO]) == [True]
    assert votes([f"{ONE} {TWO} {THREE} " + "and more words that nobody extracted " * 9], [ONE]) == [False]


def test_a_short_block_must_be_a_whole_line() -> None:
    assert votes(["the harbour", ONE], [ONE]) == [False, True]
    assert votes(["One day", ONE], ["One day", ONE]) == [True, True]


def test_scripts_without_spaces_are_compared_by_character() -> None:
    assert votes(["港の物語です。静かな朝でした。", "広告です"], ["港の物語です。静かな朝でした。"]) == [True, False]


def test_without_an_extraction_nothing_is_voted_for() -> None:
    assert votes([ONE, ""], []) == [False, False]


@given(st.lists(st.text(alphabet="abcdefgh ", min_size=1, max_size=40), max_size=12))
def test_what_was_extracted_whole_is_voted_for_whole(texts: list[str]) -> None:
    distinct = [f"{text} n{place} m{place} o{place} p{place}" for place, text in enumerate(texts)]
    assert votes(distinct, distinct) == [True] * len(distinct)


def test_a_page_of_absurd_depth_is_not_given_to_the_extractor() -> None:
    assert extracted(parse("<div>" * 30 + f"<p>{ONE}. {TWO}. {THREE}." * 4), 2000)
    assert extracted(parse("<div>" * 300 + f"<p>{ONE}. {TWO}. {THREE}." * 4), 2000) == []


def test_where_the_extractor_stumbles_it_has_no_vote(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr("trafilatura.bare_extraction", stumble)
    assert extracted(parse(f"<p>{ONE}"), 100) == []
