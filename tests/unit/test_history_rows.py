"""The history as rows: days, what was done, on what, from where; a row fits any width."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from storage.change import Change, Origin
from storage.query import parse_query
from tui.cells import harmless
from tui.lists.history_rows import Day, Deed, deeds, history_rows, history_runs, matching
from tui.moments import at, day, local, made

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_athens(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two hours east of the zone that moments are kept in."""
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "EET-2")
        time.tzset()
        yield
    time.tzset()


def change(
    number: int,
    label: str = "tag war on ¶ 3",
    moment: str = "2026-11-22T10:15:00.000Z",
    *,
    own: bool = False,
    undone: bool = False,
    articles: tuple[str, ...] = (),
    origin: Origin = Origin.COMMAND,
) -> Change:
    return Change(number, label, moment, origin, own, undone, frozenset(articles))


def text(deed: Day | Deed, width: int) -> str:
    return "".join(part for part, _ in history_runs(deed, width))


def test_a_moment_is_told_by_the_readers_own_clock() -> None:
    assert f"{local('2026-11-22T23:30:00Z'):%Y-%m-%d %H:%M}" == "2026-11-23 01:30"
    assert at("2026-11-22T10:15:00Z", NOON.astimezone()) == "at 12:15"
    assert at("2026-11-21T10:15:00Z", NOON.astimezone()) == "on 2026-11-21 at 12:15"
    assert made(change(1, origin=Origin.WINDOW), NOON.astimezone()) == "in a window at 12:15"
    assert made(change(1), NOON.astimezone()) == "by a command at 12:15"


def test_a_moment_that_cannot_be_read_stops_nobody() -> None:
    assert local("no moment").year in (1969, 1970)


def test_days_are_named_as_people_name_them() -> None:
    today = date(2026, 11, 22)
    assert day(today, today) == "today"
    assert day(date(2026, 11, 21), today) == "yesterday 2026-11-21"
    assert day(date(2026, 11, 16), today) == "Monday 2026-11-16"


def test_each_day_has_a_heading_and_days_are_parted() -> None:
    done = deeds([change(4), change(3, moment="2026-11-21T23:00:00Z"), change(2, moment="2026-11-20T10:00:00Z")], {})
    rows = history_rows(done, date(2026, 11, 22))
    assert [row.words if isinstance(row, Day) else row.change.id for row in rows] == [
        "today",
        4,
        3,
        "",
        "Friday 2026-11-20",
        2,
    ]
    assert history_rows([], date(2026, 11, 22)) == []


def test_the_article_is_named_unless_the_label_does_it() -> None:
    titles = {"a": "Night trains", "b": "Patrols"}
    one, several, none, named, gone = deeds(
        [
            change(5, articles=("a",)),
            change(4, "rename tag a to b", articles=("a", "b")),
            change(3, articles=()),
            change(2, "remove “Patrols”", articles=("b",)),
            change(1, articles=("c",)),
        ],
        titles,
    )
    assert [deed.article for deed in (one, several, none, named, gone)] == ["Night trains", "2 articles", "", "", ""]
    assert text(one, 100).startswith("12:15  tag war on ¶ 3 · Night trains  ")


def test_what_was_not_done_in_a_window_says_so_where_there_is_room() -> None:
    here, window, command = deeds([change(3, own=True), change(2, origin=Origin.WINDOW), change(1)], {})
    assert [text(deed, 80).split()[-1] for deed in (here, window, command)] == ["3", "3", "command"]
    assert text(command, 40).strip() == "12:15  tag war on ¶ 3"


@pytest.mark.parametrize("width", [36, 60, 200])
def test_what_is_undone_says_so_in_a_word(width: int) -> None:
    (deed,) = deeds([change(1, "a label that is much longer than there is room for in a row", undone=True)], {})
    assert "undone" in text(deed, width)


@given(st.text(), st.text(), st.integers(1, 120), st.booleans())
def test_a_row_fits_and_steers_no_terminal(label: str, title: str, width: int, undone: bool) -> None:
    (deed,) = deeds([change(1, label, undone=undone, articles=("a",))], {"a": title})
    shown = text(deed, width)
    assert cell_len(shown) <= width
    assert shown == harmless(shown)


def test_words_narrow_the_list() -> None:
    done = deeds(
        [change(3, "note on ¶ 1", articles=("a",)), change(2, undone=True), change(1, "Überarbeitet", own=True)],
        {"a": "Night trains"},
    )

    def found(query: str) -> list[int]:
        return [deed.change.id for deed in matching(done, parse_query(query))]

    assert found("trains") == [3]
    assert found("undone") == [2]
    assert found("not undone") == [3, 1]
    assert found("uberarbeitet here") == [1]
    assert found('2026-11-22 command "on ¶"') == [3, 2]
    assert found("zeppelin") == []
