"""The best state that can be had from what is left; pure."""

from __future__ import annotations

import pytest

from storage.library.documents import ARTICLES
from storage.library.engine.memory import Memory
from storage.library.engine.recovery import Base, best, lay, unbroken
from tests.library.engine.filling import (
    article,
    copy,
    lines_of,
    row,
)


def base(name: str, change: int) -> Base:
    return Base(name, change, lines_of(), {})


def test_the_state_that_misses_least_is_best() -> None:
    copies = {seq: copy(seq) for seq in (1, 2, 3, 6, 7)}
    found = best([base("old", 3), base("new", 5), base("", 0)], copies)
    assert found is not None
    assert (found.base.name, [each.seq for each in found.copies], found.newest, found.missing) == (
        "new",
        [6, 7],
        7,
        0,
    )
    found = best([base("old", 3), base("", 0)], copies)
    assert found is not None
    assert (found.base.name, found.missing) == ("old", 2)
    assert best([], copies) is None


def test_a_file_that_misses_as_much_as_the_whole_log_is_better() -> None:
    found = best([base("library.json.prev", 2), base("", 0)], {seq: copy(seq) for seq in range(1, 5)})
    assert found is not None
    assert found.base.name == "library.json.prev"


@pytest.mark.parametrize(
    ("seqs", "actions", "newest", "kept"),
    [
        ([1, 2, 3], [1, 1, 3], 3, [1, 2, 3]),
        ([1, 3, 4], [1, 3, 3], 4, [3, 4]),
        ([2, 3, 4], [1, 1, 4], 4, [4]),
        ([1, 2], [1, 2], 3, []),
        ([3, 4, 5], [3, 1, 5], 5, [5]),
        ([], [], 0, []),
    ],
)
def test_a_log_is_kept_from_where_it_is_unbroken(
    seqs: list[int], actions: list[int], newest: int, kept: list[int]
) -> None:
    rows = [row(seq, action=action) for seq, action in zip(seqs, actions, strict=True)]
    assert [each.seq for each in unbroken(rows, newest)] == kept


def test_laying_a_change_twice_is_laying_it_once() -> None:
    memory = Memory(lines_of((ARTICLES, [article("a1")])))
    for each in (row(1, "new"), row(1, "new"), row(2, "a1", after=None), row(2, "a1", after=None), row(3, table="")):
        lay(memory, each)
    assert [document["id"] for document in memory.all(ARTICLES)] == ["new"]
