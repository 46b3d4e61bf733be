"""The line above an article: its title whole where that can be, cut between words where it cannot."""

from __future__ import annotations

import pytest

from storage.article import ArticleRecord
from tui.cells import Runs, width_of
from tui.reading.headline import headline

RIVER = "The town that forgot its own river"


def record(title: str) -> ArticleRecord:
    """An article of a source and a day."""
    return ArticleRecord(
        "id", title, (), "The Inland Review", "2023-10-07", "en", "", "text/plain", "", "2026-11-22", "", "", 1000, 26
    )


def text(runs: Runs) -> str:
    """What is written."""
    return "".join(written for written, _ink in runs)


@pytest.mark.parametrize(
    ("width", "title", "about"),
    [
        (110, RIVER, "The Inland Review · 7 Oct 2023 · 5 min    26 ¶"),
        (72, RIVER, "The Inland Review    26 ¶"),
        (60, RIVER, "26 ¶"),
        (38, "The town that forgot its own…", "26 ¶"),
    ],
)
def test_source_date_and_length_give_way_to_a_title_that_then_is_whole(width: int, title: str, about: str) -> None:
    left, right = headline(record(RIVER), "5 min", "26 ¶", width)
    assert (text(left), text(right)) == (title, about)


@pytest.mark.parametrize("width", range(20, 140))
def test_a_long_title_is_cut_between_words_and_all_fits(width: int) -> None:
    title = "Turkey, Russia discuss joint patrols option in Syria’s Idlib and what came of it in the end"
    left, right = headline(record(title), "2 min", "¶ 3 of 7", width)
    shown = text(left).removesuffix("…").rstrip(" ,")
    assert title.startswith(shown)
    assert not title[len(shown) :][:1].isalnum()
    assert width_of(left) + width_of(right) <= width - 4
