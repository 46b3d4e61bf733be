"""Of a page all blocks are there in order; its markup says which part of it each is, and why."""

from __future__ import annotations

import pytest

from storage.block import Kind, Role
from storage.cleaning.html.page import read_html
from storage.cleaning.reasons import word
from storage.cleaning.segments import Page, Segment

PROSE = [
    "The harbour lay quiet that morning, and nobody in the town could say when the ferry would come back again.",
    "By noon the letter had been read in every kitchen, though its writer had asked that it be burned at once.",
    "She said that the council would meet again on Thursday, when the engineers had finished their measurements.",
    "Nobody expected the old bridge to be closed for longer than a week, but the winter had been hard on it.",
    "In the evening the lights were lit along the quay, as they had been in every year since the great flood.",
]
STORY = "".join(f"<p>{line}</p>" for line in PROSE)


def page(body: str, head: str = "<title>A quiet harbour | The Ledger</title>") -> Page:
    return read_html(f"<!doctype html><html lang='en-GB'><head>{head}</head><body>{body}</body></html>")


def site(inside: str = STORY, *, above: str = "", below: str = "", head: str | None = None) -> Page:
    body = f"""
        <nav><ul><li><a href=/>Home</a><li><a href=/w>World</a><li><a href=/s>Sport</a></ul></nav>
        <div class="wrap"><article class="story"><h1>A quiet harbour</h1>{above}{inside}</article>{below}</div>
        <footer><p>All rights reserved by The Ledger and by those who wrote for it.</p></footer>"""
    return page(body) if head is None else page(body, head)


def one(page: Page, beginning: str) -> Segment:
    (found,) = [segment for segment in page.segments if segment.text.startswith(beginning)]
    return found


def why(segment: Segment) -> str:
    assert segment.because is not None
    return word(segment.because)


def test_all_blocks_are_there_in_the_order_of_the_page() -> None:
    texts = [segment.text for segment in site().segments]
    assert texts == ["Home", "World", "Sport", "A quiet harbour", *PROSE, texts[-1]]


def test_nothing_is_said_against_the_paragraphs_of_an_article() -> None:
    story = [segment for segment in site().segments if segment.text in PROSE]
    assert [(segment.hint, segment.because) for segment in story] == [(None, None)] * len(PROSE)


def test_what_stands_in_a_menu_or_a_footer_says_so() -> None:
    read = site()
    assert (one(read, "World").hint, why(one(read, "World"))) == (Role.NAVIGATION, "stands in the page’s navigation")
    assert (one(read, "All rights").hint, why(one(read, "All rights"))) == (Role.LEGAL, "stands in the page’s footer")


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("share-buttons", Role.SHARE),
        ("articleComments", Role.COMMENT),
        ("comentarios", Role.COMMENT),
        ("related_stories", Role.RELATED),
        ("newsletter-box", Role.PROMOTION),
        ("breadcrumbs", Role.NAVIGATION),
        ("cookie-notice", Role.LEGAL),
    ],
)
def test_names_of_a_part_give_its_blocks_a_role(name: str, role: Role) -> None:
    words = "These are words that nobody came to this page for, and yet they are a sentence."
    block = one(site(below=f"<div class='{name}'><p>{words}</p></div>"), "These are words")
    assert block.hint is role
    assert why(block).startswith("marked up as ")


def test_a_name_on_what_holds_the_whole_text_says_nothing() -> None:
    read = page(f"<div class='content with-sidebar'><h1>A quiet harbour</h1>{STORY}</div>")
    assert {one(read, line).hint for line in PROSE} == {None}


def test_the_head_of_an_article_is_no_menu_and_that_of_the_page_is_one() -> None:
    read = page(f"<header><p>The Ledger, daily</p></header><header><h1>A quiet harbour</h1></header>{STORY}")
    assert (one(read, "The Ledger").hint, one(read, "A quiet").hint) == (Role.NAVIGATION, None)


@pytest.mark.parametrize("how", ["hidden", "style='display:none'", "aria-hidden=true"])
def test_what_the_page_does_not_show_says_so(how: str) -> None:
    line = "You have read all of your free articles for this month, dear reader."
    assert why(one(site(STORY + f"<p {how}>{line}</p>"), "You have")).startswith("the page itself does not show it")


def test_a_list_of_links_says_how_many_of_its_words_are_links() -> None:
    below = "<div><p><a href=/a>One other story</a> <a href=/b>and one more</a></p></div>"
    assert why(one(site(below=below), "One other")) == "link list: 6 of 6 words are links"


def test_a_caption_is_one() -> None:
    caption = "<figcaption>The quay at night, in winter</figcaption>"
    figure = f"<figure><img src=x alt='The quay at night'>{caption}</figure>"
    block = one(site(f"<p>{PROSE[0]}</p>{figure}{STORY}"), "The quay at night,")
    assert (block.hint, why(block)) == (Role.CAPTION, "caption: marked up as one (figcaption)")


def test_a_caption_said_again_is_a_duplicate() -> None:
    figure = "<div class=caption>The quay at night, in winter</div>"
    first, second = [one for one in site(figure + STORY + figure).segments if one.text.startswith("The quay")]
    assert (first.hint, second.hint) == (Role.CAPTION, Role.DUPLICATE)


def test_the_words_for_a_picture_give_way_to_its_caption() -> None:
    caption = "<figcaption>The quay at night, in winter</figcaption>"
    figure = f"<figure><img src=x alt='Some boats in the dark'>{caption}</figure>"
    block = one(site(f"<p>{PROSE[0]}</p>{figure}{STORY}"), "Some boats")
    assert (block.kind, block.hint) == (Kind.FIGURE, Role.DUPLICATE)
    assert why(block) == "alternative text of a picture with a caption of its own: The quay at night, in winter"


def test_the_words_for_a_picture_without_a_caption_are_one() -> None:
    block = one(site(f"<p>{PROSE[0]}</p><img src=x alt='Some boats in the dark'>{STORY}"), "Some boats")
    assert (block.kind, block.hint) == (Kind.FIGURE, Role.CAPTION)


def test_a_standfirst_is_the_lead() -> None:
    above = "<p class=standfirst>What happened when the ferry did not come back one morning</p>"
    block = one(site(above=above), "What happened")
    assert (block.hint, why(block)) == (Role.LEAD, "lead: marked up as standfirst")


def test_the_words_that_a_page_announces_itself_with_are_the_lead() -> None:
    line = "What happened when the ferry did not come back one morning"
    head = f"<title>A quiet harbour</title><meta name=description content='{line}'>"
    assert one(site(above=f"<p>{line}</p>", head=head), "What happened").hint is Role.LEAD


def test_a_teaser_far_from_the_text_is_no_lead() -> None:
    below = "<p class=summary>What happened when the ferry did not come back one morning</p>" * 2
    assert {segment.hint for segment in site(below=below).segments if segment.text.startswith("What")} == {None}


def test_byline_and_date_are_read() -> None:
    above = "<div class=byline>By Jane Doe</div><time datetime='2020-02-20T07:02:13+09:00'>20 Feb 2020</time>"
    read = site(above=above, head="<title>A quiet harbour</title><meta name=author content='Jane Doe'>")
    assert (read.facts.authors, read.facts.published) == (("Jane Doe",), "2020-02-20T07:02:13+09:00")
    assert why(one(read, "By Jane")) == "byline: read as author Jane Doe"
    assert why(one(read, "20 Feb")) == "date: read as published 2020-02-20T07:02:13+09:00"


def test_a_page_of_a_few_words_is_read() -> None:
    assert [segment.text for segment in read_html("<p>Just these words.").segments] == ["Just these words."]


def test_a_page_without_any_text_has_no_segment() -> None:
    assert read_html("<html><head><title>only a title</title></head><body></body></html>").segments == ()
