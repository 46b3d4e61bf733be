"""Markdown comes over with its forms and styles; its HTML is text, and its front matter says what the page is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.block import InlineStyle, Kind
from storage.cleaning.markdown import read_markdown
from storage.cleaning.segments import Page, Segment
from storage.text import sanitise
from tests.pace import in_fair_time


def read(text: str) -> list[Segment]:
    return list(read_markdown(text).segments)


def styles(segment: Segment) -> list[tuple[str, str, str]]:
    return [(segment.text[one.start : one.end], one.style.value, one.url) for one in segment.inlines]


def test_headings_paragraphs_and_rules_come_in_order() -> None:
    page = read("# One\n\nTwo *lines*\nof text.\n\n---\n\nThree\n-----\n")
    assert [(segment.kind, segment.text) for segment in page] == [
        (Kind.HEADING_1, "One"),
        (Kind.PARAGRAPH, "Two lines of text."),
        (Kind.RULE, ""),
        (Kind.HEADING_2, "Three"),
    ]


@pytest.mark.parametrize("opening", ["> ", "- ", "1. ", "> - "])
@pytest.mark.parametrize("depth", [10, 49, 50, 99, 100, 101, 5000])
def test_no_text_is_lost_however_deep_it_is_nested(opening: str, depth: int) -> None:
    page = read(f"Before.\n\n{opening * depth}Deep down.\n\nAfter.\n")
    assert [segment.text for segment in page] == ["Before.", "Deep down.", "After."]


def test_inline_styles_keep_their_place() -> None:
    (paragraph,) = read('a *b* **c** `d` ~~e~~ [f](https://example.org/f "t") g')
    assert paragraph.text == "a b c d e f g"
    assert styles(paragraph) == [
        ("b", "emphasis", ""),
        ("c", "strong", ""),
        ("d", "code", ""),
        ("e", "strike", ""),
        ("f", "link", "https://example.org/f"),
    ]


@pytest.mark.parametrize("target", ["x.html", "#here", "gopher://example.org/", "tel:+4912345"])
def test_a_link_that_leads_to_no_page_is_only_its_words(target: str) -> None:
    (paragraph,) = read(f"see [the words]({target}) here")
    assert (paragraph.text, paragraph.inlines) == ("see the words here", ())


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_a_link_that_could_do_harm_stays_text(target: str) -> None:
    (paragraph,) = read(f"see [the words]({target}) here")
    assert paragraph.inlines == ()
    assert "the words" in paragraph.text


def test_lists_have_depth_and_markers() -> None:
    items = read("- one\n- two\n  1. inner\n  2. next\n- three\n\n  goes on\n")
    assert [(item.text, item.depth, item.marker) for item in items] == [
        ("one", 0, "•"),
        ("two", 0, "•"),
        ("inner", 1, "1."),
        ("next", 1, "2."),
        ("three", 0, "•"),
        ("goes on", 0, ""),
    ]
    assert {item.kind for item in items} == {Kind.LIST_ITEM}


def test_quotes_have_depth() -> None:
    assert [(quote.text, quote.kind, quote.depth) for quote in read("> one\n>\n> > two\n")] == [
        ("one", Kind.QUOTE, 0),
        ("two", Kind.QUOTE, 1),
    ]


def test_code_keeps_its_lines_and_tables_their_cells() -> None:
    code, table = read("```python\nif x:\n    y()\n```\n\n| a | b |\n|---|---|\n| 1 | *2* |\n")
    assert (code.kind, code.text) == (Kind.CODE, "if x:\n    y()")
    assert (table.kind, table.text) == (Kind.TABLE, "a\tb\n1\t2")


def test_html_is_shown_as_its_text_and_never_read() -> None:
    assert [segment.text for segment in read("<div onclick=x>inside</div>\n\na <b>b</b><br>c\n")] == [
        "inside",
        "a b c",
    ]


def test_a_picture_alone_is_a_figure() -> None:
    (figure,) = read("![a boat in the harbour](boat.png)\n")
    assert (figure.kind, figure.text) == (Kind.FIGURE, "a boat in the harbour")


def test_front_matter_says_what_the_page_is() -> None:
    page: Page = read_markdown(
        '---\ntitle: "A title: with a colon"\nauthors:\n  - Jane Doe\n  - John Roe\ndate: 2020-02-20T07:02:13+09:00\n'
        "source: https://example.org/page\nsite: The Ledger\nlang: en_GB\ntags: [a, b]\n---\n\nWords.\n"
    )
    facts = page.facts
    assert (facts.title, facts.authors, facts.published) == (
        "A title: with a colon",
        ("Jane Doe", "John Roe"),
        "2020-02-20T07:02:13+09:00",
    )
    assert (facts.url, facts.site, facts.language) == ("https://example.org/page", "The Ledger", "en-GB")
    assert [segment.text for segment in page.segments] == ["Words."]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert [segment.text for segment in read("---\n\nWords: here.\n\n---\n\nMore.\n")] == [
        "",
        "Words: here.",
        "",
        "More.",
    ]


def test_everything_is_the_article_but_lists_of_links() -> None:
    page = read("- [Home](/)\n- [News](/news)\n- [Sport](/sport)\n\n# Head\n\nWords that are read.\n\n- an item\n")
    assert [segment.vote for segment in page] == [False, False, False, True, True, True]


@pytest.mark.parametrize(
    "text",
    ["[" * 20_000, "*a **a " * 8_000, "> " * 20_000 + "x", "[a](<b" * 8_000, "`" * 9 + "e`" * 9_000, "<a " * 20_000,
     "".join("  " * depth + "- x\n" for depth in range(800)), "|x" * 3000 + "|\n" + "|-" * 3000 + "|\n"],
    ids=["brackets", "emphasis", "quotes", "links", "backticks", "tags", "lists", "table"],
)  # fmt: skip
def test_endless_nesting_takes_no_endless_time(text: str) -> None:
    assert in_fair_time(lambda: read(f"words\n\n{text}\n"), 10)


@given(st.text(alphabet="ab *_`[]()<>#-|>!&;1.\n\\\x1b\x9b\t", max_size=120))
def test_any_markdown_is_harmless_and_its_styles_lie_inside(text: str) -> None:
    for segment in read(text):
        assert segment.text == sanitise(segment.text)
        assert segment.kind in (Kind.CODE, Kind.TABLE) or "\n" not in segment.text
        for inline in segment.inlines:
            assert 0 <= inline.start < inline.end <= len(segment.text)
            assert (inline.style is InlineStyle.LINK) == bool(inline.url)


def test_a_character_reference_brings_no_control_character() -> None:
    assert [segment.text for segment in read("a&#27;[31mb &#x9b;c\n")] == ["a\ufffd[31mb \ufffdc"]


@pytest.mark.parametrize("signs", ["![a](", "[a](", "[a][", "![", "<a ", "`a``", "<!--", "*a_"], ids=range(8))
def test_a_paragraph_of_nothing_but_openings_is_read_in_bounded_time(signs: str) -> None:
    page = in_fair_time(lambda: read_markdown("# Head\n\n" + signs * 50_000), 20)
    assert len(page.segments) >= 1


def test_a_paragraph_with_more_links_than_anybody_wrote_keeps_their_words() -> None:
    page = read_markdown("[word](http://example.org) " * 2000)
    assert page.segments[0].text.count("word") == 2000


def test_comments_in_markup_go_and_what_stands_between_them_stays() -> None:
    page = read_markdown("<div><!-- one > two -->kept<!-- three --> too</div>\n")
    assert [segment.text for segment in page.segments] == ["kept too"]
