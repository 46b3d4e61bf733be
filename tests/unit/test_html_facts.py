"""A page's title, authors, date, site, language and address, in the order in which its words are trusted."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.cleaning.html.page import read_html
from storage.cleaning.said import as_authors, as_language, as_published
from storage.cleaning.segments import PageFacts

PROSE = "<p>" + "The harbour lay quiet that morning, and nobody could say when the ferry would be back. " * 4 + "</p>"


def facts(head: str, body: str = f"<h1>A heading</h1>{PROSE}", attributes: str = "") -> PageFacts:
    return read_html(f"<!doctype html><html {attributes}><head>{head}</head><body>{body}</body></html>").facts


def ld(**fields: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **fields})}</script>"


def test_the_title_is_the_heading_that_agrees_with_the_head() -> None:
    body = f"<h1>The Ledger</h1><h2>Quiet harbour waits for its ferry</h2>{PROSE}"
    assert (
        facts("<title>Quiet harbour waits for its ferry - The Ledger</title>", body).title
        == "Quiet harbour waits for its ferry"
    )


def test_without_such_a_block_the_head_is_believed() -> None:
    head = "<meta property=og:title content='Quite another title'><title>Quite another title | The Ledger</title>"
    assert facts(head, PROSE).title == "Quite another title"
    assert (
        facts("<title>The longest piece of them all | The Ledger</title>", PROSE).title
        == "The longest piece of them all"
    )


def test_structured_data_is_trusted_first() -> None:
    found = facts(
        ld(
            headline="A heading",
            datePublished="2020-02-20T07:02:13+09:00",
            author=[{"@type": "Person", "name": "Jane Doe"}, {"name": "John Roe"}],
            publisher={"name": "The Ledger"},
            inLanguage="de",
            url="https://example.org/a",
        )
        + "<meta name=author content='Somebody Else'><meta name=date content=1999-01-01>"
    )
    assert found == PageFacts(
        "A heading",
        ("Jane Doe", "John Roe"),
        "The Ledger",
        "2020-02-20T07:02:13+09:00",
        "de",
        "https://example.org/a",
    )


def test_a_graph_of_nodes_is_searched_for_the_article() -> None:
    graph = {"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["Thing", "BlogPosting"], "headline": "y",
             "author": "Jane Doe"}]}  # fmt: skip
    assert facts(f"<script type='application/ld+json'>{json.dumps(graph)};</script>").authors == ("Jane Doe",)


@pytest.mark.parametrize("broken", ["{", "[" * 100_000, "null", "3", '{"@type": {"a": 1}}', '"NewsArticle"'])
def test_structured_data_that_makes_no_sense_is_passed_over(broken: str) -> None:
    assert facts(f"<script type='application/ld+json'>{broken}</script>").title == "A heading"


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:published_time' content='2021-03-04T10:00:00Z'>",
        "<meta itemprop=datePublished content='2021-03-04T11:00:00+01:00'>",
        "<meta name=DC.date.issued content=2021-03-04>",
    ],
)
def test_meta_elements_say_when_it_was_published(head: str) -> None:
    assert facts(head).published.startswith("2021-03-04")


def test_a_time_element_says_when_it_was_published() -> None:
    body = f"<article><h1>A heading</h1><time datetime='2021-03-04'>Thursday</time>{PROSE}</article>"
    assert facts("", body).published == "2021-03-04"


def test_language_site_and_address() -> None:
    head = (
        "<meta property=og:site_name content='The Ledger'><link rel=canonical href='javascript:x'>"
        "<meta property=og:url content='https://example.org/a'>"
    )
    found = facts(head, attributes="lang=en_gb")
    assert (found.language, found.site, found.url) == ("en-gb", "The Ledger", "https://example.org/a")


def test_nothing_in_the_facts_can_steer_a_terminal() -> None:
    evil = "x&#27;]0;y&#7;&#x9b;31m"
    found = facts(
        f"<title>{evil}</title><meta name=author content='Jane {evil}'><meta property=og:site_name content='{evil}'>"
    )
    assert not any(char in f"{found}" for char in ("\x1b", "\x07", "\x9b"))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2020-02-20", "2020-02-20"),
        ("2020-02-20T07:02:13+09:00", "2020-02-20T07:02:13+09:00"),
        ("2020-02-20T07:02:13+0900", "2020-02-20T07:02:13+09:00"),
        ("2020-02-20T07:02Z", "2020-02-20T07:02:00+00:00"),
        ("2020-02-20 07:02:13.123 UTC", "2020-02-20T07:02:13+00:00"),
        ("2020-02-20T07:02:13", "2020-02-20"),
        ("20200220", "2020-02-20"),
        ("Thu, 20 Feb 2020 07:02:13 +0900", "2020-02-20T07:02:13+09:00"),
        ("20 February 2020", "2020-02-20"),
        ("2020-02-31", ""),
        ("2020-02-20T99:99:99Z", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_dates_come_in_one_form(written: str, expected: str) -> None:
    assert as_published(written) == expected


@pytest.mark.parametrize(
    ("written", "names"),
    [
        (["By Jane Doe and John Roe"], ("Jane Doe", "John Roe")),
        (["Von Jana Dö, Jan Rö"], ("Jana Dö", "Jan Rö")),
        (["Jane Doe", "JANE DOE"], ("Jane Doe",)),
        (["Jane Doe, Political Editor"], ("Jane Doe",)),
        (["https://example.org/jane", "jane@example.org", "The Ledger", "admin"], ()),
    ],
)
def test_bylines_become_names(written: list[str], names: tuple[str, ...]) -> None:
    assert as_authors(written, "The Ledger") == names


@pytest.mark.parametrize(
    ("written", "tag"), [("en", "en"), ("de_DE", "de-DE"), ("x\x1b[31m", ""), ("english text", ""), (None, "")]
)
def test_languages_are_tags_or_nothing(written: str | None, tag: str) -> None:
    assert as_language(written) == tag


@given(st.text())
def test_any_words_give_a_date_or_nothing(written: str) -> None:
    assert as_published(written) == "" or as_published(as_published(written)) == as_published(written)
