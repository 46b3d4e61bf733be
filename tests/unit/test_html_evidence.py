"""What the markup of a page says of its blocks, as numbers, tells an article from what stands around it."""

from __future__ import annotations

import numpy as np
import pytest

from storage.cleaning.html.evidence import GROUPS, NAMES
from storage.cleaning.html.page import read_html
from storage.cleaning.html.traits import TRAITS, traits_of
from storage.cleaning.segments import Markup, Page
from tests.pace import in_fair_time

LINE = "The harbour lay quiet that morning, and nobody in the town could say when the ferry would come back again."
OTHER = "I was there on that day and what they write is wrong, for the ferry came back long before the evening did."
STORY = f"<p>{LINE}</p>" * 3


def read(body: str, head: str = "<title>A quiet harbour</title>") -> Page:
    return read_html(f"<html><head>{head}</head><body>{body}</body></html>")


def markup(page: Page) -> Markup:
    assert page.markup is not None
    return page.markup


def of(page: Page, name: str) -> list[float]:
    """A feature of each block of a page, rounded."""
    return [round(float(value), 2) for value in markup(page).columns[:, NAMES.index(name)]]


def test_a_page_has_one_row_a_block_and_one_column_a_name() -> None:
    page = read(f"<h1>A quiet harbour</h1>{STORY}<hr><img src=x alt='some boats there'>")
    assert markup(page).columns.shape == (6, len(NAMES))
    assert markup(page).columns.dtype == np.float32
    assert np.isfinite(markup(page).columns).all()
    assert len(markup(page).containers) == len(markup(page).paths) == 6


def test_names_are_each_said_once_and_in_groups() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert [name for names in GROUPS.values() for name in names] == list(NAMES)


@pytest.mark.parametrize("text", ["", "<!-- -->", "<frameset>", "<title>x</title>", "\0"])
def test_a_page_without_blocks_has_no_rows(text: str) -> None:
    assert markup(read_html(text)).columns.shape == (0, len(NAMES))


def test_shares_are_of_the_page_s_prose() -> None:
    page = read(f"<div>{STORY}</div><div><p>{OTHER}</p></div>")
    assert of(page, "share in its container") == [0.75, 0.75, 0.75, 0.25]
    assert of(page, "share with the same path") == [1, 1, 1, 1]
    assert of(page, "share beside with the same tag and class") == [0.75, 0.75, 0.75, 0.25]


def test_the_container_of_the_article_is_found_and_steps_to_it_are_counted() -> None:
    page = read(f"<div><section>{STORY}</section></div><div><div><p>{OTHER}</p></div></div>")
    assert of(page, "in the best container") == [1, 1, 1, 0]
    assert of(page, "steps to the best container") == [1, 1, 1, 5]
    assert of(page, "blocks to the best container") == [0, 0, 0, 1]


def test_a_longer_thread_of_comments_is_no_article_where_its_names_tell() -> None:
    page = read(f"<div>{STORY * 3}</div><div class=comments>{f'<p>{OTHER}</p>' * 10}</div>")
    assert of(page, "in the best container without the doubtful") == [1] * 9 + [0] * 10


def test_a_name_on_what_holds_nearly_all_says_nothing() -> None:
    page = read(f"<div class='with-comments'>{STORY}</div>")
    assert of(page, "above comment-word") == [0, 0, 0]


def test_paragraphs_share_a_parent_and_teasers_do_not() -> None:
    teasers = "".join(f"<div><h3>Other {n}</h3><p>{OTHER}</p></div>" for n in range(3))
    page = read(f"<article>{STORY}</article><section>{teasers}</section>")
    fellows = of(page, "blocks a parent with the same path")
    assert (fellows[0], fellows[4]) == (3, 1)


def test_links_count_by_their_share_of_the_text() -> None:
    page = read("<p><a href=x>all of it</a></p><p>none of it</p><p>ab <a href=y>cd</a></p>")
    assert of(page, "link share") == [1, 0, 0.4]


def test_what_the_head_says_is_found_on_the_page() -> None:
    data = f'{{"@type": "Article", "headline": "A quiet harbour", "articleBody": "{LINE}"}}'
    script = f"<script type='application/ld+json'>{data}</script>"
    page = read(f"<h1>A quiet harbour</h1><p>{LINE}</p><p>{OTHER}</p>", f"<title>A quiet harbour</title>{script}")
    assert of(page, "words shared with the title") == [1, 0.19, 0]
    assert of(page, "blocks since the title") == [0, 1, 2]
    assert of(page, "in the structured text") == [0, 1, 0]


def test_names_of_inline_elements_count_for_their_block() -> None:
    page = read("<p><span class=byline>By Jane Doe</span> <time>today</time></p><p>else</p>")
    assert of(page, "near byline-word") == [1, 0]
    assert of(page, "near time") == [1, 0]


def test_traits_are_read_from_words_within_names() -> None:
    def named(names: str) -> set[str]:
        return {trait for number, trait in enumerate(TRAITS) if traits_of("div", names) >> number & 1}

    assert "body-word" in named("articleBody_x1")
    assert "comment-word" in named("js-comment-list")
    assert named("xyz q") == set()
    assert len(TRAITS) <= 63


@pytest.mark.parametrize(
    "body",
    [
        "<div class=a>" * 100_000 + LINE,
        "<table><tr><td>" * 5_000 + LINE,
        f"<p>{LINE}</p>" * 20_000,
        "<br>".join("line" for _ in range(50_000)),
        "<header>" * 3_000 + "x",
        "<a href=/x>word</a> " * 50_000,
        "x" * 3_000_000,
        f"<p class='{' '.join(f'c{n}' for n in range(50_000))}'>{LINE}</p>",
        "<i>" * 3_000 + "".join(f"<p>{n}" for n in range(3_000)),
        "<figure><img alt='boats in the dark'></figure>" * 20_000,
    ],
    ids=["nested", "tables", "paragraphs", "breaks", "headers", "links", "line", "classes", "styles", "pictures"],
)
def test_absurd_pages_are_read_in_bounded_time(body: str) -> None:
    page = in_fair_time(lambda: read_html(body), 20)
    assert page.segments
    assert len(markup(page).columns) == len(page.segments)


@pytest.mark.slow
def test_a_page_of_a_million_children_is_read() -> None:
    page = in_fair_time(lambda: read_html("<body>" + "<p>x" * 1_000_000), 90)
    assert len(page.segments) == 1_000_000
