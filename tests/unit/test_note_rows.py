"""An annotation as lines: as many as were counted, none too wide, with its source where no heading says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from storage.anchoring import describe
from storage.annotation import Annotation, Scope, Target
from storage.article import ArticleRecord, ArticleRow
from tui.cells import harmless
from tui.lists.note_rows import (
    Entry,
    Head,
    Placed,
    article_head,
    entry_height,
    entry_lines,
    head_runs,
    places_in,
)

if TYPE_CHECKING:
    from tests.conftest import MakeArticle

ROW = ArticleRow(
    ArticleRecord("a", "A title that goes on", (), "The Ledger", "2026-10-02", "", "", "", "", "", "", "", 10, 1)
)


def annotation(
    key: str = "1", quote: str = "a quote", tags: tuple[str, ...] = (), note: str = "", scope: Scope = Scope.PARAGRAPH
) -> Annotation:
    return Annotation(key, Target("a", scope, "p-1", "p-1", exact=quote), tags, note, "reader", "", "")


def text_of(entry: Entry, width: int) -> list[str]:
    return ["".join(text for text, _ink in runs).rstrip() for runs in entry_lines(entry, width, {})]


def test_a_note_stands_under_its_quote_and_tags() -> None:
    entry = Entry(annotation(tags=("war", "todo"), note="one\ntwo"), Placed("¶ 3", "p-1"))
    lines = text_of(entry, 80)
    assert lines[0].split() == ["¶", "3", "“a", "quote”", "war", "·", "todo"]
    assert lines[1:] == ["          ✎ one", "            two"]


def test_tags_stand_in_one_column_where_they_fit() -> None:
    quotes = ("short", "a longer quote, " * 3, "a very long quote, " * 30)
    lines = [text_of(Entry(annotation(quote=quote, tags=("war",)), Placed("¶ 3", "p-1")), 100)[0] for quote in quotes]
    assert len({line.index("war") for line in lines}) == 1


def test_a_word_longer_than_a_line_begins_where_its_note_does() -> None:
    entry = Entry(annotation(note="x" * 100, scope=Scope.ARTICLE), Placed("article"))
    lines = text_of(entry, 80)
    assert lines[0].startswith("article   ✎ xxx")
    assert len(lines) == 2 == entry_height(entry.annotation, 80)


def test_a_note_alone_stands_beside_its_place() -> None:
    entry = Entry(annotation(note="on the whole", scope=Scope.ARTICLE), Placed("article"))
    assert text_of(entry, 80) == ["article   ✎ on the whole"]


def test_an_annotation_under_no_article_tells_its_source_under_its_quote() -> None:
    entry = Entry(annotation(tags=("war",), note="one"), Placed("¶ 3", "p-1"), source="A title · The Ledger")
    assert [line.strip() for line in text_of(entry, 80)][1:] == ["A title · The Ledger", "✎ one"]


def test_a_selected_and_a_lost_one_carry_a_sign() -> None:
    entry = Entry(annotation(), Placed("lost", lost=True), selected=True)
    assert text_of(entry, 80)[0].startswith("◆ ⚠ lost  “a quote”")


def test_a_folded_heading_says_how_much_is_in_it() -> None:
    text = "".join(text for text, _ink in head_runs(article_head(ROW, 1204), 80, folded=True))
    assert text == "▸ A title that goes on · The Ledger · 2026-10-02 · 1,204 marks"


def test_a_heading_leaves_the_date_out_rather_than_half_of_it() -> None:
    text = "".join(text for text, _ink in head_runs(article_head(ROW, 2), 38))
    assert text == "A title that goes on · The Ledger"


def test_tags_that_do_not_fit_are_not_left_out_in_silence() -> None:
    tags = tuple(f"tag number {number}" for number in range(12))
    for width in (60, 100):
        lines = text_of(Entry(annotation(tags=tags), Placed("¶ 3", "p-1")), width)
        assert any("tag number 0" in line and line.endswith("…") for line in lines)


def test_a_long_note_ends_in_an_ellipsis() -> None:
    entry = Entry(annotation(note="\n".join(map(str, range(100)))), Placed("¶ 1", "p-1"))
    assert len(text_of(entry, 80)) == 13
    assert text_of(entry, 80)[-1].strip() == "…"


@given(
    st.text(max_size=80),
    st.lists(st.text(min_size=1, max_size=20), max_size=4),
    st.text(max_size=300),
    st.integers(12, 140),
    st.sampled_from([Scope.ARTICLE, Scope.PARAGRAPH]),
    st.sampled_from(["", "A title · The Ledger", "一二三\x1b[31m"]),
    st.booleans(),
)
@settings(max_examples=300, deadline=None)
def test_as_many_lines_as_were_counted_and_none_too_wide(
    quote: str, tags: list[str], note: str, width: int, scope: Scope, source: str, selected: bool
) -> None:
    entry = Entry(annotation("1", quote, tuple(tags), note, scope), Placed("¶ 113–115", "p-1"), source, selected)
    lines = entry_lines(entry, width, {})
    assert len(lines) == entry_height(entry.annotation, width) + bool(source) >= 1
    assert all(sum(cell_len(harmless(text)) for text, _ink in runs) <= width for runs in lines)


@given(st.integers(4, 120), st.text(max_size=60), st.booleans())
def test_a_heading_fits_its_line(width: int, title: str, folded: bool) -> None:
    head = Head("a", title, " · The Ledger · 2026-10-02", count=12)
    assert sum(cell_len(text) for text, _ink in head_runs(head, width, folded=folded)) <= width


def test_where_a_mark_is_says_the_title_and_what_is_hidden(make_article: MakeArticle) -> None:
    article = make_article("One.", "-Menu", "Two.", title="Title")
    title, one, menu, two = (block.id for block in article.blocks)
    runs = [(title, title), (one, two), (title, two), (menu, menu), (menu, two)]
    marks = [Annotation(str(at), describe(article, *run), (), "", "reader", "", "") for at, run in enumerate(runs)]
    where = [placed.where for placed in places_in(article, marks).values()]
    assert where == ["title", "¶ 1–2", "title–¶ 2", "hidden", "¶ 2"]
