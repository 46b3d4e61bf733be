"""Finding in an article: what a reader means by the words they type."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.text import fold
from tui.clusters import drawn
from tui.reading.finding import MOST_HITS, Finder, Hit, Pattern, counted, next_hit

WORDS = st.text(st.sampled_from("abAB é\u0301ßüİ日 "), max_size=30)


def found(text: str, words: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in Finder([(0, text)]).find(Pattern(words))]


def test_small_letters_find_capitals_and_accents() -> None:
    assert found("Zürich, ZURICH, zurich", "zurich") == ["Zürich", "ZURICH", "zurich"]
    assert found("cafe\u0301 and café", "cafe") == ["cafe\u0301", "café"]
    assert found("die Straße", "strasse") == ["Straße"]


def test_the_texts_are_read_in_steps_or_all_when_something_is_looked_for() -> None:
    read: list[int] = []

    def texts() -> Iterator[tuple[int, str]]:
        for block in range(100):
            read.append(block)
            yield block, f"paragraph {block} of some"

    finder = Finder(texts())
    assert not read, "to open the line to type in reads nothing"
    steps = finder.get_ready()
    next(steps)
    assert 0 < len(read) < 20
    assert len(finder.find(Pattern("some"))) == 100
    assert finder.find(Pattern("paragraph 99")) == [Hit(99, 0, 12)]
    assert list(steps) == []
    assert finder.find(Pattern("paragraph 77")) == [Hit(77, 0, 12)]
    assert read == list(range(100)), "and nothing twice"


def test_a_capital_means_what_it_says() -> None:
    assert found("Idlib, IDLIB, idlib", "Idlib") == ["Idlib"]


def test_a_space_matches_any_white_space() -> None:
    assert found("two\n  words and two\u00a0words", "two words") == ["two\n  words", "two\u00a0words"]


def test_signs_are_taken_as_they_are() -> None:
    assert found("a.b (c) [d]", ".b (c) [") == [".b (c) ["]


def test_no_words_find_nothing() -> None:
    assert Finder([(0, "text")]).find(Pattern("  ")) == []


def test_hits_come_in_the_order_of_the_blocks() -> None:
    assert Finder([(2, "no"), (5, "a no no")]).find(Pattern("no")) == [Hit(2, 0, 2), Hit(5, 2, 4), Hit(5, 5, 7)]


@given(WORDS, WORDS.filter(str.strip))
def test_each_hit_reads_like_the_pattern_and_none_is_missed(text: str, words: str) -> None:
    finder = Finder([(0, text)])
    hits = finder.find(Pattern(words))
    wanted = " ".join((words if Pattern(words).exact else fold(words)).split())
    for hit in hits:
        read = " ".join(text[hit.start : hit.end].split())
        assert (wanted in read) if Pattern(words).exact else (wanted in fold(read))
    assert all(one.end <= other.start for one, other in pairwise(hits))
    if not Pattern(words).exact and wanted:
        assert bool(hits) == (wanted in " ".join(fold(text).split()))


def test_the_next_hit_goes_round_the_end() -> None:
    hits = [Hit(0, 3, 5), Hit(1, 0, 2), Hit(1, 7, 9)]
    assert next_hit(hits, (0, 0), 1) == 0
    assert next_hit(hits, (0, 3), 1) == 1
    assert next_hit(hits, (1, 7), 1) == 0
    assert next_hit(hits, (0, 3), -1) == 2
    assert next_hit(hits, (1, 5), -1) == 1


def test_a_letter_that_is_everywhere_is_counted_up_to_a_limit() -> None:
    hits = Finder([(n, "e" * 100) for n in range(500)]).find(Pattern("e"))
    assert len(hits) == MOST_HITS
    assert counted(hits, 2) == "3 of 20,000+"
    assert counted(hits[:12], 2) == "3 of 12"


@pytest.mark.parametrize("words", ["donaudampf", "Donaudampf", "donau\xaddampf", "zerowidth", "mit ❤ und"])
def test_what_is_not_seen_parts_no_word(words: str) -> None:
    text = "Die Donau\xaddampf\xadfahrt, zero\u200bwidth, mit ❤\ufe0f und Liebe"
    (hit,) = Finder([(0, text)]).find(Pattern(words))
    found = text[hit.start : hit.end]
    assert drawn(found).lower() == drawn(words).lower()
