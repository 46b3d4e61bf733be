"""The codebook's rows, its bars, what its pane says, its colours, and digits that follow their tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.annotation import Annotation, Scope, Tag, TagUse, Target
from storage.article import ArticleRecord, ArticleRow
from storage.errors import UsageError
from tui.cells import Runs, width_of
from tui.lists.color_rows import color_named, offer_colors
from tui.lists.passage_rows import Passage, in_quotes, passage_runs
from tui.lists.tag_about import about_lines
from tui.lists.tag_rows import bar, bars, heading_runs, tag_columns, tag_runs
from tui.lists.tag_tree import TagRow, listed, tag_tree
from tui.pins import PinMoves, digit_of, pin_or_free


def tags(*names: str, count: int = 1) -> list[Tag]:
    return [Tag(name, name, "", count) for name in names]


NARROWEST = 16
"""Cells under which there is no pane."""


class Shelf:
    """Pinned tags in memory."""

    def __init__(self, **pinned: str) -> None:
        self.pinned: dict[int, str] = {int(digit.removeprefix("d")): tag for digit, tag in pinned.items()}

    def pin(self, digit: int, tag: str | None) -> None:
        self.pinned.pop(digit, None)
        if tag is not None:
            self.pinned[digit] = tag


def test_a_bar_is_exact_to_an_eighth_and_never_empty_for_something() -> None:
    assert bar(8, 8, 4) == "████"
    assert bar(4, 8, 1) == "▌"
    assert bar(1, 10_000, 20) == "▏"
    assert bar(0, 5, 20) == ""
    assert bar(3, 0, 20) == ""


def test_what_is_nested_adds_to_the_bar() -> None:
    assert bars(4, 8, 8, 4) == ("██", "░░")
    assert bars(0, 8, 8, 4) == ("", "░░░░")
    assert bars(5, 5, 8, 4) == ("██▌", "")
    assert bars(0, 0, 8, 4) == ("", "")


def rows_of(*names: str) -> list[TagRow]:
    words = "What it means, at length, in words " * 5
    return list(listed(tag_tree([Tag(name, name, "", 12345, words, "#aa0000") for name in names], {})))


@given(
    st.lists(st.text(min_size=1, max_size=40).filter(lambda name: name[0] != "/"), max_size=6), st.integers(4, 220)
)
def test_every_line_is_as_wide_as_the_terminal_at_most(names: list[str], width: int) -> None:
    rows = rows_of(*names, "a" * 150, "displacement", "日本語/標本/" + "深" * 30, "method/sampling")
    columns = tag_columns(rows, width)
    assert width_of(heading_runs(columns)) <= width
    for row in rows:
        runs = tag_runs(row, columns, 12345, {"displacement": 1}, {}, {"displacement"})
        assert width_of(runs) <= width
    for height in (3, 20) if width >= NARROWEST else ():
        for row in rows[:2]:
            lines = about_lines(row, PASSAGES, {}, "tag--1", width, height)
            assert len(lines) <= height
            assert all(width_of(line) <= width for line in lines)


def text(runs: Runs) -> str:
    return "".join(text for text, _ink in runs).rstrip()


def line_of(row: TagRow, width: int) -> str:
    return text(tag_runs(row, tag_columns([row], width), 10, {"method": 3}, {"method": "tag--1"}))


def test_a_line_says_less_where_there_is_less_room() -> None:
    row = TagRow("Method", 0, Tag("1", "Method", "", 5, "How it was done."), TagUse(5, 10, "2026-11-02T10:00:00Z"), 2)
    assert line_of(row, 100).split() == [
        "▾", "Method", "██████████░░░░░░░░░░", "5", "10", "3", "2026-11-02", "How", "it", "was", "done.",
    ]  # fmt: skip
    assert line_of(row, 62).split() == ["▾", "Method", "██████████░░░░░░░░░░", "5", "10", "3", "2026-11-02"]
    assert line_of(row, 30).split() == ["▾", "Method", "████░░░░", "5", "3"]
    assert line_of(row, 20).split() == ["▾", "Method", "5", "3"]


def test_a_bar_grows_only_into_what_names_and_meanings_leave() -> None:
    said = "Acts of war, talks, cease-fires and what they are called."
    row = TagRow("conflict/ceasefire", 1, Tag("1", "conflict/ceasefire", "", 5, said), TagUse(5, 5, ""), 0)
    narrow, wide = (tag_columns([row], width) for width in (56, 140))
    assert "conflict/ceasefire" in line_of(row, 56)
    assert narrow.bar < wide.bar == 20
    assert wide.description >= 40


def test_where_room_is_short_the_last_part_of_a_name_stays() -> None:
    row = TagRow("methods of research/sampling", 1, Tag("1", "methods of research/sampling", ""), nested=0)
    assert "…/sampling" in line_of(row, 30)
    assert "…" not in line_of(row, 120)


def mark(own: str, exact: str, note: str = "") -> Annotation:
    target = Target("x", Scope.PARAGRAPH, "p-1", "p-1", exact=exact)
    return Annotation(own, target, ("a",), note, "reader", "", "")


PASSAGES = [
    mark("1", "A first passage, of several words. " * 20, "Compare this."),
    mark("2", "Second."),
    mark("3", ""),
]


def test_the_pane_says_what_a_tag_means_and_shows_passages() -> None:
    tag = Tag("1", "a", "", 3, "What happens first.", "#aa0000")
    row = TagRow("a", 0, tag, TagUse(3, 4, "2026-11-02T10:00:00Z"), 1)
    said = "\n".join(text(line) for line in about_lines(row, PASSAGES, {}, "tag--1", 70, 30))
    assert said.startswith("a\n3 marks · 4 with 1 tag nested · last used 2026-11-02 · #aa0000\nWhat happens first.")
    assert "“Second.”" in said
    assert "✎ Compare this." in said
    assert "an article that is gone" in said
    looking = about_lines(row, None, {}, "", 60, 30)
    assert len(looking) == 3
    nothing = about_lines(TagRow("b", 0, None), (), {}, "", 60, 30)
    assert [text(line) for line in nothing] == ["b", "no tag itself", "", "Nothing carries it yet."]


def test_a_colour_is_taken_by_name_or_as_it_is_written() -> None:
    assert color_named("Sky-Blue") == "#56b4e9"
    assert color_named("#ABCDEF") == "#abcdef"
    assert color_named("none") == ""
    with pytest.raises(UsageError, match="there is no colour red: write #RRGGBB, none, or one of sky blue, orange"):
        color_named("red")
    assert [offer.name for offer in offer_colors("bl")[0]] == ["sky blue", "blue"]
    assert [offer.color for offer in offer_colors("#12aBcd")[0]] == ["#12abcd"]
    assert offer_colors("#12a") == ((), "six digits of 0-9 and a-f, as in #56b4e9")
    assert len(offer_colors("")[0]) == 9


def test_a_tag_is_on_one_digit_only() -> None:
    shelf = Shelf(d1="war")
    assert pin_or_free(shelf, 2, "War")
    assert shelf.pinned == {2: "War"}
    assert not pin_or_free(shelf, 2, "war")
    assert shelf.pinned == {}


def test_a_digit_follows_its_tag_through_renaming_and_back() -> None:
    shelf = Shelf(d1="war", d2="war/talks")
    moves = PinMoves(shelf)
    moves.renamed("war", "conflict")
    moves.settle(tags("conflict", "conflict/talks"))
    assert shelf.pinned == {1: "conflict", 2: "conflict/talks"}
    moves.settle(tags("war", "war/talks"))
    assert shelf.pinned == {1: "war", 2: "war/talks"}


def test_a_deleted_tag_frees_its_digit_until_it_is_back() -> None:
    shelf = Shelf(d3="war")
    moves = PinMoves(shelf)
    moves.moved("war", None)
    moves.settle(tags("peace"))
    assert shelf.pinned == {}
    moves.settle(tags("peace", "war"))
    assert shelf.pinned == {3: "war"}


def test_a_merged_tag_gives_its_digit_only_to_a_tag_that_has_none() -> None:
    shelf = Shelf(d1="war", d2="conflict")
    moves = PinMoves(shelf)
    moves.moved("war", "conflict")
    moves.settle(tags("conflict"))
    assert shelf.pinned == {2: "conflict"}


def test_what_the_reader_pins_afterwards_stays() -> None:
    shelf = Shelf(d1="war")
    moves = PinMoves(shelf)
    moves.moved("war", None)
    moves.settle(tags("peace", "war"))
    moves.forget(2, digit_of(shelf, "war"))
    pin_or_free(shelf, 2, "war")
    moves.settle(tags("peace", "war"))
    assert shelf.pinned == {2: "war"}


def test_a_quote_that_begins_with_somebodys_words_has_one_quotation_mark() -> None:
    assert in_quotes("It was the Lasset.") == "“It was the Lasset.”"
    assert in_quotes("“We were told,” says the baker.") == "“We were told,” says the baker."


def test_what_is_cut_off_a_passage_leaves_one_ellipsis() -> None:
    row = TagRow("a", 0, Tag("1", "a", "", 1), TagUse(1, 1, ""), 0)
    words = (
        "Observers counted fourteen breaches in a week that both governments called quiet, and more of them since."
    )
    for width in range(20, 60):
        lines = [text(line) for line in about_lines(row, [mark("1", words)], {}, "", width, 12)]
        assert not any("… …" in line for line in lines)


def test_the_title_over_a_passage_has_the_room_that_tags_and_note_leave() -> None:
    title = "Letters about the lower bridge"
    record = ArticleRecord("x", title, (), "", "", "", "", "", "", "", "", "", 10, 1)
    passage = Passage(mark("1", "Words.", "Who said this first?"), ArticleRow(record))
    assert text(passage_runs(passage, 1, 56, {}, told=("a",))) == f"{title}  ✎ Who said this first?"
    assert text(passage_runs(passage, 1, 40, {}, told=("a",))) == "Letters about the l…  ✎ Who said this f…"
