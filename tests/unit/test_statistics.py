"""Counts of a library: bins without a gap, the reader's clock, days only where they are known; plots and tables."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from storage.article import ArticleRecord, ArticleRow, State
from storage.bins import Unit
from storage.query import parse_query
from storage.query.matching import picks
from storage.query.said import NoAnnotations, Said
from storage.statistics import Made, SourceCount, Statistics, statistics
from tui.cells import harmless
from tui.lists.plots import HEIGHT, Bars, plot
from tui.lists.stat_rows import NO_SOURCE, stat_rows

TODAY = date(2026, 11, 22)
NOON = "2026-11-22T12:00:00.000Z"
RECORD = ArticleRecord("a", "A", (), "The Ledger", "", "", "", "", "", NOON, "", "", 100, 1)


@pytest.fixture(autouse=True)
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A clock five and a half hours ahead: an hour of UTC is part of two here."""
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def row(
    key: str, site: str = "The Ledger", state: State = State.UNREAD, added: str = NOON, words: int = 100
) -> ArticleRow:
    return ArticleRow(RECORD._replace(id=key, site=site, state=state, added=added, words=words))


def text_of(counted: Statistics, width: int) -> list[str]:
    return ["".join(text for text, _ in runs) for each in stat_rows(counted, width) for runs in each.lines]


def test_sums_states_and_the_median() -> None:
    rows = [row("a", words=10), row("b", state=State.READ, words=30), row("c", words=500), row("d", words=70)]
    marks = [Made("a", ("war", "todo"), True, NOON), Made("a", ("War",), False, NOON), Made("b", (), True, NOON)]
    counted = statistics(rows, marks, {}, TODAY)
    assert (counted.articles, counted.words, counted.median_words) == (4, 610, 50)
    assert counted.states == {"unread": 3, "reading": 0, "read": 1, "archived": 0}
    assert (counted.marks, counted.notes, counted.marked_articles) == (3, 2, 2)
    assert [(tag.name, tag.marks, tag.articles) for tag in counted.tags] == [("war", 2, 1), ("todo", 1, 1)]


def test_sources_with_most_articles_come_first_and_the_unknown_one_has_no_name() -> None:
    rows = [row("a", ""), row("b", "Le Monde", State.READ), row("c", "Le Monde")]
    counted = statistics(rows, [Made("c", (), False, NOON)], {}, TODAY)
    assert counted.sources == (SourceCount("Le Monde", 2, 1, 1, 200), SourceCount("", 1, 0, 0, 100))
    assert any(NO_SOURCE in line for line in text_of(counted, 80))


def test_an_article_without_a_site_counts_for_the_host_of_its_address_as_a_query_finds_it() -> None:
    hosted = ArticleRow(RECORD._replace(id="d", site="", url="https://www.ledger.example/night-trains"))
    (source,) = statistics([hosted], [], {}, TODAY).sources
    assert source.name == "ledger.example"
    (asked,) = (line.query for line in stat_rows(statistics([hosted], [], {}, TODAY), 80) if line.query)
    assert picks(parse_query(asked))(Said(hosted, NoAnnotations()))


@pytest.mark.parametrize(
    ("added", "unit", "bins"),
    [
        ("2026-11-22T01:00:00.000Z", Unit.DAY, 1),
        ("2026-09-25T01:00:00.000Z", Unit.DAY, 59),
        ("2026-08-01T01:00:00.000Z", Unit.WEEK, 17),
        ("2024-01-10T01:00:00.000Z", Unit.MONTH, 35),
        ("1970-01-01T00:00:00.000Z", Unit.YEAR, 57),
    ],
)
def test_the_unit_is_the_smallest_that_needs_few_bins(added: str, unit: Unit, bins: int) -> None:
    counted = statistics([row("a", added=added)], [], {}, TODAY)
    assert (counted.unit, len(counted.timeline)) == (unit, bins)
    assert counted.timeline[0].added == 1
    assert counted.timeline[-1].start <= TODAY


def test_days_and_hours_are_those_of_the_readers_clock() -> None:
    marks = [
        Made("a", (), False, "2026-11-21T18:29:59.000Z"),
        Made("a", (), False, "2026-11-21T18:30:00.000Z"),
        Made("a", (), False, "2026-11-21T23:00:00+02:00"),
        Made("a", (), False, "no time at all"),
    ]
    counted = statistics([row("a")], marks, {}, TODAY)
    assert [(each.start.day, each.marks) for each in counted.timeline] == [(21, 1), (22, 2)]
    assert (counted.hours[23], counted.hours[0], counted.hours[2]) == (1, 1, 1)
    assert counted.weekdays == (0, 0, 0, 0, 0, 1, 2)
    assert counted.marks == 4


def test_an_article_counts_as_read_on_a_day_only_where_the_history_knows_it() -> None:
    rows = [
        row("a", state=State.READ),
        row("b", state=State.READ),
        row("c", state=State.ARCHIVED),
        row("d", state=State.ARCHIVED),
        row("e", state=State.UNREAD),
    ]
    read = {"a": "2026-11-20T12:00:00.000Z", "c": NOON, "e": NOON, "gone": NOON}
    counted = statistics(rows, [], read, TODAY)
    assert (counted.read, counted.read_dated) == (3, 2)
    assert [each.read for each in counted.timeline] == [1, 0, 1]
    assert "of 1 more the history does not know when" in " ".join(" ".join(text_of(counted, 80)).split())


def test_an_empty_library_has_nothing_to_show() -> None:
    assert stat_rows(statistics([], [], {}, TODAY), 80) == []


MOMENTS = st.datetimes().map(lambda moment: moment.isoformat(timespec="milliseconds") + "Z") | st.text(max_size=8)


@given(st.lists(MOMENTS, max_size=20), st.lists(st.tuples(MOMENTS, st.lists(st.text(max_size=4), max_size=3))))
@settings(deadline=None)
def test_every_moment_that_can_be_read_is_in_one_bin(added: list[str], marked: list[tuple[str, list[str]]]) -> None:
    rows = [row(str(number), added=moment) for number, moment in enumerate(added)]
    counted = statistics(rows, [Made("0", tuple(tags), False, moment) for moment, tags in marked], {}, TODAY)
    assert sum(each.marks for each in counted.timeline) == sum(counted.hours) == sum(counted.weekdays) <= len(marked)
    assert sum(each.added for each in counted.timeline) <= len(added)
    starts = [each.start for each in counted.timeline]
    assert starts == sorted(set(starts))
    assert counted.unit is Unit.YEAR or len(starts) <= 60


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=60), st.integers(70, 200))
@settings(deadline=None, max_examples=25)
def test_a_plot_has_its_height_fits_its_width_and_is_plain_text(counts: list[int], width: int) -> None:
    lines = plot(Bars([f"2026-{number:02}" for number in range(len(counts))], counts), width, "tag--1")
    assert len(lines) == HEIGHT
    for runs in lines:
        text = "".join(text for text, _ in runs)
        assert cell_len(text) <= width
        assert text.isprintable()
    top = "".join(text for text, _ in lines[0])
    assert f"{max(*counts, 1):,}" in top
    drawn = "".join(text for runs in lines[:-2] for text, ink in runs if ink == "tag--1")
    assert bool(drawn.strip()) is any(counts)


@given(st.integers(1, 200), st.lists(st.text(max_size=30), max_size=4))
@settings(deadline=None, max_examples=25)
def test_no_row_is_wider_than_the_list_whatever_sources_and_tags_are_called(width: int, names: list[str]) -> None:
    rows = [row(str(number), site=name) for number, name in enumerate([*names, "x" * 90, "報" * 40])]
    marks = [Made("0", (*names, "\x1b[31m[/b]"), True, NOON)]
    counted = statistics(rows, marks, {}, TODAY)
    for line in text_of(counted, width):
        assert cell_len(line) <= max(width, 16)
        assert harmless(line) == line


def test_plots_over_time_stand_one_under_the_other_and_name_days_as_people_do() -> None:
    rows = [row(str(number), added="2026-11-02T12:00:00Z") for number in range(12)]
    marks = [Made("0", (), False, NOON)]
    lines = text_of(statistics(rows, marks, {}, TODAY), 100)
    axes = [line.index("┤") for line in lines if line.lstrip().startswith(("12┤", "1┤"))][:2]
    assert axes[0] == axes[1]
    assert any(line.split()[:2] == ["2", "Nov"] for line in lines)


def test_what_was_all_done_in_one_day_is_told_and_not_plotted() -> None:
    counted = statistics([row("a", added=NOON)], [Made("a", (), False, NOON), Made("a", (), False, NOON)], {}, TODAY)
    lines = text_of(counted, 100)
    assert f"1 article added on {NOON[:10]}" in lines
    assert f"2 marks made on {NOON[:10]}" in lines


def test_the_counts_of_sources_and_tags_stand_in_the_same_columns() -> None:
    rows = [row("a", site="The Ledger"), row("b", site="A much longer name of a source")]
    lines = text_of(statistics(rows, [Made("a", ("x",), False, NOON)], {}, TODAY), 100)
    by_source, by_tag = (next(line for line in lines if line.startswith(title)) for title in ("by source", "by tag"))
    assert by_source.index("articles") + len("articles") == by_tag.index("marks") + len("marks")
