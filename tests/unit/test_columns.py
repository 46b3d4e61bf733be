"""The columns of the list, its orders, and the preview: what fits is shown, and nothing is wider than asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from storage.article import Article, ArticleRecord, ArticleRow, Block, Kind, Reason, Role, State
from tui.lists.columns import columns, heading_runs, marks, minutes, progress_bar, row_runs
from tui.lists.preview_text import opening, preview_lines
from tui.lists.sorting import ORDERS, in_order, order_after, order_named, progress_of


def row(
    title: str = "A title",
    *,
    article: str = "a",
    site: str = "",
    published: str = "",
    words: int = 500,
    state: State = State.UNREAD,
    added: str = "2026-01-01T00:00:00Z",
    annotations: int = 0,
    notes: int = 0,
    tags: tuple[str, ...] = (),
) -> ArticleRow:
    record = ArticleRecord(
        article, title, (), site, published, "en", "", "text/plain", "x", added, "0", "0", words, 5, state
    )
    return ArticleRow(record, annotations, notes, tags)


def text_of(runs: list[tuple[str, str]]) -> str:
    return "".join(text for text, _ink in runs)


@given(st.integers(20, 300), st.text(max_size=80), st.text(max_size=30))
def test_a_row_is_as_wide_as_its_heading_whatever_the_title(width: int, title: str, site: str) -> None:
    shown = columns(width)
    line = text_of(row_runs(row(title, site=site, annotations=3, notes=1), 0.4, shown, selected=False))
    assert cell_len(line) == cell_len(text_of(heading_runs(shown)))
    assert cell_len(line) <= max(width, 2 + 8 + 2 + 5 + 2 + 10)


def test_an_article_without_a_title_is_called_by_its_file_in_list_and_preview() -> None:
    untitled = row("")
    untitled = replace(untitled, record=replace(untitled.record, origin="/home/me/scrapes/page-17.html"))
    assert "page-17.html" in text_of(row_runs(untitled, 0.4, columns(80), selected=False))
    shown = preview_lines(untitled, (), {}, 60, 10, tall=True)
    assert text_of(shown[0]) == "page-17.html"


def test_a_narrow_list_keeps_title_read_and_marks() -> None:
    assert [column.name for column in columns(57)] == ["Title", "read", "marks"]


def test_a_wide_list_shows_everything() -> None:
    names = ["Title", "Source", "Published", "min", "read", "marks"]
    assert [column.name for column in columns(108)] == names


@pytest.mark.parametrize(("state", "sign"), [*zip(State, "○●✓▪", strict=True)])
def test_each_state_has_its_sign(state: State, sign: str) -> None:
    assert text_of(row_runs(row(state=state), 0, columns(80), selected=False)).startswith(f"{sign} A title")


def test_a_selected_article_is_told_by_a_sign() -> None:
    assert text_of(row_runs(row(), 0, columns(80), selected=True)).startswith("◆ A title")


@pytest.mark.parametrize(
    ("done", "bar"), [(0, "▱▱▱▱▱"), (0.01, "▰▱▱▱▱"), (0.4, "▰▰▱▱▱"), (0.99, "▰▰▰▰▱"), (1, "▰▰▰▰▰")]
)
def test_the_bar_is_full_only_at_the_end_and_empty_only_at_the_start(done: float, bar: str) -> None:
    assert progress_bar(done) == bar


def test_an_article_that_the_reader_calls_read_is_read_to_its_end() -> None:
    assert progress_of(row(state=State.READ), 0.2) == 1


def test_marks_and_notes_are_counted() -> None:
    assert marks(row(annotations=3, notes=1)).split() == ["3", "¶", "1", "✎"]
    assert marks(row(annotations=3)).split() == ["3", "¶"]
    assert marks(row()) == ""


def test_reading_takes_at_least_a_minute() -> None:
    assert [minutes(words) for words in (0, 230, 2300)] == [1, 1, 10]


# orders


def test_the_last_added_comes_first() -> None:
    rows = [row(article="old", added="2026-01-01T00:00:00Z"), row(article="new", added="2026-01-02T00:00:00Z")]
    assert [r.id for r in in_order(rows, order_named("added"), lambda _: 0.0)] == ["new", "old"]
    assert [r.id for r in in_order(rows, order_named("added"), lambda _: 0.0, reverse=True)] == ["old", "new"]


@pytest.mark.parametrize("reverse", [False, True])
def test_articles_added_in_the_same_moment_keep_their_order(reverse: bool) -> None:
    rows = [row(article="first"), row(article="second")]
    ordered = [r.id for r in in_order(rows, order_named("added"), lambda _: 0.0, reverse=reverse)]
    assert ordered == (["first", "second"] if reverse else ["second", "first"])


def test_titles_are_sorted_without_case_and_accents() -> None:
    rows = [row(title, article=title) for title in ("zebra", "Éclair", "apple", "Dune")]
    assert [r.id for r in in_order(rows, order_named("title"), lambda _: 0.0)] == ["apple", "Dune", "Éclair", "zebra"]


@pytest.mark.parametrize("reverse", [False, True])
def test_what_has_no_date_comes_last_either_way(reverse: bool) -> None:
    rows = [row(article="none"), row(article="dated", published="2020-02-20T07:02:13+09:00")]
    assert [r.id for r in in_order(rows, order_named("published"), lambda _: 0.0, reverse=reverse)][-1] == "none"


def test_the_sort_key_goes_round_all_orders() -> None:
    order, seen = ORDERS[0], []
    for _ in ORDERS:
        seen.append(order.name)
        order = order_after(order)
    assert order is ORDERS[0]
    assert seen == ["added", "title", "source", "published", "length", "progress", "marks"]


def test_an_order_that_is_none_is_the_first_one() -> None:
    assert order_named("colour") is ORDERS[0]


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.name)
@pytest.mark.parametrize("reverse", [False, True])
def test_no_order_loses_an_article(order: object, reverse: bool) -> None:
    rows = [row(title, article=title or "none", site=title, words=len(title)) for title in ("b", "", "a")]
    ordered = in_order(rows, order, lambda _: 0.5, reverse=reverse)  # type: ignore[arg-type]  # parametrised
    assert {r.id for r in ordered} == {"a", "b", "none"}


# preview


def block(text: str, role: Role = Role.BODY, kept: bool = True) -> Block:
    return Block(f"p-{text}", Kind.PARAGRAPH, text, role, kept, None if kept else Reason("link-list"))


def test_the_preview_begins_with_the_articles_own_text() -> None:
    blocks = (
        block("menu", Role.NAVIGATION, False),
        block("T", Role.TITLE),
        block("Reuters", Role.SOURCE),
        block("One"),
    )
    assert opening(Article(row().record, blocks)) == ("One",)


def test_without_body_the_preview_shows_what_is_kept() -> None:
    blocks = (block("T", Role.TITLE), block("Some line", Role.OTHER), block("x", Role.SHARE, False))
    assert opening(Article(row().record, blocks)) == ("Some line",)


@given(st.lists(st.text(max_size=200), max_size=4), st.integers(10, 90), st.integers(1, 30), st.booleans())
def test_a_preview_never_takes_more_room_than_it_has(
    paragraphs: list[str], width: int, height: int, tall: bool
) -> None:
    lines = preview_lines(row("T" * 200, tags=("a", "b" * 80)), paragraphs, {}, width, height, tall=tall)
    assert len(lines) <= height
    assert all(cell_len(text_of(line)) <= width for line in lines)


def test_the_preview_ends_with_the_tags() -> None:
    lines = preview_lines(row(tags=("conflict", "idlib")), ["Text."], {"conflict": "tag--1"}, 60, 5, tall=False)
    assert text_of(lines[-1]) == "#conflict #idlib"
    assert lines[-1][0] == ("#conflict", "tag--1")
