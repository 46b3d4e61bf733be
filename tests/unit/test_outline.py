"""The headings of an article: how deep, what is under them, which one the reader is in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from storage.block import Block, Kind, Role
from tui.cells import width_of
from tui.pace import told
from tui.reading.outline import Heading, heading_at, heading_runs, matching, outline


def block(text: str, kind: Kind = Kind.PARAGRAPH, role: Role = Role.BODY, *, kept: bool = True) -> Block:
    return Block(f"p-{text[:12]}", kind, text, role, kept)


PAGE = [
    block("A guide", Kind.HEADING_1, Role.TITLE),
    block("x" * 100),
    block("Rivers", Kind.HEADING_2),
    block("x" * 200),
    block("Small ones", Kind.HEADING_4),
    block("x" * 100),
    block("Related", Kind.HEADING_2, Role.RELATED, kept=False),
    block("Lakes", Kind.HEADING_2),
    block("x" * 100),
]


def way(at: int) -> float:
    return sum(len(block.text) for block in PAGE[:at] if block.kept) / sum(
        len(block.text) for block in PAGE if block.kept
    )


def told_as(headings: tuple[Heading, ...]) -> list[tuple[int, str]]:
    return [(heading.depth, heading.text) for heading in headings]


def test_headings_are_indented_by_the_levels_that_the_article_has() -> None:
    assert told_as(outline(PAGE, way)) == [(0, "A guide"), (0, "Rivers"), (1, "Small ones"), (0, "Lakes")]


def test_a_title_alone_is_no_outline() -> None:
    assert outline(PAGE[:2], way) == ()
    assert outline([], way) == ()


def test_marks_and_length_count_down_to_the_next_heading_that_is_no_deeper() -> None:
    title, rivers, small, lakes = outline(PAGE, way, (1, 3, 5, 5, 8))
    assert [heading.mark_count for heading in (title, rivers, small, lakes)] == [5, 3, 2, 1]
    assert title.share == 1
    assert round(rivers.share / small.share) == 3


def test_the_heading_that_one_is_in_is_the_last_one_above() -> None:
    headings = outline(PAGE, way)
    assert [headings[heading_at(headings, at)].text for at in (0, 1, 3, 5, 6, 8)] == [
        "A guide", "A guide", "Rivers", "Small ones", "Small ones", "Lakes",
    ]  # fmt: skip


def test_typing_narrows_without_case_and_accents() -> None:
    headings = outline([block("Zürich, früher", Kind.HEADING_2), block("Bern", Kind.HEADING_2)], way)
    assert [heading.text for heading in matching(headings, "fruher zur")] == ["Zürich, früher"]
    assert len(matching(headings, "")) == 2


LEVELS = st.sampled_from([Kind.HEADING_1, Kind.HEADING_3, Kind.HEADING_6, Kind.PARAGRAPH])


@given(st.lists(st.tuples(LEVELS, st.text(max_size=40)), max_size=12), st.floats(0, 5000), st.integers(1, 120))
def test_a_line_of_the_outline_fits(made: list[tuple[Kind, str]], minutes: float, width: int) -> None:
    for heading in outline([block(text, kind) for kind, text in made], lambda at: at / len(made)):
        runs = heading_runs(heading, minutes, width)
        assert width_of(runs) <= max(width, 2 * heading.depth + 1)
        assert 0 <= heading.share <= 1


def test_lengths_are_said_in_minutes_then_in_hours() -> None:
    assert [told(minutes) for minutes in (0, 1.4, 59, 61, 90, 700, 60_000)] == [
        "1 min", "1 min", "59 min", "1 h 01", "1 h 30", "12 h", "1,000 h",
    ]  # fmt: skip
