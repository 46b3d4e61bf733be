"""All notes as lines: as many as were counted, none too wide, lost ones after the others."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from storage.annotation import Annotation, Scope, Target
from storage.article import ArticleRecord, ArticleRow
from tui.lists.note_rows import Entry, Head, Placed, entry_height, entry_lines, head_runs, note_rows

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
    assert lines[1:] == ["        ✎ one", "          two"]


def test_tags_stand_in_one_column_where_they_fit() -> None:
    quotes = ("short", "a longer quote, " * 3, "a very long quote, " * 30)
    lines = [text_of(Entry(annotation(quote=quote, tags=("war",)), Placed("¶ 3", "p-1")), 100)[0] for quote in quotes]
    assert len({line.index("war") for line in lines}) == 1


def test_a_note_alone_stands_beside_its_place() -> None:
    entry = Entry(annotation(note="on the whole", scope=Scope.ARTICLE), Placed("article"))
    assert text_of(entry, 80) == ["article ✎ on the whole"]


def test_lost_annotations_stand_after_the_others_of_their_article() -> None:
    marks = [annotation("1"), annotation("2")]
    places = {"1": Placed("lost", lost=True), "2": Placed("¶ 1", "p-1")}
    rows = note_rows([ROW], marks, places)
    assert isinstance(rows[0], Head)
    assert [row.annotation.id for row in rows[1:] if isinstance(row, Entry)] == ["2", "1"]


def test_annotations_stand_in_the_order_of_the_present_text() -> None:
    marks = [annotation("1"), annotation("2"), annotation("3", scope=Scope.ARTICLE)]
    places = {
        "1": Placed("¶ 4", "p-4", order=(1, 90, 99)),
        "2": Placed("¶ 1", "p-1", order=(1, 5, 9)),
        "3": Placed("article"),
    }
    rows = note_rows([ROW], marks, places)
    assert [row.annotation.id for row in rows if isinstance(row, Entry)] == ["3", "2", "1"]


def test_an_article_without_annotations_has_no_heading() -> None:
    assert note_rows([ROW], [], {}) == []


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
)
@settings(max_examples=300, deadline=None)
def test_as_many_lines_as_were_counted_and_none_too_wide(
    quote: str, tags: list[str], note: str, width: int, scope: Scope
) -> None:
    entry = Entry(annotation("1", quote, tuple(tags), note, scope), Placed("¶ 3–5", "p-1"))
    lines = entry_lines(entry, width, {})
    assert len(lines) == entry_height(entry, width) >= 1
    assert all(sum(cell_len(text) for text, _ink in runs) <= width for runs in lines)


@given(st.integers(4, 120))
def test_a_heading_fits_its_line(width: int) -> None:
    assert sum(cell_len(text) for text, _ink in head_runs(ROW, width)) <= width
