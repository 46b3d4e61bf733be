"""Paragraphs that say the same as one: found in the library, told on the command line, tagged as one action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.anchoring import describe
from storage.article import CleanedArticle, RawDocument
from storage.block import Block, Kind, Role
from storage.library import Library, NewArticle
from storage.search import Searcher
from storage.search.alike import LEAST, Alike, Passage, find_alike, lacking, rank_alike
from storage.search.words import spread

PATROLS = "Turkey and Russia are discussing possible joint patrols in northern Syria, an official said."
FOOTER = "Sign up for our newsletter"


def new(title: str, *texts: str) -> NewArticle:
    blocks = tuple(
        Block(f"p-{number:012x}", Kind.PARAGRAPH, text, Role.BODY, True) for number, text in enumerate(texts, 1)
    )
    return NewArticle(RawDocument("\n\n".join((title, *texts)).encode(), title), CleanedArticle(title, blocks))


@pytest.fixture
def papers(library: Library) -> Library:
    library.add(
        [
            new("First", PATROLS, "Nothing else was said.", FOOTER),
            new("Second", "A day passed.", f"  {PATROLS.upper()}  ", FOOTER),
            new("Third", "Russia and Turkey discuss joint patrols in Syria, officials say.", "A cat slept.", FOOTER),
            new("Fourth", "The ferry was late again, and nobody was told why.", FOOTER),
        ]
    )
    return library


@pytest.fixture
def searcher(papers: Library) -> Iterator[Searcher]:
    with closing(Searcher(papers)) as searcher:
        yield searcher


def told(library: Library, found: Sequence[Alike]) -> list[tuple[str, int, bool]]:
    titles = [library.row(each.passage.article).record.title for each in found]
    return [(title, each.passage.number, each.is_equal) for title, each in zip(titles, found, strict=True)]


def test_equal_paragraphs_come_first_then_those_with_much_in_common(papers: Library, searcher: Searcher) -> None:
    first = papers.rows()[0].id
    found = find_alike(papers, searcher, PATROLS, besides=(first, "p-000000000001"))
    assert told(papers, found) == [("Second", 2, True), ("Third", 1, False)]
    assert LEAST <= found[1].likeness < 1


def test_a_line_of_common_words_is_found_everywhere_but_where_it_was_asked_for(
    papers: Library, searcher: Searcher
) -> None:
    first = papers.rows()[0].id
    found = find_alike(papers, searcher, FOOTER, besides=(first, "p-000000000003"))
    assert sorted(told(papers, found)) == [("Fourth", 2, True), ("Second", 3, True), ("Third", 3, True)]


def test_nothing_is_found_for_signs_alone_or_when_nobody_wants_to_know(papers: Library, searcher: Searcher) -> None:
    assert find_alike(papers, searcher, "* * *") == ()
    assert find_alike(papers, searcher, PATROLS, stopped=lambda: True) == ()


def test_what_has_the_tag_already_is_left_out(papers: Library, searcher: Searcher) -> None:
    second = papers.rows()[1].id
    found = find_alike(papers, searcher, PATROLS)
    mark = papers.mark(describe(papers.article(second), "p-000000000002"), add=["War"])
    assert mark is not None
    left = told(papers, lacking(papers, found, mark.creator, ["war"]))
    assert sorted(title for title, _, _ in left) == ["First", "Third"]
    assert len(lacking(papers, found, "another", ["war"])) == 3
    assert len(lacking(papers, found, mark.creator, ["war", "more"])) == 3


letters = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=6).map(" ".join)


@given(letters, st.lists(letters, max_size=8))
def test_likeness_lies_between_none_and_equal_and_falls(text: str, others: list[str]) -> None:
    passages = [Passage("a", str(number), number, other) for number, other in enumerate(others)]
    found = rank_alike(spread(text).split(), passages, 0.0001, 100)
    likenesses = [each.likeness for each in found]
    assert likenesses == sorted(likenesses, reverse=True)
    assert all(each.is_equal == (each.passage.text == text) for each in found)
    shared = [other for other in others if set(other.split()) & set(text.split())]
    assert sorted(each.passage.text for each in found) == sorted(shared)
