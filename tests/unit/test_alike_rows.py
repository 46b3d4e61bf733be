"""The preview of paragraphs that are alike: rows that fit, and what was said of each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storage.search.alike import Alike, Passage
from tui.cells import width_of
from tui.lists.alike_rows import TEXT_LINES, AlikeRow, Verdict, accepted, judged, row_lines, rows_of


def alike(text: str, likeness: float = 0.5, number: int = 3) -> Alike:
    return Alike(Passage("a", f"p-{number:012x}", number, text), likeness)


def said(row: AlikeRow, width: int) -> list[str]:
    return ["".join(text for text, _ink in line) for line in row_lines(row, width)]


def test_what_is_equal_is_taken_unless_the_reader_says_no() -> None:
    rows = rows_of([alike("One.", 1.0), alike("Two.")], ["First", "Second"])
    assert [row.verdict for row in rows] == [Verdict.YES, Verdict.OPEN]
    rows = judged(rows, [0], Verdict.NO)
    assert accepted(rows) == []
    assert [each.passage.text for each in accepted(judged(rows, [0, 1], Verdict.YES))] == ["One.", "Two."]


def test_a_row_says_how_alike_where_and_how_it_begins() -> None:
    row = AlikeRow(
        alike("A text of several words that goes on for more than two lines of this width.", 0.725),
        "Title",
        Verdict.YES,
    )
    assert said(row, 30) == [
        "✓  72 %  Title · ¶ 3",
        "  A text of several words that",
        "  goes on for more than two l…",
    ]
    assert said(AlikeRow(alike("Short.", 1.0), "Title", Verdict.OPEN), 30)[0] == "· equal  Title · ¶ 3"


@given(st.text(max_size=200), st.text(max_size=60), st.integers(30, 120), st.sampled_from(Verdict))
def test_a_row_fits_whatever_it_holds(text: str, title: str, width: int, verdict: Verdict) -> None:
    lines = row_lines(AlikeRow(alike(text), title, verdict), width)
    assert len(lines) == 1 + TEXT_LINES
    assert all(width_of(line) <= width for line in lines)
