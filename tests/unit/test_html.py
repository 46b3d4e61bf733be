"""Of a page all blocks are kept in order; its own part is voted for, and everything else says why not."""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from storage.article import Kind, Role
from storage.cleaning.html.page import read_html
from storage.cleaning.reasons import word
from storage.cleaning.segments import Page, Segment

BENCH = Path(__file__).parents[3] / "shared" / "cleaning-bench"

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


def test_the_prose_of_a_page_is_voted_for_and_nothing_else() -> None:
    read = site()
    assert [segment.text for segment in read.segments if segment.vote and segment.kind is Kind.PARAGRAPH] == PROSE
    assert one(read, "Home").vote is False
    assert one(read, "All rights").vote is False


def test_all_blocks_are_there_in_the_order_of_the_page() -> None:
    texts = [segment.text for segment in site().segments]
    assert texts == ["Home", "World", "Sport", "A quiet harbour", *PROSE, texts[-1]]


def test_what_stands_in_a_menu_or_a_footer_says_so() -> None:
    read = site()
    assert (one(read, "World").hint, why(one(read, "World"))) == (Role.NAVIGATION, "stands in the page's navigation")
    assert (one(read, "All rights").hint, why(one(read, "All rights"))) == (Role.LEGAL, "stands in the page's footer")


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("share-buttons", Role.SHARE),
        ("articleComments", Role.COMMENT),
        ("related_stories", Role.RELATED),
        ("newsletter-box", Role.PROMOTION),
        ("breadcrumbs", Role.NAVIGATION),
        ("cookie-notice", Role.LEGAL),
    ],
)
def test_names_of_a_part_give_its_blocks_a_role(name: str, role: Role) -> None:
    words = "These are words that nobody came to this page for, and yet they are a sentence."
    below = f"<div class='{name}'><p>{words}</p></div>"
    block = one(site(below=below), "These are words")
    assert (block.vote, block.hint) == (False, role)
    assert why(block).startswith("marked up as ")


def test_a_name_on_what_holds_the_whole_text_says_nothing() -> None:
    read = page(f"<div class='content with-sidebar'><h1>A quiet harbour</h1>{STORY}</div>")
    assert [segment.text for segment in read.segments if segment.vote and segment.kind is Kind.PARAGRAPH] == PROSE


@pytest.mark.parametrize("how", ["hidden", "style='display:none'", "aria-hidden=true"])
def test_what_the_page_does_not_show_is_hidden_with_its_reason(how: str) -> None:
    block = one(
        site(STORY + f"<p {how}>You have read all of your free articles for this month, dear reader.</p>"), "You have"
    )
    assert block.vote is False
    assert why(block).startswith("the page itself does not show it")


def test_an_article_that_waits_for_a_click_is_read_all_the_same() -> None:
    read = site(f"<p>{PROSE[0]}</p><div style='display:none'>{''.join(f'<p>{line}</p>' for line in PROSE[1:])}</div>")
    assert [segment.text for segment in read.segments if segment.vote and segment.kind is Kind.PARAGRAPH] == PROSE


def test_a_list_of_links_says_how_many_of_its_words_are_links() -> None:
    below = "<div><p><a href=/a>One other story</a> <a href=/b>and one more</a></p></div>"
    assert why(one(site(below=below), "One other")) == "link list: 6 of 6 words are links"


def test_a_caption_is_one_and_is_kept_inside_the_article() -> None:
    figure = (
        "<figure><img src=x alt='The quay at night'><figcaption>The quay at night, in winter</figcaption></figure>"
    )
    block = one(
        site(f"<p>{PROSE[0]}</p>{figure}{''.join(f'<p>{line}</p>' for line in PROSE[1:])}"), "The quay at night,"
    )
    assert (block.hint, block.vote) == (Role.CAPTION, True)
    assert why(block) == "caption: marked up as one (figcaption)"


def test_the_words_for_a_picture_give_way_to_its_caption() -> None:
    caption = "<figcaption>The quay at night, in winter</figcaption>"
    figure = f"<figure><img src=x alt='Some boats in the dark'>{caption}</figure>"
    block = one(site(f"<p>{PROSE[0]}</p>{figure}{STORY}"), "Some boats")
    assert (block.kind, block.vote) == (Kind.FIGURE, False)
    assert why(block) == "alternative text of a picture with a caption of its own: The quay at night, in winter"


def test_a_picture_without_a_caption_is_kept_by_its_words() -> None:
    block = one(site(f"<p>{PROSE[0]}</p><img src=x alt='Some boats in the dark'>{STORY}"), "Some boats")
    assert (block.kind, block.vote, block.hint) == (Kind.FIGURE, True, Role.CAPTION)


def test_prose_that_touches_the_article_is_its_own() -> None:
    read = site(
        STORY + "<p>A line that an extractor may leave out, yet it stands there like all of the others above.</p>"
    )
    assert one(read, "A line").vote


def test_a_standfirst_is_the_lead() -> None:
    block = one(
        site(above="<p class=standfirst>What happened when the ferry did not come back one morning</p>"),
        "What happened",
    )
    assert (block.hint, block.vote) == (Role.LEAD, True)


def test_byline_and_date_are_read_and_hidden() -> None:
    above = "<div class=byline>By Jane Doe</div><time datetime='2020-02-20T07:02:13+09:00'>20 Feb 2020</time>"
    read = site(above=above, head="<title>A quiet harbour</title><meta name=author content='Jane Doe'>")
    assert (read.facts.authors, read.facts.published) == (("Jane Doe",), "2020-02-20T07:02:13+09:00")
    assert why(one(read, "By Jane")) == "byline: read as author Jane Doe"
    assert why(one(read, "20 Feb")) == "date: read as published 2020-02-20T07:02:13+09:00"


def test_a_table_and_code_between_paragraphs_belong_to_the_article() -> None:
    table = "<table><tr><th>year<th>ships<tr><td>1913<td>40</table><pre>x = 1</pre>"
    read = site(f"<p>{PROSE[0]}</p><p>{PROSE[1]}</p>{table}<p>{PROSE[2]}</p><p>{PROSE[3]}</p>")
    assert one(read, "year").vote
    assert one(read, "x = 1").vote


def test_every_block_that_is_not_the_article_has_a_reason() -> None:
    read = site(below="<div><p>Short</p><img alt='some logo'><hr><p><a href=/x>More</a></p></div>")
    assert all(segment.because for segment in read.segments if not segment.vote)


def test_a_page_of_a_few_words_is_read() -> None:
    assert [segment.text for segment in read_html("<p>Just these words.").segments] == ["Just these words."]


def test_a_page_without_any_text_has_no_segment() -> None:
    assert read_html("<html><head><title>only a title</title></head><body></body></html>").segments == ()


@pytest.mark.slow
@pytest.mark.skipif(not BENCH.exists(), reason="the pages of the cleaning bench are not here")
def test_the_pages_of_the_bench_are_read_as_well_as_we_say() -> None:
    score = _scorer()
    overlaps = []
    for line in (BENCH / "truth.jsonl").read_text().splitlines():
        truth = json.loads(line)
        if truth["set"] == "aeb":
            text = gzip.decompress((BENCH / "html" / f"{truth['id']}.html.gz").read_bytes()).decode(
                "utf-8", "replace"
            )
            voted = [one for one in read_html(text).segments if one.vote and one.hint in (None, Role.LEAD)]
            overlaps.append(score.overlap(truth["text"], "\n\n".join(segment.text for segment in voted)))
    assert score.shingle_f1(overlaps) >= 0.965


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_score", BENCH / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["bench_score"] = module
    spec.loader.exec_module(module)
    return module
