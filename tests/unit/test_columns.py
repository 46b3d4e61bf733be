"""The columns of the list, its orders, and the preview: what fits is shown, and nothing is wider than asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from storage.article import Article, ArticleRecord, ArticleRow, State
from storage.article_rows import rows_given
from storage.block import Block, Kind, Reason, Role
from storage.errors import UsageError
from tui.lists.column_names import NAMES
from tui.lists.columns import columns, heading_runs, marks_cell, minutes, progress_bar, reading_time, row_runs
from tui.lists.preview_text import opening, preview_lines
from tui.lists.recent import read_now, to_continue
from tui.lists.sorting import (
    ORDERS,
    Order,
    in_order,
    pressed,
    progress_of,
    read_sorting,
    turned,
    written_sorting,
)
from tui.lists.tag_line import tag_runs


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


@given(
    st.integers(20, 300),
    st.text(max_size=80),
    st.text(max_size=30),
    st.lists(st.text(min_size=1, max_size=40), max_size=4),
    st.lists(st.sampled_from(NAMES), max_size=8),
)
def test_a_row_is_as_wide_as_its_heading_whatever_is_in_it(
    width: int, title: str, site: str, tags: list[str], wanted: list[str]
) -> None:
    shown = columns(width, wanted)
    filled = row(title, site=site, annotations=3, notes=1, tags=tuple(tags))
    line = text_of(row_runs(filled, 0.4, shown, {}, selected=False))
    assert cell_len(line) == cell_len(text_of(heading_runs(shown)))
    assert cell_len(line) <= max(width, 2 + 8 + 2 + 5 + 2 + 10)


def test_an_article_without_a_title_is_called_by_its_file_in_list_and_preview() -> None:
    untitled = row("")
    untitled = untitled._replace(record=untitled.record._replace(origin="/home/me/scrapes/page-17.html"))
    assert "page-17.html" in text_of(row_runs(untitled, 0.4, columns(80), {}, selected=False))
    shown = preview_lines(untitled, (), {}, 60, 10, tall=True)
    assert text_of(shown[0]) == "page-17.html"


@pytest.mark.parametrize(
    ("width", "names"),
    [
        (17, "title progress marks"),
        (57, "title progress marks"),
        (77, "title source published progress marks"),
        (107, "title source published minutes progress marks"),
        (157, "title source published minutes progress marks tags"),
        (197, "title source published minutes progress marks tags"),
    ],
)
def test_a_list_shows_what_its_width_has_room_for(width: int, names: str) -> None:
    shown = columns(width)
    assert [column.name for column in shown] == names.split()
    assert shown[0].width >= min(width // 4, 30)


@pytest.mark.parametrize(("width", "title", "source"), [(77, 30, 10), (98, 45, 12), (117, 47, 13), (197, 64, 20)])
def test_room_goes_to_titles_before_it_goes_to_sources(width: int, title: int, source: int) -> None:
    widths = {column.name: column.width for column in columns(width)}
    assert widths["title"] >= title
    assert widths["source"] >= source


def test_the_reader_chooses_columns_and_their_order_as_far_as_there_is_room() -> None:
    wanted = ("state", "title", "author", "words", "lang")
    assert tuple(column.name for column in columns(120, wanted)) == wanted
    assert [column.name for column in columns(60, wanted)] == ["state", "title", "author", "lang"]
    assert [column.name for column in columns(34, wanted)] == ["title", "author"]
    assert [column.name for column in columns(100, ("tags",))] == ["title", "tags"]


@pytest.mark.parametrize(
    ("words", "said"), [(0, "1"), (90 * 230, "90"), (95 * 230, "1h35"), (600 * 230, "10h"), (10**7, "725h")]
)
def test_long_readings_are_told_in_hours(words: int, said: str) -> None:
    assert reading_time(words) == said
    assert len(said) <= 4


def test_tags_that_do_not_fit_are_told_by_an_ellipsis() -> None:
    assert text_of(tag_runs(("conflict", "idlib"), {}, 18)) == "#conflict #idlib"
    assert text_of(tag_runs(("conflict", "idlib"), {}, 14, fill=True)) == "#conflict …   "
    assert text_of(tag_runs(("a-very-long-tag-indeed",), {}, 10, fill=True)) == "#a-very-l…"
    assert text_of(tag_runs((), {}, 4, fill=True)) == "    "


@pytest.mark.parametrize(("state", "sign"), [*zip(State, "○●✓▪", strict=True)])
def test_each_state_has_its_sign(state: State, sign: str) -> None:
    assert text_of(row_runs(row(state=state), 0, columns(80), {}, selected=False)).startswith(f"{sign} A title")


def test_a_selected_article_is_told_by_a_sign() -> None:
    assert text_of(row_runs(row(), 0, columns(80), {}, selected=True)).startswith("◆ A title")


@pytest.mark.parametrize(
    ("done", "bar"), [(0, "▱▱▱▱▱"), (0.01, "▰▱▱▱▱"), (0.4, "▰▰▱▱▱"), (0.99, "▰▰▰▰▱"), (1, "▰▰▰▰▰")]
)
def test_the_bar_is_full_only_at_the_end_and_empty_only_at_the_start(done: float, bar: str) -> None:
    assert progress_bar(done) == bar


def test_an_article_that_the_reader_calls_read_is_read_to_its_end() -> None:
    assert progress_of(row(state=State.READ), 0.2) == 1


def test_marks_and_notes_are_counted() -> None:
    assert marks_cell(row(annotations=3, notes=1)).split() == ["3", "1", "✎"]
    assert marks_cell(row(annotations=3)).split() == ["3"]
    assert marks_cell(row()) == ""


def test_reading_takes_at_least_a_minute() -> None:
    assert [minutes(words) for words in (0, 230, 2300)] == [1, 1, 10]


# orders


def sorted_ids(rows: list[ArticleRow], sorting: str) -> list[str]:
    return list(in_order(rows_given(rows), read_sorting(sorting), lambda _: 0.0).ids)


def test_the_last_added_comes_first() -> None:
    rows = [row(article="old", added="2026-01-01T00:00:00Z"), row(article="new", added="2026-01-02T00:00:00Z")]
    assert sorted_ids(rows, "added") == ["new", "old"]
    assert sorted_ids(rows, "added:up") == ["old", "new"]


@pytest.mark.parametrize("up", [False, True])
def test_articles_added_in_the_same_moment_keep_their_order(up: bool) -> None:
    rows = [row(article="first"), row(article="second")]
    assert sorted_ids(rows, f"added:{'up' if up else 'down'}") == (["first", "second"] if up else ["second", "first"])


def test_titles_are_sorted_without_case_and_accents() -> None:
    rows = [row(title, article=title) for title in ("zebra", "Éclair", "apple", "Dune")]
    assert sorted_ids(rows, "title") == ["apple", "Dune", "Éclair", "zebra"]


@pytest.mark.parametrize("way", ["up", "down"])
def test_what_has_no_date_comes_last_either_way(way: str) -> None:
    rows = [row(article="none"), row(article="dated", published="2020-02-20T07:02:13+09:00")]
    assert sorted_ids(rows, f"published:{way}")[-1] == "none"


def test_what_is_equal_by_one_order_is_sorted_by_the_next() -> None:
    rows = [
        row("b", article="1", site="Z", words=3),
        row("a", article="2", site="Z", words=9),
        row("c", article="3", site="A", words=9),
        row("d", article="4", site="", words=1),
    ]
    assert sorted_ids(rows, "source,title") == ["3", "2", "1", "4"]
    assert sorted_ids(rows, "source:down,length") == ["1", "2", "3", "4"]
    assert sorted_ids(rows, "length:down,title:down") == ["3", "2", "1", "4"]


def test_keys_pressed_one_after_the_other_sort_under_each_other_and_turn_round() -> None:
    by = {order.letter: order for order in ORDERS}
    assert len(by) == len(ORDERS)
    sorting = pressed(read_sorting("added"), by["s"], first=True)
    assert written_sorting(sorting) == "source"
    sorting = pressed(sorting, by["a"], first=False)
    assert " ".join(f"{key.order.name} {key.sign}" for key in sorting) == "source ↑ added ↓"
    sorting = pressed(sorting, by["s"], first=False)
    assert written_sorting(sorting) == "source:down,added"
    assert written_sorting(turned(sorting)) == "source,added"
    assert written_sorting(pressed(read_sorting("added"), by["a"], first=True)) == "added:up"


@pytest.mark.parametrize(
    ("written", "line"),
    [("colour", "There are added, title, source"), ("title:left", "title:up or title:down"), ("", "sort by")],
)
def test_an_order_that_is_none_is_said(written: str, line: str) -> None:
    with pytest.raises(UsageError, match=line):
        read_sorting(written)


@given(st.lists(st.tuples(st.sampled_from(ORDERS), st.sampled_from(["", ":up", ":down"])), min_size=1, max_size=4))
def test_a_sorting_is_written_and_read_and_no_article_is_lost(keys: list[tuple[Order, str]]) -> None:
    sorting = read_sorting(",".join(order.name + way for order, way in keys))
    assert read_sorting(written_sorting(sorting)) == sorting
    rows = [row(title, article=title or "none", site=title, words=len(title)) for title in ("b", "", "a")]
    assert set(in_order(rows_given(rows), sorting, lambda _: 0.5).ids) == {"a", "b", "none"}


# going on


def test_the_article_read_last_that_is_not_finished_is_the_one_to_go_on_with() -> None:
    rows = [row(article="a"), row(article="b", state=State.READ), row(article="c"), row(article="d")]
    recent = read_now(read_now(read_now("c a", "d"), "a"), "b")
    assert recent == "b a d c"
    assert to_continue(rows_given(rows), {"a": 1.0, "d": 0.2}, recent.split()) == "d"
    assert to_continue(rows_given(rows), {}, ["gone"]) is None
    assert to_continue(rows_given([*rows, row(article="e", state=State.READING)]), {}, ["gone"]) == "e"


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


def test_the_preview_keeps_the_lines_of_code_tables_and_lists() -> None:
    kinds = (
        (Kind.LIST_ITEM, "First\nthing"),
        (Kind.LIST_ITEM, "Second"),
        (Kind.CODE, "def f():\n    return 1"),
        (Kind.TABLE, "name\tcount\nalpha\t1"),
        (Kind.QUOTE, "Said so"),
    )
    blocks = tuple(Block(f"p-00000000000{at}", kind, text, Role.BODY, True) for at, (kind, text) in enumerate(kinds))
    lines = preview_lines(row(), opening(Article(row().record, blocks)), {}, 40, 20, tall=False)
    assert ["".join(text for text, _ink in line) for line in lines] == [
        "• First thing",
        "• Second",
        "  def f():",
        "      return 1",
        "name · count",
        "alpha · 1",
        "│ Said so",
    ]


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


def test_a_preview_that_is_cut_says_so() -> None:
    paragraphs = ["One two three four five six.", "Seven eight nine."]
    assert [text_of(line) for line in preview_lines(row(), paragraphs, {}, 12, 2, tall=False)] == [
        "One two",
        "three four …",
    ]
    assert [text_of(line) for line in preview_lines(row(), paragraphs, {}, 10, 2, tall=False)] == [
        "One two",
        "three…",
    ]
    assert text_of(preview_lines(row(), paragraphs, {}, 30, 2, tall=False)[-1]) == "Seven eight nine."
    assert text_of(preview_lines(row(), paragraphs, {}, 30, 1, tall=False)[-1]) == "One two three four five six. …"


def test_the_preview_ends_with_the_tags() -> None:
    lines = preview_lines(row(tags=("conflict", "idlib")), ["Text."], {"conflict": "tag--1"}, 60, 5, tall=False)
    assert text_of(lines[-1]) == "#conflict #idlib"
    assert lines[-1][0] == ("#conflict", "tag--1")


def test_a_tall_preview_says_how_far_the_reader_is() -> None:
    lines = preview_lines(
        row(state=State.READING, annotations=2, notes=1), ["Text."], {}, 70, 20, tall=True, furthest=0.4
    )
    assert "● reading 40 % · 2 marks · 1 note · added 2026-01-01 · en" in [text_of(line) for line in lines]
