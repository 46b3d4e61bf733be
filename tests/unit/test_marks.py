"""Marks on a page: overlapping ones stand side by side, and the one that is meant is found."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from storage.annotation import AnchorStatus, Annotation, Scope, Target
from storage.block import Block, Kind, Role
from tui.reading.margin import MarginWords, annotation_rows, called, head_rows, marks_in_margin
from tui.reading.marks import Mark, Marks, Place, ink_of, make_marks


@dataclass(frozen=True)
class Found:
    status: AnchorStatus
    first: str = ""
    last: str = ""
    start: int | None = None
    end: int | None = None


NOWHERE: Place = (99, 99, None, None)
INDEX = {f"p{number}": number for number in range(20)}
INKS = {"conflict": "tag--1", "todo": "tag--2"}


def annotation(
    name: str, first: int, last: int, *tags: str, note: str = "", span: tuple[int, int] | None = None, by: str = "me"
) -> Annotation:
    scope = Scope.SPAN if span else Scope.RANGE if last > first else Scope.PARAGRAPH
    start, end = span or (None, None)
    target = Target("x", scope, f"p{first}", f"p{last}", start, end, exact="some words")
    return Annotation(name, target, tags, note, by, "2026-01-01T00:00:00Z", f"2026-01-01T00:00:0{len(name) % 10}Z")


def laid(*annotations: Annotation) -> Marks:
    def find(target: Target) -> Found:
        if target.first not in INDEX:
            return Found(AnchorStatus.ORPHAN)
        return Found(AnchorStatus.EXACT, target.first, target.last, target.start, target.end)

    return make_marks(annotations, INDEX, find, INKS)


def rows(runs: list[list[tuple[str, str]]]) -> list[str]:
    return ["".join(text for text, _ink in row) for row in runs]


@given(st.lists(st.tuples(st.integers(0, 19), st.integers(0, 6)), max_size=20))
def test_no_two_marks_share_a_lane_where_both_cover_a_block(places: list[tuple[int, int]]) -> None:
    marks = laid(*(annotation(f"a{n}", at, min(at + more, 19), "todo") for n, (at, more) in enumerate(places)))
    for here in marks.by_block.values():
        lanes = [mark.lane for mark in here]
        assert lanes == sorted(set(lanes))
        assert max(lanes) < marks.lanes
    assert sum(len(marks.beginning(block)) for block in marks.begun) == len(places)


def test_a_range_keeps_its_lane_over_all_its_paragraphs() -> None:
    marks = laid(
        annotation("long", 1, 4, "todo"), annotation("b", 2, 2, "conflict"), annotation("c", 3, 3, "conflict")
    )
    assert {mark.lane for block in range(1, 5) for mark in marks.by_block[block] if mark.annotation.id == "long"} == {
        0
    }
    assert marks.lanes == 2


def test_a_mark_whose_text_is_gone_is_an_orphan_and_not_dropped() -> None:
    lost = annotation("lost", 99, 99, "todo", note="Keep me")
    marks = laid(lost)
    assert marks.orphans == (lost,)
    shown = "\n".join(rows(head_rows((), marks.orphans, MarginWords(), 50)))
    assert "text not found" in shown
    assert "some words" in shown
    assert "Keep me" in shown


def test_the_mark_on_exactly_the_target_is_meant_before_others() -> None:
    span = annotation("span", 2, 2, "todo", span=(0, 4))
    whole = annotation("whole", 2, 2, "todo")
    ranged = annotation("range", 1, 3, "todo")
    marks = laid(span, whole, ranged)

    def meant(place: Place) -> str:
        mark = next(iter(marks.all_at(2, place, "me")), None)
        assert mark is not None
        return mark.annotation.id

    assert meant((2, 2, None, None)) == "whole"
    assert meant((1, 3, None, None)) == "range"
    assert meant(NOWHERE) == "span"
    assert marks.all_at(9, NOWHERE, "me") == ()


def test_a_mark_is_meant_where_it_lies_now_whatever_paragraph_it_was_made_on() -> None:
    moved, other = annotation("moved", 2, 2, "todo"), annotation("other", 5, 7, "todo")

    def find(target: Target) -> Found:
        return (
            Found(AnchorStatus.FUZZY, "p6", "p6") if target == moved.target else Found(AnchorStatus.EXACT, "p5", "p7")
        )

    mark = make_marks([other, moved], INDEX, find, INKS).all_at(6, (6, 6, None, None), "me")[0]
    assert mark is not None
    assert mark.annotation is moved


def test_my_own_mark_is_meant_before_anothers() -> None:
    marks = laid(annotation("theirs", 2, 2, "todo", by="you", span=(0, 2)), annotation("mine", 1, 3, "todo"))
    mark = next(iter(marks.all_at(2, NOWHERE, "me")), None)
    assert mark is not None
    assert mark.annotation.id == "mine"


def test_the_ink_is_the_first_tags_or_that_of_notes() -> None:
    assert ink_of(annotation("a", 1, 1, "Conflict", "todo"), INKS) == "tag--1"
    assert ink_of(annotation("a", 1, 1, note="n"), INKS) == "note"
    assert ink_of(annotation("a", 1, 1, "unknown"), INKS) == "dim"


def test_the_margin_names_tags_with_their_digits_and_wraps_the_note() -> None:
    words = MarginWords(INKS, {"conflict": 1})
    told = annotation_rows(annotation("a", 1, 1, "conflict", "todo", note="Compare the figure.\n\nTwice."), words, 16)
    assert rows(told) == ["1 conflict", "  todo", "✎ Compare the", "  figure.", "  ", "  Twice."]
    assert ("conflict", "tag--1") in told[0]
    assert ("Compare the", "note") in told[2]


def test_an_address_longer_than_a_row_begins_where_its_note_does() -> None:
    told = annotation_rows(annotation("a", 1, 1, note="https://a.example/b\nhttps://a.example/c"), MarginWords(), 14)
    assert rows(told) == ["✎ https://a.ex", "  ample/b", "  https://a.ex", "  ample/c"]


def test_no_row_of_tags_ends_in_the_dot_before_the_next_row() -> None:
    told = annotation_rows(annotation("a", 1, 1, "figures", "method/sampling"), MarginWords(), 20)
    assert [row.strip() for row in rows(told)] == ["figures", "method/sampling"]


def test_a_range_and_a_span_say_what_they_are() -> None:
    marks = laid(annotation("range", 1, 3, "todo"), annotation("span", 1, 1, "conflict", span=(0, 5)))
    told = rows(
        marks_in_margin(marks.beginning(1), "Seven words", MarginWords(), 40, lambda first, last: f"¶ {first}–{last}")
    )
    assert told == ["¶ 1–3 todo", "“Seven” conflict"]


def test_names_of_paragraphs() -> None:
    blocks = [
        Block(f"p-{n}", Kind.PARAGRAPH, "", Role.TITLE if n == 1 else Role.BODY, n not in {0, 3, 5, 6})
        for n in range(7)
    ]
    numbers = {2: 1, 4: 2}
    assert called(blocks, numbers.get, 2, 2) == "¶ 1"
    assert called(blocks, numbers.get, 2, 4) == "¶ 1–2"
    assert called(blocks, numbers.get, 3, 6) == "¶ 2"
    assert called(blocks, numbers.get, 1, 1) == "the title"
    assert called(blocks, numbers.get, 0, 3) == "the title–¶ 1"
    assert called(blocks, numbers.get, 3, 3) == "a hidden line"
    assert called(blocks, numbers.get, 5, 6) == "hidden lines"


def test_hostile_tags_and_notes_stay_one_line_each() -> None:
    told = annotation_rows(annotation("a", 1, 1, "t\x1b[2Jag", note="n\x1b]0;x\x07ote\u2028two"), MarginWords(), 40)
    assert not any(char < " " or char == "\u2028" for row in rows(told) for char in row)


def test_a_long_note_of_ones_own_is_cut_short_and_says_how_to_open_it() -> None:
    note = "\n".join(f"line {number}" for number in range(1, 12))
    marks = laid(annotation("a", 1, 1, "claim", note=note))
    words = MarginWords(INKS, creator="me", opens="enter")

    def told(words: MarginWords, room: int = 0) -> list[str]:
        return rows(marks_in_margin(marks.beginning(1), "Words", words, 40, lambda first, last: "¶", room=room))

    assert told(words)[-2:] == ["  line 5", "  … enter opens"]
    assert told(words, room=20)[-1] == "  line 11"
    assert told(MarginWords(INKS, creator="somebody else", opens="enter"))[-1] == "  line 11"
    assert told(MarginWords(INKS, creator="me"))[-1] == "  line 11"


def test_several_marks_on_a_paragraph_each_have_a_bar_before_what_is_said_of_them() -> None:
    marks = laid(annotation("a", 1, 1, "conflict", note="One."), annotation("b", 1, 2, "todo"))
    told = marks_in_margin(
        marks.beginning(1), "Words", MarginWords(INKS), 40, lambda first, last: f"¶ {first}–{last}", several=True
    )
    assert [row[0] for row in told] == [("▎", mark.ink) for mark in marks.beginning(1) for _ in told_of(mark)]


def told_of(mark: Mark) -> list[str]:
    return [*mark.annotation.tags, *mark.annotation.note.splitlines()]
