"""Links: only what a browser may open, each once, with the host that it really leads to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.block import Block, Inline, InlineStyle, Kind, Role
from tui.browser import is_address
from tui.cells import width_of
from tui.reading.links import Link, host_of, link_runs, links, links_in, matching


def block(text: str, *urls: str, kept: bool = True) -> Block:
    """A paragraph whose words are links, one after the other."""
    inlines = []
    at = 0
    for word, url in zip(text.split(), urls, strict=False):
        start = text.index(word, at)
        at = start + len(word)
        inlines.append(Inline(start, at, InlineStyle.LINK, url))
    return Block("p-1", Kind.PARAGRAPH, text, Role.BODY, kept, inlines=tuple(inlines))


def test_a_link_has_its_words_and_the_host_it_leads_to() -> None:
    (link,) = links([block("report and more", "https://rivers.example.org/2024")])
    assert (link.text, link.host, link.block, link.start) == ("report", "rivers.example.org", 0, 0)


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "mailto:a@b.example", "ftp://x.example/",
     "/relative", "https://", "https://x.example/\x1b[31m", "https://x.example/\u202egpj"],
)  # fmt: skip
def test_what_no_browser_may_open_is_left_out(url: str) -> None:
    assert links([block("click", url)]) == []


def test_an_address_is_listed_once_where_it_stands_first() -> None:
    page = [block("one two", "https://a.example/", "https://b.example/"), block("again", "https://a.example/")]
    assert [(link.text, link.url) for link in links(page)] == [
        ("one", "https://a.example/"),
        ("two", "https://b.example/"),
    ]
    assert [link.text for link in links_in(page, [1])] == ["again"]


def test_links_of_hidden_lines_are_not_those_of_the_article() -> None:
    assert links([block("menu", "https://a.example/", kept=False)]) == []


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("See https://a.example/report.", "https://a.example/report"),
        ("(https://a.example/x)", "https://a.example/x"),
        ("https://en.example/wiki/Knife_(tool), they say", "https://en.example/wiki/Knife_(tool)"),
        ("“https://a.example/?q=1&b=2”", "https://a.example/?q=1&b=2"),
    ],
)
def test_addresses_in_plain_text_are_links_without_the_signs_around_them(text: str, url: str) -> None:
    assert [link.url for link in links([block(text)])] == [url]


def test_a_host_cannot_hide_behind_a_name_or_look_alike_letters() -> None:
    assert host_of("https://bank.example@evil.example/login") == "evil.example"
    assert host_of("https://b\u0430nk.example/") == "xn--bnk-6cd.example"


def test_narrowing_looks_at_words_and_address() -> None:
    found = links([block("one two", "https://a.example/river", "https://b.example/")])
    assert [link.text for link in matching(found, "river")] == ["one"]
    assert [link.text for link in matching(found, "TWO b.ex")] == ["two"]


@given(st.text(max_size=60), st.text(st.sampled_from("htps:/.@[]x ()\u0430"), max_size=40), st.integers(1, 120))
def test_any_text_and_address_makes_harmless_lines_that_fit(text: str, url: str, width: int) -> None:
    page = Block("p-1", Kind.PARAGRAPH, f"{text} https://{url}", Role.BODY, True,
                 inlines=(Inline(0, len(text), InlineStyle.LINK, f"https://{url}"),))  # fmt: skip
    for link in links([page]):
        assert is_address(link.url)
        assert width_of(link_runs(link, width)) <= width + 2
    assert width_of(link_runs(Link(0, 0, "words", "https://a.example"), width)) <= max(width, 3)
