"""HTML, Markdown and plain text are told apart by what they hold; the name decides only where that says nothing."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.cleaning.decode import decode
from storage.cleaning.detect import HTML, MARKDOWN, PLAIN, media_type

BENCH = Path(__file__).parents[3] / "shared" / "cleaning-bench"

PAGES = [
    "<!DOCTYPE html><html><body><p>words",
    "\n\n<?xml version='1.0'?>\n<!-- saved -->\n<html xmlns='http://www.w3.org/1999/xhtml'><body/>",
    "<body class=x>words",
    "<div><h1>Head</h1><p>One.</p><p>Two.</p></div>",
    "Warning: mkdir failed in /var/www on line 3\n<!doctype html><html><body><p>words</p></body></html>\n",
    "<br />\n<b>Deprecated</b>: old\n<html><head><title>t</title></head><body><p>words",
]
MARKDOWNS = [
    "# A heading\n\nSome words.\n",
    "---\ntitle: A title\nauthor: Somebody\n---\n\nSome words.\n",
    "Some words with [a link](https://example.org/x) and **strong** ones.\n",
    "A title\n=======\n\nSome words.\n",
    "Words.\n\n```python\nprint('x')\n```\n\nMore words.\n",
    "Words.\n\n## One\n\ntext\n\n## Two\n\ntext\n",
    "| a | b |\n|---|---|\n| 1 | 2 |\n\nand **strong** words\n",
]
PLAINS = [
    "Words only. And more words.\n",
    "Menu\n  • Home\n  • World\n\nA title\n\nSome words.\n",
    "Menu\n* Home\n+ World\n- Sport\n\nA title\n\nSome words.\n",
    "1. first\n2. second\n",
    "We're #1! #hashtag #another\n\nHe said **nothing\n",
    "To make a paragraph write <p>words</p> in the page.\n\nThat is all.\n",
    "#!/bin/sh\n# copy the files\n# to the other place\ncp a b\n# done\n",
    "A title\n--------------------------------------------------\nwords\n",
    "5 * 3 * 2 = 30 and snake_case_name and 2 < 3 > 1\n",
    "",
]


@pytest.mark.parametrize("text", PAGES)
def test_a_page_is_html_whatever_its_name(text: str) -> None:
    assert media_type(text) == media_type(text, "notes.txt") == media_type(text, "notes.md") == HTML


@pytest.mark.parametrize("text", MARKDOWNS)
def test_markdown_is_known_by_its_signs(text: str) -> None:
    assert media_type(text) == media_type(text, "page.html") == MARKDOWN


@pytest.mark.parametrize("text", PLAINS)
def test_a_scrape_with_bullets_stays_plain(text: str) -> None:
    assert media_type(text) == media_type(text, "notes.txt") == media_type(text, "page.html") == PLAIN


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("<p>one paragraph, no more", "x.html", HTML),
        ("<p>one paragraph, no more", "x.txt", PLAIN),
        ("Just words.", "x.md", MARKDOWN),
        ("Just words.", "x.html", PLAIN),
        ("Some **strong** words.", "x", PLAIN),
        ("Some **strong** words.", "x.markdown", MARKDOWN),
    ],
)
def test_the_name_decides_where_the_text_leaves_it_open(text: str, name: str, expected: str) -> None:
    assert media_type(text, name) == expected


def test_markdown_that_begins_with_a_tag_is_markdown() -> None:
    assert media_type('<p align="center">\n<b>x</b>\n</p>\n\n# Head\n\nWords.\n\n## More\n\nWords.\n') == MARKDOWN


@given(st.text())
def test_any_text_has_a_type(text: str) -> None:
    assert media_type(text, "name") in (HTML, MARKDOWN, PLAIN)


@pytest.mark.skipif(not BENCH.exists(), reason="the pages of the cleaning bench are not here")
@pytest.mark.parametrize("shape", ["main", "full", "insc", "w3m"])
def test_no_scrape_of_a_page_is_taken_for_a_page_or_for_markdown(shape: str) -> None:
    wrong = [name for name, text in _texts(BENCH / "text" / shape) if media_type(text) != PLAIN]
    assert wrong == []


@pytest.mark.skipif(not BENCH.exists(), reason="the pages of the cleaning bench are not here")
def test_every_saved_page_is_html() -> None:
    wrong = [name for name, text in _texts(BENCH / "html") if media_type(text) != HTML]
    assert wrong == []


def _texts(folder: Path) -> list[tuple[str, str]]:
    paths = sorted(folder.iterdir())[::5]
    read = [
        (path.name, gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())
        for path in paths
    ]
    return [(name, decode(data).text) for name, data in read if data.strip()]
