"""What a page says of itself, in the shapes that pages really write it in."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.cleaning.html.page import read_html
from storage.cleaning.segments import PageFacts

PROSE = "<p>" + "The harbour lay quiet that morning, and nobody could say when the ferry would be back. " * 4 + "</p>"
HEADING = "Quiet harbour waits for its ferry"


def facts(head: str, body: str = f"<h1>{HEADING}</h1>{PROSE}", attributes: str = "") -> PageFacts:
    return read_html(f"<!doctype html><html {attributes}><head>{head}</head><body>{body}</body></html>").facts


def script(written: str) -> str:
    return f"<script type='application/ld+json'>{written}</script>"


@pytest.mark.parametrize(
    "written",
    [
        '{"@type": "NewsArticle", "headline": "A", "author": {"name": "Jane Doe"},}',
        '<!-- {"@type": "NewsArticle", "headline": "A", "author": {"name": "Jane Doe"}} -->',
        '{"@type": "WebSite"} {"@type": "NewsArticle", "headline": "A", "author": {"name": "Jane Doe"}};',
        '{"@type": "NewsArticle", "headline": "A", "author": {"@type": "Person", "name": "Jane Doe"}, oops',
        '[{"@type": ["Thing", "Recipe"], "name": "A", "author": [{"givenName": "Jane", "familyName": "Doe"}]}]',
        '{"@graph": [{"@type": "Article", "name": "A", "author": {"@id": "#j"}}, {"@id": "#j", "name": "Jane Doe"}]}',
    ],
)
def test_structured_data_is_read_however_it_is_written(written: str) -> None:
    assert facts(script(written)).authors == ("Jane Doe",)


def test_a_date_of_the_page_stands_in_for_one_of_the_article() -> None:
    graph = {"@graph": [{"@type": "WebPage", "datePublished": "2021-03-04T10:00:00+00:00"},
             {"@type": "Article", "headline": "A"}]}  # fmt: skip
    assert facts(script(json.dumps(graph))).published == "2021-03-04T10:00:00+00:00"


@pytest.mark.parametrize(
    "window",
    [
        f"{HEADING} | The Ledger",
        f"{HEADING} – The Ledger",
        f"The Ledger :: {HEADING}",
    ],
)
def test_the_name_of_the_site_is_no_part_of_a_title(window: str) -> None:
    head = f"<title>{window}</title><meta property=og:site_name content='The Ledger'>"
    assert facts(head).title == HEADING
    assert facts(head, PROSE).title == HEADING


def test_a_headline_that_is_not_shown_yields_to_the_first_heading_that_is_shared() -> None:
    head = script('{"@type": "NewsArticle", "headline": "Ferry news you must not miss"}')
    head += f"<meta property=og:title content='{HEADING}'>"
    assert facts(head).title == HEADING


def test_times_of_comments_and_teasers_are_not_the_articles() -> None:
    body = (
        f"<article><h1>{HEADING}</h1>{PROSE}<div class=comments><time datetime='2022-01-01'>x</time></div>"
        "<aside><time datetime='2023-01-01'>x</time></aside></article>"
    )
    assert facts("", body).published == ""


def test_the_address_tells_the_day_where_nothing_else_does() -> None:
    assert facts("<link rel=canonical href='https://example.org/2021/03/04/ferry'>").published == "2021-03-04"


@pytest.mark.parametrize(
    ("language", "day"), [("de", "2020-04-03"), ("en-GB", "2020-04-03"), ("en-US", "2020-03-04")]
)
def test_a_date_in_figures_is_read_as_the_language_writes_it(language: str, day: str) -> None:
    head = "<meta name=date content='03/04/2020'>"
    assert facts(head, attributes=f"lang={language}").published == day


def test_of_several_signatures_the_first_and_its_neighbours_count() -> None:
    body = (
        f"<h1>{HEADING}</h1><p><span><a rel=author>Ann Lee</a></span> <span><a rel=author>Bo Ek</a></span></p>{PROSE}"
        "<ul><li><span><a rel=author>Somebody Else</a></span></li></ul>"
    )
    assert facts("", body).authors == ("Ann Lee", "Bo Ek")


def test_a_trade_that_is_glued_to_a_name_is_cut_off() -> None:
    assert facts("<meta name=author content='Jana DöRedakteurin'>").authors == ("Jana Dö",)


@given(st.text(max_size=200), st.text(max_size=60))
def test_any_data_are_read_without_an_error(written: str, name: str) -> None:
    found = facts(script(written.replace("<", "")) + f"<title>{name.replace('<', '')}</title>")
    assert isinstance(found, PageFacts)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=20)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(["@type", "headline", "author", "name", "datePublished", "@graph", "@id", "publisher"]),
            st.one_of(inner, st.just("NewsArticle")),
            max_size=6,
        ),
    ),
    max_leaves=20,
)


@given(JSON)
def test_data_of_any_shape_are_read_without_an_error(value: object) -> None:
    assert isinstance(facts(script(json.dumps(value).replace("<", ""))), PageFacts)
