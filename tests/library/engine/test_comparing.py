"""The three-way comparison of an edited file."""

from __future__ import annotations

import pytest

from storage.library.documents import ARTICLES
from storage.library.engine.takeover import Edit, compare
from tests.library.engine.filling import (
    article,
    lines_of,
)


def line(title: str) -> bytes:
    return lines_of((ARTICLES, [article("a", title)]))[ARTICLES]["a"]


@pytest.mark.parametrize(
    ("was", "became", "now", "edit", "conflict"),
    [
        ("1", "1", "1", False, False),
        ("1", "2", "1", True, False),
        ("1", "2", "2", False, False),
        ("1", "1", "2", False, False),
        ("1", "2", "3", False, True),
        (None, "1", None, True, False),
        (None, "1", "1", False, False),
        (None, "1", "2", False, True),
        ("1", None, "1", True, False),
        ("1", None, None, False, False),
        ("1", None, "2", False, True),
        ("1", "2", None, False, True),
        (None, None, "1", False, False),
        ("1", "1", None, False, False),
    ],
)
def test_each_way_in_which_two_sides_change_a_document(
    was: str | None, became: str | None, now: str | None, edit: bool, conflict: bool
) -> None:
    tables = [{ARTICLES: {} if title is None else {"a": line(title)}} for title in (was, became, now)]
    expected = (Edit(ARTICLES, "a", None if became is None else line(became)),)
    found = compare(*tables)
    assert (found.edits, found.conflicts) == (expected if edit else (), expected if conflict else ())
