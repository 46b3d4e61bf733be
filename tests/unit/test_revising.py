"""A reader stays at the paragraph when the article gets another text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.article import Article, ArticleRecord, State
from storage.block import Block, Kind, Role
from tui.reading import moves
from tui.reading.keeping import HeldRow, held_row
from tui.reading.revising import held_in, place_in
from tui.reading.view import Spot, View

RECORD = ArticleRecord(
    id="a",
    title="T",
    authors=(),
    site="",
    published="",
    language="",
    url="",
    media_type="text/plain",
    origin="t.txt",
    added="2026-01-01T00:00:00Z",
    source_sha256="",
    texts_sha256="",
    state=State.UNREAD,
    words=0,
    paragraph_count=0,
)
TEXT = {
    "a": "The ferry left the harbour at nine and nobody on the quay waved.",
    "b": "A paragraph about the price of coal, which had doubled within the year.",
    "c": "The mayor said that the bridge would be closed until the spring.",
    "d": "Nothing else was decided that evening, and everybody went home early.",
}


def article(*ids: str, **changed: str) -> Article:
    texts = {**TEXT, **changed}
    blocks = (Block(f"p-{each}", Kind.PARAGRAPH, texts[each.rstrip("'")], Role.BODY, True) for each in ids)
    return Article(RECORD, tuple(blocks))


@pytest.mark.parametrize(
    ("after", "cursor", "top", "offset"),
    [
        (article("x", "a", "b", "c", "d", x="New above everything else, and quite long."), 3, 2, 7),
        (article("a", "c", "d"), 1, 0, 0),
        (article("a", "b", "d"), 1, 1, 7),
        (article("d"), 0, 0, 0),
        (article("y", y="Entirely other words stand in this one now."), 0, 0, 0),
        (article(), 0, 0, 0),
    ],
)
def test_the_place_is_a_paragraph(after: Article, cursor: int, top: int, offset: int) -> None:
    assert place_in(article("a", "b", "c", "d"), after, Spot(2, 1, 7)) == Spot(cursor, top, offset)


def test_a_row_is_held_on_its_line_and_in_the_middle_of_a_paragraph_only_if_that_is_the_same() -> None:
    before = article("a", "b", "c", "d")
    assert held_in(before, article("x", "a", "b", "c", x="New."), HeldRow(2, 7, 5)) == HeldRow(3, 7, 5)
    assert held_in(before, article("a", "b", "d"), HeldRow(2, 7, 5)) == HeldRow(1, 0, 5)


def test_a_paragraph_that_was_changed_a_little_is_the_same_one() -> None:
    after = article("d", "a", "b", "c'", c=TEXT["c"].replace("spring", "summer"))
    assert place_in(article("a", "b", "c", "d"), after, Spot(2, 2, 5)) == Spot(3, 3, 0)


def test_from_an_article_without_text_one_comes_to_the_beginning() -> None:
    assert place_in(article(), article("a"), Spot(0, 0, 0)) == Spot(0, 0, 0)


@given(
    st.lists(st.sampled_from("abcd"), unique=True, min_size=1),
    st.permutations([*"abcd", "x", "y", "z"]),
    st.integers(0, 7),
    st.integers(20, 100),
    st.integers(0, 6),
)
def test_a_new_text_leaves_the_row_under_the_cursor_on_its_line(
    ids: list[str], new: list[str], left_out: int, width: int, steps: int
) -> None:
    more = dict.fromkeys("xyz", "Words that were added to the page since it was read last, above or below. " * 3)
    before, after = article(*sorted(ids)), article(*new[left_out:], **more)
    view, other = View(before.blocks), View(after.blocks)
    for each in (view, other):
        each.resize(width, 6)
    for _ in range(steps):
        moves.down(view)
    held = held_row(view)
    assert held is not None
    other.hold(held_in(before, after, held))
    if before.blocks[held.block].id not in after.index:
        return
    assert other.cursor == after.index[before.blocks[held.block].id]
    row = other.lines().index(other.sheet.position_of(other.cursor, held.offset))
    assert row == held.line or (other.viewport.top == (0, 0) and row < held.line)
