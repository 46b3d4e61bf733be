"""Pages of our own making, of all kinds: every block has the role and the reason that is expected of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from storage.cleaning.reasons import Cue, word
from tests.pages import expectation
from tests.pages.expectation import Line
from tests.pages.shortfalls import read_shortfalls

PAGES = expectation.pages()
SHORTFALLS = read_shortfalls()
_WHOLE = 28
"""So many of the pages must lose no line of their article; a shortfall that is named is still one."""


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_a_page_is_cleaned_as_expected_and_stays_so_when_cleaned_again_but_for_named_shortfalls(page: Path) -> None:
    expected = expectation.read(expectation.beside(page))
    article = expectation.cleaned(page)
    found = expectation.differences(expected, article) + expectation.hidden_again(article)
    assert found == SHORTFALLS.get(page.name, [])


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_every_reason_on_a_page_has_words(page: Path) -> None:
    blocks = expectation.cleaned(page).blocks
    assert all(block.reason is not None for block in blocks if not block.kept)
    for block in blocks:
        if block.reason:
            assert Cue(block.reason.cue)
            assert "{" not in word(block.reason)


def test_nearly_every_page_keeps_the_whole_of_its_article() -> None:
    losing = {page for page, lines in SHORTFALLS.items() if any(line.startswith("hidden: ") for line in lines)}
    assert len(PAGES) - len(losing) >= _WHOLE


def test_every_page_says_what_is_expected_of_it_and_every_shortfall_has_its_page() -> None:
    names = {page.name for page in PAGES}
    assert {path.name.removesuffix(".blocks") for path in expectation.HERE.glob("*.blocks")} == names
    assert set(SHORTFALLS) <= names


def test_an_expectation_is_written_as_it_was_read() -> None:
    for page in PAGES:
        path = expectation.beside(page)
        assert expectation.written(expectation.read(path)) == path.read_text(encoding="utf-8")


def test_a_difference_is_said_in_words() -> None:
    page = expectation.HERE / "en-news-main.txt"
    expected = replace(expectation.read(expectation.beside(page)), recorded=False)
    article = expectation.cleaned(page)
    first = next(line for line in expected.lines if line.role == "body")
    place = expected.lines.index(first)

    def said(line: Line) -> list[str]:
        lines = (*expected.lines[:place], line, *expected.lines[place + 1 :])
        found = expectation.differences(replace(expected, lines=lines), article)
        return [words for words in found if words not in SHORTFALLS.get(page.name, [])]

    assert said(first) == []
    assert said(replace(first, kept=False)) == [f"kept: {first.short}"]
    assert said(replace(first, role="lead")) == [f"body paragraph for lead paragraph: {first.short}"]
    assert said(replace(first, cue="title")) == [f"cue - for title: {first.short}"]
    assert said(replace(first, text=first.text.replace("eleven", "nine")))[0].startswith("other words: … ")
    assert said(replace(first, text="Something else"))[0] == "kept block missing: Something else"
    assert expectation.differences(replace(expected, facts={"title": "Another"}), article)[0].startswith("title: ")
