"""Notes in groups by article, tag and time; the filter for lost ones; what is selected in a list."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storage.annotation import Annotation, Scope, Tag, Target
from storage.article import ArticleRecord, ArticleRow
from storage.query import parse_query
from tui.dialogs.common_tags import common_tags
from tui.lists.note_filter import ORPHANS, orphans_turned
from tui.lists.note_groups import Grouping, by_article, by_tag, by_time
from tui.lists.selecting import Selection

TODAY = date(2026, 11, 22)


def row(key: str) -> ArticleRow:
    return ArticleRow(ArticleRecord(key, f"Title {key}", (), "", "", "", "", "", "", "", "", "", 10, 1))


def mark(key: str, *tags: str, article: str = "a", created: str = "2026-11-22T12:00:00.000Z") -> Annotation:
    return Annotation(key, Target(article, Scope.PARAGRAPH), tags, "", "reader", created, created)


ROWS = [row("a"), row("b"), row("c")]
MARKS = {"b": (mark("3", "War", "todo", article="b"),), "a": (mark("1", "war"), mark("2"))}


def test_articles_come_in_their_order_and_those_without_annotations_not_at_all() -> None:
    groups = by_article(ROWS, MARKS)
    assert [(group.head.title, [each.id for each in group.marks]) for group in groups] == [
        ("Title a", ["1", "2"]),
        ("Title b", ["3"]),
    ]


def test_a_group_in_which_nothing_changed_is_the_same_one() -> None:
    before = {group.head.key: group for group in by_article(ROWS, MARKS)}
    after = by_article(ROWS, {**MARKS, "a": (mark("1"),)}, before)
    assert after[1] is before["b"]
    assert after[0] is not before["a"]


def test_an_annotation_stands_under_each_of_its_tags_and_untagged_ones_come_last() -> None:
    tags = [Tag("t", "todo", ""), Tag("w", "war", "", description="Acts of war")]
    groups = by_tag(ROWS, MARKS, tags, {"war": "tag--1"})
    assert [(group.head.title, [each.id for each in group.marks]) for group in groups] == [
        ("todo", ["3"]),
        ("war", ["1", "3"]),
        ("no tag", ["2"]),
    ]
    assert groups[1].head.about == " · Acts of war"
    assert groups[1].head.ink == "tag--1"
    assert [group.head.title for group in by_tag(ROWS, MARKS, tags, {}, reverse=True)] == ["war", "todo", "no tag"]


def test_the_last_days_have_a_group_each_and_earlier_ones_their_month() -> None:
    def at(days: int) -> str:
        noon = datetime(2026, 11, 22, 12).astimezone(UTC) - timedelta(days=days)
        return noon.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    marks = {"a": tuple(mark(str(days), created=at(days)) for days in (0, 1, 6, 7, 60, 700))}
    groups = by_time(ROWS, marks, TODAY)
    assert [(group.head.title, [each.id for each in group.marks]) for group in groups] == [
        ("today", ["0"]),
        ("yesterday 2026-11-21", ["1"]),
        ("Monday 2026-11-16", ["6"]),
        ("November 2026", ["7"]),
        ("September 2026", ["60"]),
        ("December 2024", ["700"]),
    ]
    turned = by_time(ROWS, marks, TODAY, reverse=True)
    assert [group.head.title for group in turned] == [group.head.title for group in reversed(groups)]


@given(st.lists(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)), max_size=20))
def test_by_time_shows_each_annotation_once_newest_first(moments: list[datetime]) -> None:
    made = [moment.isoformat(timespec="milliseconds") + "Z" for moment in moments]
    marks = {"a": tuple(mark(str(number), created=when) for number, when in enumerate(made))}
    shown = [each for group in by_time(ROWS, marks, TODAY) for each in group.marks]
    assert [each.created for each in shown] == sorted(made, reverse=True)


def test_the_groupings_go_round() -> None:
    assert Grouping.ARTICLE.next is Grouping.TAG
    assert Grouping.TIME.next is Grouping.ARTICLE


@given(st.sampled_from(["", "war", "tag:war or note:x", "(a or b) c", "has:note", "(a)"]))
def test_the_filter_for_lost_ones_comes_and_goes(query: str) -> None:
    narrowed = orphans_turned(query)
    assert ORPHANS in narrowed
    assert orphans_turned(narrowed) == query
    assert parse_query(narrowed)


def test_tags_that_all_have_are_told_from_those_that_some_have() -> None:
    assert common_tags([("War", "todo"), ("war",), ("WAR", "figures")]) == (("War",), ("todo", "figures"))
    assert common_tags([()]) == ((), ())


def test_selecting_one_a_range_and_all() -> None:
    listed = list("abcdef")
    selection = Selection()
    selection.toggle("b")
    selection.reach(listed, "d")
    assert list(selection) == ["b", "c", "d"]
    selection.reach(listed, "c")
    assert list(selection) == ["b", "c", "d"]
    selection.toggle("c")
    assert "c" not in selection
    selection.all(listed)
    assert len(selection) == 6
    selection.keep({"a", "b"})
    assert sorted(selection) == ["a", "b"]
    selection.all(["a", "b"])
    assert len(selection) == 0
    selection.reach(listed, "e")
    assert list(selection) == ["e"]
