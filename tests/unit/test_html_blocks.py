"""A page becomes all its blocks, in order, with their forms, styles and what the page itself hides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.block import Kind
from storage.cleaning.html.blocks import HtmlBlock, blocks_of
from storage.cleaning.html.tree import parse
from storage.cleaning.links import Links
from storage.text import sanitise
from tests.pace import in_fair_time


def blocks(html: str, base: str = "") -> list[HtmlBlock]:
    return blocks_of(parse(html), Links(base))


def shape(html: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in blocks(html)]


def styles(block: HtmlBlock) -> list[tuple[str, str, str]]:
    return [(block.text[one.start : one.end], one.style.value, one.url) for one in block.inlines]


def test_text_is_parted_at_block_elements_only() -> None:
    assert shape("<div>one <b>two</b><p>three <span>four</span></p>five</div>six") == [
        ("paragraph", "one two"),
        ("paragraph", "three four"),
        ("paragraph", "five"),
        ("paragraph", "six"),
    ]


def test_headings_quotes_code_and_rules_are_known() -> None:
    assert shape("<h1>a<br>b</h1><blockquote><p>c</blockquote><pre>d\n  e <b>f</b></pre><hr><h6>g</h6>") == [
        ("heading-1", "a b"),
        ("quote", "c"),
        ("code", "d\n  e f"),
        ("rule", ""),
        ("heading-6", "g"),
    ]


def test_prose_that_was_pasted_in_as_it_stood_is_paragraphs() -> None:
    lines = [
        "The canal between Little Sedge and the sea is eleven miles long and was dug",
        "by four hundred men with spades in the two summers before the great frost.",
        "They were paid by the yard, and a yard was measured by the foreman's arm.",
    ]
    more = [line.replace("canal", "railway").replace("dug", "laid") for line in lines]
    html = "<pre>" + "\n".join((*lines, "", *more)) + "</pre>"
    assert shape(html) == [("paragraph", " ".join(lines)), ("paragraph", " ".join(more))]


def test_code_stays_code_however_long_it_is() -> None:
    code = "\n".join(f"    value_{n} = read(line[{n}])  # the next value of this line." for n in range(30))
    assert shape(f"<pre>def read_all(line):\n{code}</pre>") == [("code", f"def read_all(line):\n{code}")]


def test_breaks_part_lines() -> None:
    assert [text for _, text in shape("one<br>two<br><br>three")] == ["one", "two", "three"]


def test_white_space_is_one_space_and_styles_keep_their_place() -> None:
    (block,) = blocks("<p>\n  one <em> two\n </em>three<strong>four</strong> <code>five</code> <s>six</s></p>")
    assert block.text == "one two threefour five six"
    assert styles(block) == [
        ("two", "emphasis", ""),
        ("four", "strong", ""),
        ("five", "code", ""),
        ("six", "strike", ""),
    ]


def test_a_style_goes_on_in_the_next_block() -> None:
    first, second = blocks("<i>one<div>two</div></i>")
    assert (styles(first), styles(second)) == ([("one", "emphasis", "")], [("two", "emphasis", "")])


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://example.org/a?b#c", "https://example.org/a?b#c"),
        ("/x", "https://base.example/x"),
        ("x", "https://base.example/d/x"),
        ("//other.example/x", "https://other.example/x"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("#note", ""),
        ("javascript:alert(1)", ""),
        (" JavaScript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("data:text/html,x", ""),
        ("http://[broken", ""),
        ("https://example.org/\x1b]0;x", "https://example.org/]0;x"),
    ],
)
def test_links_are_absolute_and_safe_or_none(href: str, url: str) -> None:
    (block,) = blocks(f'<p><a href="{href}">words</a></p>', "https://base.example/d/e")
    assert [one.url for one in block.inlines] == ([url] if url else [])


def test_without_an_address_of_its_own_a_page_has_no_relative_links() -> None:
    assert blocks('<a href="/x">words</a>', "javascript:x")[0].inlines == ()


def test_lists_have_depth_markers_and_numbers() -> None:
    items = blocks("<ul><li>a<ul><li>b</ul><li>c<p>d</ul><ol start=3><li>e<li value=9>f<li>g</ol>")
    assert [(item.text, item.depth, item.marker) for item in items] == [
        ("a", 0, "•"),
        ("b", 1, "•"),
        ("c", 0, "•"),
        ("d", 0, ""),
        ("e", 0, "3."),
        ("f", 0, "9."),
        ("g", 0, "10."),
    ]
    assert {item.kind for item in items} == {Kind.LIST_ITEM}


def test_absurd_numbers_of_a_list_are_passed_over() -> None:
    items = blocks("<ol start=999999999999999999999><li value=-9e999>x<li>y</ol>")
    assert [item.marker for item in items] == ["1.", "2."]


def test_a_table_of_data_is_one_block() -> None:
    html = "<table><caption>Scores</caption><tr><th>a<th>b<tr><td>1<td>two<br>lines<tr><td><td></table>"
    assert shape(html) == [("table", "Scores\na\tb\n1\ttwo lines")]


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td><p>one</p></td><td><p>two</p></td></tr><tr><td>three<td></table>",
        "<table><tr><td>one<tr><td>two<tr><td>three</table>",
        "<table role=presentation><tr><td>one<td>two<tr><td>three</table>",
        "<table><tr><td>one<td><table><tr><td>two<td></table><tr><td>three<td></table>",
    ],
)
def test_a_table_that_only_lays_out_is_unpacked(html: str) -> None:
    assert shape(html) == [("paragraph", "one"), ("paragraph", "two"), ("paragraph", "three")]


@pytest.mark.parametrize(
    ("html", "how"),
    [
        ("<p hidden>x</p>", "hidden"),
        ("<div style='color:red; display : none'><p>x</p></div>", "display:none"),
        ("<p style='visibility:hidden'>x</p>", "visibility:hidden"),
        ("<p aria-hidden=true>x</p>", "aria-hidden"),
        ("<noscript><p>x</p></noscript>", "noscript"),
        ("<p>seen <span style='display:none'>x</span></p>", "display:none"),
    ],
)
def test_what_the_page_hides_is_there_and_says_so(html: str, how: str) -> None:
    assert [block.hidden for block in blocks(html) if block.text == "x"] == [how]


def test_scripts_templates_and_embedded_things_are_no_text() -> None:
    html = (
        "<script>a</script><style>b</style><template><p>c</p></template><iframe srcdoc=d>e</iframe>"
        "<svg><text>f</text></svg><object>g</object><select><option>h</select><textarea>i</textarea><!-- j -->"
        "<p>seen</p>"
    )
    assert shape(html) == [("paragraph", "seen")]


def test_pictures_with_words_stand_in_their_place() -> None:
    html = (
        "<p>one</p><img alt='a boat'><figure><img src=x><figcaption>its name</figcaption></figure>"
        "<p>two <img alt=😀></p>"
    )
    assert shape(html) == [
        ("paragraph", "one"),
        ("figure", "a boat"),
        ("figure", ""),
        ("paragraph", "its name"),
        ("paragraph", "two 😀"),
    ]


def test_a_picture_of_one_pixel_is_none() -> None:
    assert shape("<img alt='count me' width=1 height=1><p>x</p>") == [("paragraph", "x")]


def test_links_are_counted_wherever_they_lead() -> None:
    (block,) = blocks("<p>see <a href='x'>these two words</a></p>")
    assert (block.linked, block.linked_words, block.is_link_list) == (15, 3, True)


def test_references_to_control_characters_are_taken_out() -> None:
    assert shape("<p>a&#27;[31mb&#x9b;c&#0;d</p>")[0][1].count("\x1b") == 0
    assert shape("<h1>&#27;]0;x&#7;</h1>") == [("heading-1", "]0;x")]


def test_entities_of_a_document_s_own_are_not_expanded() -> None:
    html = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY l "ha">]><html><body><p>a &x; &l;</p></html>'
    )
    assert all("root:" not in block.text for block in blocks(html))


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000 + "deep" + "</div>" * 50_000,
        "<blockquote><ul><li><b><i>" * 3_000 + "deep",
        "".join(f"<p><b><i><a href='{n}'>x" for n in range(3_000)) + "deep",
        "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">deep",
        "<table><tr>" + "<td colspan=999999999 rowspan=999999999>x" * 50 + "<tr><td>y" * 2000 + "</table>deep",
        "<table><tr><td>" * 1000 + "deep",
        "<ul><li>" * 1000 + "deep",
    ],
    ids=["div", "mixed", "open", "attributes", "table", "tables", "lists"],
)
def test_absurd_pages_take_no_absurd_time_and_lose_no_text(html: str) -> None:
    found = in_fair_time(lambda: blocks(f"<p>first</p>{html}"), 10)
    assert "deep" in " ".join(block.text for block in found)


@given(st.text(alphabet="<>/abipdlu hr='\"=&#;x27\n\t\x1b\x9b\u202e", max_size=150))
def test_any_markup_gives_harmless_blocks(html: str) -> None:
    for block in blocks(html):
        assert block.text == sanitise(block.text)
        assert block.kind in (Kind.CODE, Kind.TABLE) or "\n" not in block.text
        assert all(0 <= one.start < one.end <= len(block.text) for one in block.inlines)


@given(st.lists(st.text(alphabet=st.characters(categories=["L", "Nd"]), min_size=1), min_size=1, max_size=8))
def test_no_word_of_a_page_is_lost(words: list[str]) -> None:
    tags = ("p", "b", "div", "li", "td", "i", "h2", "span")
    html = "".join(f"<{tag}>{word} " for tag, word in zip(tags, words, strict=False))
    assert " ".join(block.text for block in blocks(html)).split() == " ".join(words).split()
