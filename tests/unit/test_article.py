"""What an article tells of itself: numbers, offsets, and what the reader has flipped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from storage.article import Article, Flip
from storage.block import Kind

if TYPE_CHECKING:
    from tests.conftest import MakeArticle


def flipped(article: Article, place: int, kept: bool) -> Article:
    flip = Flip(article.id, article.blocks[place].id, kept, "2026-11-22T12:00:00Z")
    return replace(article, flips=(*article.flips, flip))


def test_kept_blocks_but_the_title_are_numbered_from_1(make_article: MakeArticle) -> None:
    article = make_article("One.", "-Menu", "Two.", title="Title")
    assert [article.numbers.get(block.id) for block in article.blocks] == [None, 1, None, 2]


def test_a_flip_outranks_the_rules_and_moves_the_numbers(make_article: MakeArticle) -> None:
    article = make_article("One.", "-Menu", "Two.")
    shown = flipped(article, 1, True)
    assert list(shown.numbers.values()) == [1, 2, 3]
    assert shown.blocks[1].reason is not None
    assert shown.blocks[1].reason.cue == "reader-kept"
    hidden = flipped(article, 0, False)
    assert hidden.numbers == {article.blocks[2].id: 1}
    assert hidden.blocks[0].reason is not None
    assert hidden.blocks[0].reason.cue == "reader-hidden"
    assert article.cleaned == shown.cleaned


def test_a_flip_to_what_a_block_is_keeps_its_reason(make_article: MakeArticle) -> None:
    article = make_article("One.", "-Menu")
    assert flipped(article, 1, False).blocks == article.blocks


def test_a_flip_does_not_move_positions(make_article: MakeArticle) -> None:
    article = make_article("One.", "-Menu", "", "Two.")
    assert article.text == "One.\n\nMenu\n\n\n\nTwo."
    assert article.offsets == (0, 6, 12, 14)
    assert flipped(article, 1, True).text == article.text
    for block, offset in zip(article.blocks, article.offsets, strict=True):
        assert article.text.startswith(block.text, offset)
        assert article.blocks[article.index[block.id]] is block


def test_a_heading_knows_its_level() -> None:
    assert [Kind.HEADING_1.level, Kind.HEADING_6.level, Kind.PARAGRAPH.level] == [1, 6, 0]
    assert Kind.HEADING_3.is_heading
    assert not Kind.TABLE.is_heading


@pytest.mark.parametrize(
    ("title", "origin", "shown"),
    [
        ("A title", "scrapes/page.txt", "A title"),
        ("", "scrapes/page.txt", "page.txt"),
        ("", "-", "untitled, 2026-11-22"),
        ("", "", "untitled, 2026-11-22"),
    ],
)
def test_an_article_without_a_title_is_called_by_its_file_or_its_day(
    title: str, origin: str, shown: str, make_article: MakeArticle
) -> None:
    record = make_article("One.").record._replace(title=title, origin=origin, added="2026-11-22T12:00:00.000Z")
    assert record.shown_title == shown
