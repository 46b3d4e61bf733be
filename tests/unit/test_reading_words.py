"""The small words around an article: folds, header, columns, minimap, and the text as it came."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.article import ArticleRecord, Block, Kind, Reason, Role
from tui.reading.folding import fold_words, items_of
from tui.reading.geometry import make_geometry
from tui.reading.headline import day, headline
from tui.reading.matching import match, raw_blocks
from tui.widgets.minimap import column, ticks


def hidden(role: Role, cue: str = "share-words") -> Block:
    return Block("p-1", Kind.PARAGRAPH, "text", role, False, Reason(cue))


def record(**changed: Any) -> ArticleRecord:
    values: dict[str, Any] = {
        "id": "x", "title": "The quiet return of the night train", "authors": (), "site": "The Ledger",
        "published": "2026-10-02", "language": "", "url": "", "media_type": "", "origin": "", "added": "",
        "source_sha256": "", "texts_sha256": "", "words": 10, "paragraph_count": 3,
    }  # fmt: skip
    return ArticleRecord(**(values | changed))


def test_a_fold_says_how_many_lines_what_they_are_and_what_is_marked_in_them() -> None:
    assert fold_words([hidden(Role.SHARE)]) == "▸ 1 line hidden · share links"
    several = [hidden(Role.OTHER), hidden(Role.NAVIGATION), hidden(Role.SHARE), hidden(Role.NAVIGATION)]
    assert fold_words(several, 2) == "▸ 4 lines hidden · menu, share links, other lines · 2 marks inside"
    assert fold_words([hidden(Role.BODY, "reader-hidden")]) == "▸ 1 line hidden · hidden by you"


def test_a_page_without_hidden_lines_has_an_item_a_block() -> None:
    kept = [Block(f"p-{n}", Kind.PARAGRAPH, "", Role.BODY, True) for n in range(3)]
    assert items_of(kept).firsts == (0, 1, 2)
    assert items_of([]).all == ()


@pytest.mark.parametrize(
    ("published", "said"),
    [("2020-02-20", "20 Feb 2020"), ("2020-02-20T07:02:13+09:00", "20 Feb 2020"), ("", ""), ("spring", "spring")],
)
def test_a_date_is_said_as_people_write_it(published: str, said: str) -> None:
    assert day(published) == said


def test_the_header_calls_an_article_without_a_title_by_its_file() -> None:
    left, _right = headline(record(title="", origin="/home/me/scrapes/page-17.html"), 14, "¶ 3 of 7", 60)
    assert left == [("page-17.html", "dim")]


def test_the_header_gives_way_in_order_and_the_place_stays() -> None:
    said = {}
    for width in (110, 76, 64, 50, 30):
        left, right = headline(record(), 14, "¶ 3 of 7", width)
        assert left == [("The quiet return of the night train", "dim")]
        assert right[-1] == ("¶ 3 of 7", "key")
        said[width] = right[0][0].strip()
    assert said[110] == "The Ledger · 2 Oct 2026 · 14 min"
    assert [len(said[width]) for width in said] == sorted((len(said[width]) for width in said), reverse=True)
    assert said[30] == ""


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
        assert geometry.bar + geometry.digits + 2 + geometry.lanes < geometry.text + 1


def test_notes_stand_beside_from_a_hundred_columns_on() -> None:
    assert make_geometry(99).beside
    assert not make_geometry(90).beside


def test_the_minimap_shows_the_window_the_marks_and_the_hits() -> None:
    signs = [sign for sign, _ink in column(10, (0.2, 0.5), ticks(10, [0.05, 0.9], [0.95]))]
    assert signs == ["├", "│", "┃", "┃", "┃", "│", "│", "│", "│", "•"]
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


def test_the_matching_line_is_found_through_markup_and_cut_rows() -> None:
    lines = ["<html>", "<p>The <b>quiet</b> return of", "the night train.</p>", "<p>Other words</p>"]
    clean = ["The quiet return of the night train.", "Other words"]
    assert match(clean, 0, lines) == 1
    assert match(clean, 1, lines) == 3
    assert match(lines, 3, clean) == 1
    assert match(lines, 1, clean) == 0


def test_of_several_matches_the_one_at_about_the_same_place_is_taken() -> None:
    lines = ["said again and again"] * 10
    assert match(lines, 7, lines) == 7


def test_nothing_alike_matches_nothing() -> None:
    assert match(["abc"], 0, ["xyz"]) is None
    assert match([], 0, ["xyz"]) is None
