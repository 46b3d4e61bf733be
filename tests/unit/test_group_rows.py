"""Rows of groups are the same as a plain list of them, folded or not, and stand where their heights say."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from storage.annotation import Annotation, Scope, Target
from tui.lists.group_rows import FOLDED_HEIGHT, GroupRows
from tui.lists.note_groups import Group
from tui.lists.note_rows import Head

HEAD = 2
LISTS = st.lists(st.tuples(st.lists(st.integers(1, 9), max_size=5), st.booleans()), max_size=6)
"""Of each group the heights of its annotations, and whether it is folded."""


def mark(key: str) -> Annotation:
    return Annotation(key, Target("a", Scope.PARAGRAPH), (), "", "reader", "", "")


@given(LISTS)
def test_rows_and_tops_are_those_of_a_plain_list(lists: list[tuple[list[int], bool]]) -> None:
    plain: list[Head | Annotation] = []
    groups, folded, heights = [], set(), []
    inside: dict[str, list[int]] = {}
    for number, (each, folds) in enumerate(lists):
        key = f"g{number}"
        group = Group(Head(key, key), [mark(f"{number}.{place}") for place in range(len(each))])
        groups.append(group)
        inside[key] = [0, *accumulate([HEAD, *each])]
        plain.append(group.head)
        if folds:
            folded.add(key)
            heights.append(FOLDED_HEIGHT)
        else:
            plain += group.marks
            heights += [HEAD, *each]
    rows = GroupRows(groups, folded)
    tops = rows.tops(lambda group: inside[group.head.key])
    assert [rows[row] for row in range(len(rows))] == plain
    assert list(tops) == [tops[row] for row in range(len(tops))] == [0, *accumulate(heights)]
    assert tops[-1] == sum(heights)
    assert tops[1:] == [*accumulate(heights)]


def test_an_annotation_is_found_in_its_group_first_then_in_any_then_at_its_heading() -> None:
    both = mark("both")
    groups = [Group(Head("one", "One"), [mark("1"), both]), Group(Head("two", "Two"), [both])]
    rows = GroupRows(groups, frozenset())
    assert rows.find("two", "both") == 4
    assert rows.find("gone", "both") == 2
    assert rows.find("two", "") == 3
    assert rows.find("two", "nothing") is None
    assert GroupRows(groups, {"one"}).find("one", "both") == 0
    assert GroupRows(groups, {"one"}).find("", "both") == 2
