"""Paragraphs are called what the reader sees: numbers, the title, hidden lines; a paragraph's own id never."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from storage.calling import called, called_in

if TYPE_CHECKING:
    from tests.conftest import MakeArticle


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("One.", "One.", "¶ 1"),
        ("One.", "Two.", "¶ 1–2"),
        ("Title", "Title", "the title"),
        ("Title", "Two.", "the title–¶ 2"),
        ("Menu", "Menu", "a hidden line"),
        ("Menu", "Share", "hidden lines"),
        ("Menu", "Two.", "¶ 2"),
        ("Two.", "Menu", "¶ 2"),
        ("Title", "Share", "the title–¶ 2"),
    ],
)
def test_paragraphs_are_called_what_the_reader_sees(
    first: str, last: str, name: str, make_article: MakeArticle
) -> None:
    texts = ("One.", "Two.", "Menu", "Share") if first != "Menu" or last != "Two." else ("One.", "Menu", "Two.")
    article = make_article(*(f"-{text}" if text in {"Menu", "Share"} else text for text in texts), title="Title")
    ids = {block.text: block.id for block in article.blocks}
    assert called_in(article, ids[first], ids[last]) == name


def test_the_first_and_the_last_number_are_enough() -> None:
    assert called([3, 5], 9) == called([3, 4, 5], 9) == "¶ 3–5"
    assert called([None, None]) == "the title"
