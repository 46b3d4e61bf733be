"""The small words around an article: folds, header, columns, minimap, and the text as it came."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.article import ArticleRecord
from storage.block import Block, Kind, Reason, Role
from storage.page import WholePage
from tests.pace import in_fair_time
from tui.reading import moves
from tui.reading.fold_words import fold_words
from tui.reading.folding import items_of
from tui.reading.geometry import make_geometry
from tui.reading.headline import day, headline
from tui.reading.margin import reason_in_margin
from tui.reading.matching import align, letters_to, offset_in, raw_blocks
from tui.reading.standing import flip_label, why_hidden
from tui.reading.view import View
from tui.widgets.minimap import column, ticks


def hidden(role: Role, cue: str = "share-words", *evidence: str) -> Block:
    return Block("p-1", Kind.PARAGRAPH, "text", role, False, Reason(cue, evidence))


def record(**changed: Any) -> ArticleRecord:
    values: dict[str, Any] = {
        "id": "x", "title": "The quiet return of the night train", "authors": (), "site": "The Ledger",
        "published": "2026-10-02", "language": "", "url": "", "media_type": "", "origin": "", "added": "",
        "source_sha256": "", "texts_sha256": "", "words": 10, "paragraph_count": 3,
    }  # fmt: skip
    return ArticleRecord(**(values | changed))


def test_a_fold_says_how_many_lines_what_they_are_and_what_is_marked_in_them() -> None:
    assert fold_words([hidden(Role.SHARE)]) == "▸ 1 line hidden · share links"
    assert fold_words([hidden(Role.SHARE)] * 2, 1) == "▸ 2 lines hidden · share links · 1 mark inside"
    several = [hidden(Role.OTHER), hidden(Role.NAVIGATION), hidden(Role.SHARE), *[hidden(Role.NAVIGATION)] * 1200]
    assert (
        fold_words(several, 2) == "▸ 1,203 lines hidden · menu (1201), share links (1), others (1) · 2 marks inside"
    )


def test_a_fold_of_many_kinds_tells_the_most_frequent() -> None:
    kinds = [Role.NAVIGATION] * 4 + [Role.SHARE] * 3 + [Role.DATE] * 2 + [Role.LEGAL, Role.COMMENT]
    assert fold_words(map(hidden, kinds)) == "▸ 11 lines hidden · menu (4), share links (3), dates (2), others (2)"


def test_a_fold_says_whose_decision_it_was_and_what_lines_without_a_part_are() -> None:
    assert fold_words([hidden(Role.BODY, "reader-hidden")]) == "▸ 1 line hidden · by you"
    assert fold_words([hidden(Role.SHARE, "rule-hidden", "Share this")]) == "▸ 1 line hidden · by a rule"
    assert fold_words([hidden(Role.OTHER, "after-article")] * 3) == "▸ 3 lines hidden · below the article"
    assert fold_words([hidden(Role.OTHER, "of-another-version")]) == "▸ 1 line hidden · other lines"


def test_a_fold_says_that_its_lines_recur_in_their_source() -> None:
    menu = [hidden(Role.NAVIGATION, "repeated-in-source", "8", "11")] * 14
    assert fold_words(menu) == "▸ 14 lines hidden · menu, repeated in 8 articles"
    mixed = [*menu, *[hidden(Role.DATE)] * 2]
    assert fold_words(mixed) == "▸ 16 lines hidden · menu (14), dates (2), 14 repeated in 8 articles"


def test_a_fold_of_one_line_says_why() -> None:
    one = [hidden(Role.DATE, "date-read", "2020-02-20")]
    assert fold_words(one, worded=lambda _: "date: read as published 2020-02-20") == (
        "▸ 1 line hidden · date: read as published 2020-02-20"
    )
    assert fold_words(one * 2, worded=lambda _: "no") == "▸ 2 lines hidden · dates"


def test_a_page_without_hidden_lines_has_an_item_a_block() -> None:
    kept = [Block(f"p-{n}", Kind.PARAGRAPH, "", Role.BODY, True) for n in range(3)]
    assert list(items_of(WholePage(kept)).firsts) == [0, 1, 2]
    assert not items_of(WholePage([])).all


@pytest.mark.parametrize(
    ("published", "said"),
    [("2020-02-20", "20 Feb 2020"), ("2020-02-20T07:02:13+09:00", "20 Feb 2020"), ("", ""), ("spring", "spring")],
)
def test_a_date_is_said_as_people_write_it(published: str, said: str) -> None:
    assert day(published) == said


def test_the_header_calls_an_article_without_a_title_by_its_file() -> None:
    left, _right = headline(record(title="", origin="/home/me/scrapes/page-17.html"), "14 min", "¶ 3 of 7", 60)
    assert left == [("page-17.html", "dim")]


def test_the_header_gives_way_in_order_and_the_place_stays() -> None:
    said, listed, shorter = {}, {}, {50: "The quiet return of the…", 30: "The quiet return…"}
    for width in (110, 76, 64, 50, 30):
        left, right = headline(record(), "14 min", "¶ 3 of 7", width, "3 of 42")
        assert left == [("The quiet return of the night train" if width > 50 else shorter[width], "dim")]
        assert right[-1] == ("¶ 3 of 7", "key")
        said[width], listed[width] = right[0][0].strip(), right[1][0].strip()
    assert said[110] == "The Ledger · 2 Oct 2026 · 14 min"
    assert [len(said[width]) for width in said] == sorted((len(said[width]) for width in said), reverse=True)
    assert said[30] == ""
    assert listed == {110: "3 of 42", 76: "3 of 42", 64: "3 of 42", 50: "3 of 42", 30: ""}


@given(st.integers(1, 300), st.integers(30, 130), st.integers(1, 6), st.integers(0, 9), st.booleans(), st.booleans())
def test_columns_never_overlap_and_stay_on_the_screen(
    width: int, measure: int, digits: int, lanes: int, bare: bool, plain: bool
) -> None:
    geometry = make_geometry(width, measure, digits=digits, lanes=lanes, bare=bare, plain=plain)
    assert 1 <= geometry.measure <= max(measure, 1)
    if width >= 30:
        assert geometry.text + geometry.measure <= width
        assert geometry.margin + geometry.margin_width <= width
    if geometry.beside:
        assert geometry.margin >= geometry.text + geometry.measure + 2
    if not bare:
        assert geometry.bar + len("▌") + geometry.digits + len(" ") + geometry.lanes + len(" ") == geometry.text
    if width >= 30:
        assert geometry.text + geometry.measure < width or bare, "a cell stays between the text and the scroll bar"


def test_notes_stand_beside_from_a_hundred_columns_on() -> None:
    assert make_geometry(99).beside
    assert not make_geometry(90).beside


def test_the_minimap_shows_the_window_the_marks_and_the_hits() -> None:
    signs = [sign for sign, _ink in column(10, (0.2, 0.5), ticks(10, [0.05, 0.9], [0.95]))]
    assert signs == ["├", "│", "┃", "┃", "┃", "│", "│", "│", "│", "•"]
    signs = [sign for sign, _ink in column(10, (0.2, 0.5), ticks(10, [0.35], []), cursor=0.4)]
    assert signs == ["│", "│", "┃", "┣", "▌", "│", "│", "│", "│", "│"]
    cells = column(10, (0.2, 0.5), ticks(10, [0.35, 0.45], []), cursor=0.4)
    assert cells[3:5] == [("┣", "key"), ("┣", "cursor")], "where the cursor is shows on a mark, too"
    assert column(0, (0, 1), {}) == []
    assert {sign for sign, _ink in column(5, (0, 1), {})} == {" "}


def test_the_minimap_shows_the_window_however_many_marks_and_hits_there_are() -> None:
    everywhere = [place / 100 for place in range(100)]
    for marks, hits in ((everywhere, []), (everywhere, everywhere)):
        signs = [sign for sign, _ink in column(10, (0.2, 0.5), ticks(10, marks, hits))]
        assert len(set(signs[2:5])) == len({*signs[:2], *signs[5:]}) == 1
        assert signs[2] != signs[0]


def test_the_text_as_it_came_is_lines_without_anything_that_steers() -> None:
    blocks = raw_blocks("one\r\n\x1b[2Jtwo\n\n")
    assert [block.text for block in blocks] == ["one", "[2Jtwo"]


PAGE = [
    "<html><head><title>The quiet return of the night train</title>",
    '<script>var text = "Other words"; if (a < b) { c() }</script></head><body>',
    "<ul><li>Home</li><li>Trains</li></ul>",
    "<p",
    ' class="first">The <b>quiet</b> return of',
    "the night train&rsquo;s sleeping car.</p>",
    "<!-- <p>Other words</p> -->",
    "<p>Other words</p>",
    "<p>A hyphen&shy;ated exam-",
    "ple.</p>",
    "<ul><li>Home</li></ul>",
    "</body></html>",
]
CLEAN = [
    "Home",
    "Trains",
    "The quiet return of the night train’s sleeping car.",
    "Other words",
    "A hyphenated example.",
    "Home",
]


def test_a_paragraph_is_found_in_the_text_as_it_came_and_back() -> None:
    aligned = align(CLEAN, PAGE)
    assert [aligned.line(number) for number in range(len(CLEAN))] == [2, 2, 4, 7, 8, 10]
    assert [aligned.paragraph(line) for line in (3, 4, 5, 7, 8, 9, 10)] == [2, 2, 2, 3, 4, 4, 5]


def test_the_place_within_a_long_paragraph_is_found_too() -> None:
    lines = [f"row {number} of a paragraph that goes" for number in range(40)]
    aligned = align(["A title", " ".join(lines)], ["A title", "", *lines])
    assert aligned.line(1, " ".join(lines[:20]) + " ") == 22


def test_a_place_in_a_page_of_one_line_is_found_within_the_line() -> None:
    paragraphs = [f"Paragraph {number} is <b>about</b> trains &amp; stations." for number in range(60)]
    page = "<html><script>if (a < b) { text }</script><p>" + "</p><p class='text'>".join(paragraphs) + "</p></html>"
    clean = [f"Paragraph {number} is about trains & stations." for number in range(60)]
    aligned = align(clean, [page])
    line, letters = aligned.place(40)
    assert line == 0
    assert page[offset_in(page, letters) :].startswith("Paragraph 40 is")
    assert aligned.paragraph(0, letters_to(page, page.index("Paragraph 33 is") + 12)) == 33


def test_what_stands_on_a_page_many_times_is_found_in_its_own_place() -> None:
    lines = ["said again and again"] * 10
    aligned = align(lines, lines)
    assert [aligned.line(number) for number in range(10)] == list(range(10))


def test_what_is_not_in_the_text_stands_where_the_one_before_it_ends() -> None:
    aligned = align(["Named elsewhere", "one", "in no line at all", "two"], ["one", "two"])
    assert [aligned.line(number) for number in range(4)] == [0, 0, 1, 1]
    assert align([], ["one"]).line(0) == align([], ["one"]).paragraph(0) == 0


def test_a_page_of_nothing_but_opened_markup_is_read_in_one_go() -> None:
    in_fair_time(
        lambda: align(["text"] * 100, ["<html>", "<script>" * 50_000, "<!--" * 50_000, "<" * 200_000, "text"]), 20
    )


@given(st.lists(st.text(max_size=40), max_size=12), st.lists(st.text(max_size=40), min_size=1, max_size=12))
def test_every_paragraph_and_every_line_has_a_match(paragraphs: list[str], lines: list[str]) -> None:
    aligned = align(paragraphs, lines)
    found = [aligned.line(number) for number in range(len(paragraphs))]
    assert found == sorted(found)
    assert all(0 <= line < len(lines) for line in found)
    back = [aligned.paragraph(line) for line in range(len(lines))]
    assert back == sorted(back)
    assert all(0 <= paragraph < max(len(paragraphs), 1) for paragraph in back)


def a_view(*blocks: Block, worded: str = "") -> View:
    view = View(
        WholePage(blocks), worded=lambda block: worded or (f"because of {block.reason.cue}" if block.reason else "")
    )
    view.resize(80, 20)
    return view


def test_the_bottom_line_says_why_the_line_under_the_cursor_is_hidden_and_what_x_does() -> None:
    kept = Block("p-0", Kind.PARAGRAPH, "text", Role.BODY, True)
    view = a_view(kept, hidden(Role.SHARE), hidden(Role.DATE, "date-stamp"))
    assert (why_hidden(view, 80), flip_label(view)) == ("", "hide")
    moves.go_to(view, 1)
    assert (why_hidden(view, 80), flip_label(view)) == ("", "unfold")
    with view.keeping_place():
        view.everything = True
    moves.go_to(view, 2)
    assert (why_hidden(view, 80), flip_label(view)) == ("", "keep"), "all of the reason stands under the line"
    view.resize(160, 20)
    assert why_hidden(view, 160) == "", "it stands beside the line"
    reason = "the same line stands in many of the articles of this source, at the same place of the page"
    view = a_view(hidden(Role.DATE), worded=reason)
    view.everything = True
    view.resize(100, 20)
    assert why_hidden(view, 100) == "the same line stands in many of the articles of this…"
    assert why_hidden(view, 30) == "the same line stands in…"
    single = a_view(hidden(Role.SHARE), kept)
    assert flip_label(single) == "keep"


def test_a_fold_fits_its_line_with_fewer_words() -> None:
    kinds = [Role.NAVIGATION] * 4 + [Role.SHARE] * 3 + [Role.DATE] * 2 + [Role.LEGAL, Role.COMMENT]
    blocks = list(map(hidden, kinds))
    assert fold_words(blocks, room=60) == "▸ 11 lines hidden · menu (4), share links (3), others (4)"
    assert fold_words(blocks, room=45) == "▸ 11 lines hidden · menu (4), others (7)"
    assert fold_words(blocks, room=38) == "▸ 11 lines hidden · menu, others"
    assert fold_words(blocks, room=24) == "▸ 11 lines hidden · men…"


def test_a_reason_takes_no_more_rows_than_there_are_beside_its_line() -> None:
    said = "before the article: 17 blocks above its first"
    assert reason_in_margin(said, 30) == [[("before the article: 17 blocks…", "dim")]]
    assert len(reason_in_margin(said, 30, 2)) == 2


def test_what_was_hidden_by_you_is_not_said_to_be_hidden_twice() -> None:
    assert reason_in_margin("hidden by you", 30) == [[("hidden by you", "dim")]]
    by_you = [hidden(Role.BODY, "reader-hidden")]
    assert fold_words(by_you, worded=lambda _: "hidden by you") == "▸ 1 line hidden · by you"


@pytest.mark.parametrize("beyond", ["", "é"], ids=["ascii", "beyond ascii"])
def test_letters_and_digits_count_and_no_other_sign(beyond: str) -> None:
    signs = "".join(chr(code) for code in range(128) if chr(code) not in "<&")
    line = 5 * (signs + beyond)
    assert letters_to(line, len(line)) == sum(sign.isalnum() for sign in line)
