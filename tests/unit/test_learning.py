"""Which lines recur in a source: not in few articles, not in few of many, and copies of one article count once."""

from __future__ import annotations

import pytest

from storage.library.learning import PageLines, page_lines, recurring


def page(*own: str, lines: tuple[str, ...] = ("follow",)) -> PageLines:
    """An article that says ``own`` and has ``lines`` beside."""
    return PageLines(frozenset((*own, *lines)), frozenset(own))


def pages(number: int, *lines: str) -> list[PageLines]:
    return [page(*(f"{each} {part}" for part in range(3)), lines=lines) for each in range(number)]


@pytest.mark.parametrize(
    ("with_it", "without", "recurs"), [(3, 0, False), (4, 0, True), (4, 9, True), (4, 10, False)]
)
def test_a_line_recurs_in_four_articles_that_are_three_of_ten(with_it: int, without: int, recurs: bool) -> None:
    others = [page(f"other {each}", lines=()) for each in range(without)]
    articles, lines = recurring([*pages(with_it, "follow"), *others])
    assert articles == with_it + without
    assert lines == ({"follow": with_it} if recurs else {})


def test_copies_of_one_article_count_once() -> None:
    said = ("one", "two", "three", "four")
    copies = [page(*said[: 4 - each % 2], f"only here {each}") for each in range(8)]
    assert recurring(copies) == (1, {})
    articles, lines = recurring([*copies, *pages(3, "follow")])
    assert (articles, lines) == (4, {"follow": 4})


def test_an_article_without_prose_counts_for_nothing() -> None:
    assert recurring([PageLines(frozenset({"follow"}), frozenset())] * 9) == (0, {})


def test_a_later_one_alike_is_the_same_line_and_prose_is_what_is_long_and_kept() -> None:
    long = "A paper knife opens the uncut pages of a book, one after the other."
    told = page_lines([("p-1", "Share", True), ("p-1.2", "Share", True), ("p-2", long, True), ("p-3", long, False)])
    assert told == PageLines(frozenset({"p-1", "p-2", "p-3"}), frozenset({"p-2"}))


def test_a_thousand_articles_are_looked_at_in_a_moment() -> None:
    articles, lines = recurring(pages(1000, *(f"line {each}" for each in range(50))))
    assert (articles, len(lines)) == (1000, 50)
