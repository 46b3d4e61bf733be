"""Statistics as rows of a list: what there is, plots over time and by the clock, then every source and tag. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from rich.cells import cell_len

from storage.bins import Unit
from storage.query.printing import tag_query
from storage.statistics import SourceCount, Statistics, TagCount
from storage.wording import count_of
from tui.cells import Runs, cropped, fitted, width_of
from tui.lists.plots import Bars, plot, room_for
from tui.lists.tag_rows import bar
from tui.months import MONTHS
from tui.pace import minutes_for, told
from tui.wrapping import flow

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_BESIDE = 100
"""Cells from which the plots of weekdays and hours stand side by side."""
_COUNT, _COUNTS = 9, 3
"""Cells of a count, and how many there are at most."""
_LEAST_BAR = 6
_LONGEST_BAR = 40
_GAP = "  "
_PREPOSITIONS = {Unit.DAY: "on", Unit.WEEK: "in the week of", Unit.MONTH: "in", Unit.YEAR: "in"}
NO_SOURCE = "source not known"
"""What stands for the articles of which no source is known."""


class Leads(Enum):
    """Where a row leads to."""

    ARTICLES = "articles"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class StatRow:
    """Some lines that belong together."""

    lines: tuple[Runs, ...]
    query: str = ""
    """What it counts, where that is of a source or a tag."""
    leads: Leads = Leads.NOTES
    rests: bool = True
    """Whether the cursor may rest on it."""


def stat_rows(counted: Statistics, width: int) -> list[StatRow]:
    """Return the rows, none wider than ``width`` cells."""
    if not counted.articles:
        return []
    rows = [StatRow(tuple(_flowed(([(said, "")] for said in _summary(counted)), width)))]
    rows += _timelines(counted, width)
    rows += _clocks(counted, width)
    names = [*(source.name or NO_SOURCE for source in counted.sources), *(tag.name for tag in counted.tags)]
    longest = max(map(cell_len, names), default=0)
    rows += _sources(counted.sources, width, longest)
    rows += _tags(counted.tags, width, longest)
    return rows


def _summary(counted: Statistics) -> Iterator[str]:
    states = " · ".join(f"{count:,} {state}" for state, count in counted.states.items() if count)
    yield f"{count_of(counted.articles, 'article')}: {states}"
    median, whole = told(minutes_for(counted.median_words)), told(minutes_for(counted.words))
    yield f"{whole} to read in all; half of them take {median} or less"
    if counted.marks:
        where = count_of(counted.marked_articles, "article")
        noted = f"{counted.notes:,}" if counted.notes else "none"
        yield f"{count_of(counted.marks, 'mark')} in {where}, {noted} with a note"


def _timelines(counted: Statistics, width: int) -> Iterator[StatRow]:
    if not counted.timeline:
        return
    bins = counted.timeline[-room_for(width) :]
    first, last = (_name(each.start, counted.unit) for each in (bins[0], bins[-1]))
    since = f"each {counted.unit}, {first} to {last}"
    if len(bins) < len(counted.timeline):
        since += f", the last {count_of(len(bins), counted.unit)}"
    undated = counted.read - counted.read_dated
    aside = f" · of {undated:,} more the history does not know when" if undated else ""
    series = [
        ("article", "added", "", [each.added for each in bins], "tag--1"),
        ("article", "set read", aside, [each.read for each in bins], "tag--3"),
        ("mark", "made", "", [each.marks for each in bins], "tag--2"),
    ]
    if len(bins) == 1:
        when = f"{_PREPOSITIONS[counted.unit]} {first}"
        said = [
            f"{count_of(counts[0], thing)} {done} {when}{more}"
            for thing, done, more, counts, _ in series
            if counts[0]
        ]
        yield _blank()
        yield StatRow(tuple(_flowed([[(each, "")] for each in said], width)))
        return
    lead = max(len(f"{max(counts):,}") for *_, counts, _ in series)
    names = [_short_name(each.start, counted.unit) for each in bins]
    for thing, done, more, counts, ink in series:
        if any(counts):
            head: Runs = [(f"{thing}s {done}", "title"), (f" {since}{more}", "dim")]
            yield _blank()
            yield StatRow((*_flowed([head], width), *plot(Bars(names, counts), width, ink, lead)))


def _clocks(counted: Statistics, width: int) -> Iterator[StatRow]:
    if not counted.marks:
        return
    week = ("marks by the day of the week", Bars(_WEEKDAYS, counted.weekdays))
    day = ("marks by the hour of the day", Bars([f"{hour:02}" for hour in range(24)], counted.hours))
    if width < _BESIDE:
        for title, bars in (week, day):
            yield _blank()
            yield StatRow((*_flowed([[(title, "title")]], width), *plot(bars, width, "tag--2")))
        return
    half = width // 2
    left, right = ([[(title, "title")], *plot(bars, half - len(_GAP), "tag--2")] for title, bars in (week, day))
    yield _blank()
    pairs = zip(left, right, strict=True)
    yield StatRow(tuple([*one, (" " * (half - width_of(one)), ""), *other] for one, other in pairs))


def _sources(sources: Sequence[SourceCount], width: int, longest: int) -> Iterator[StatRow]:
    heads = ("articles", "read", "marks")
    table = [
        (source.name or NO_SOURCE, source.articles, (source.articles, source.read, source.marks), _asks(source))
        for source in sources
    ]
    yield from _table("by source", heads, table, width, longest, "tag--1", Leads.ARTICLES)


def _tags(tags: Sequence[TagCount], width: int, longest: int) -> Iterator[StatRow]:
    table = [(tag.name, tag.marks, (tag.marks, tag.articles), tag_query(tag.name)) for tag in tags]
    yield from _table("by tag", ("marks", "articles"), table, width, longest, "tag--2", Leads.NOTES)


def _asks(source: SourceCount) -> str:
    name = source.name.replace('"', " ").strip()
    return f'source:"{name}"' if name else "not has:source"


_Line = tuple[str, int, tuple[int, ...], str]
"""A name, what its bar is as long as, its counts, and the query for what it leads to."""


def _table(
    title: str, heads: Sequence[str], table: Sequence[_Line], width: int, longest: int, ink: str, leads: Leads
) -> Iterator[StatRow]:
    """Yield a heading and a row a line; all tables have room for names of ``longest`` cells and for three counts."""
    if not table:
        return
    counts = _COUNT * _COUNTS
    if width < counts + 12:
        heads, counts = heads[:1], _COUNT
    room = max(width - counts - 1, 4)
    length = min(max(room - longest - len(_GAP), min(room // 3, _LEAST_BAR)), _LONGEST_BAR)
    length = length if length >= _LEAST_BAR else 0
    name_cells = min(longest, room - length - len(_GAP)) if length else min(longest, room)
    most = max(measure for _, measure, *_ in table)
    lead = name_cells + (length + len(_GAP) if length else 0)
    yield _blank()
    head: Runs = [(fitted(title, lead), "title"), ("".join(name.rjust(_COUNT) for name in heads), "dim")]
    yield StatRow((_fitted(head, width),), rests=False)
    for name, measure, numbers, query in table:
        runs: Runs = [(fitted(name, name_cells), "" if name != NO_SOURCE else "dim")]
        if length:
            runs += [(_GAP, ""), (fitted(bar(measure, most, length), length), ink)]
        runs.append(("".join(f"{number:,}".rjust(_COUNT) for number in numbers[: len(heads)]), ""))
        yield StatRow((_fitted(runs, width),), query, leads)


def _fitted(runs: Runs, width: int) -> Runs:
    return runs if width_of(runs) <= width else [(cropped("".join(text for text, _ in runs), width), "")]


def _flowed(lines: Iterable[Runs], width: int) -> list[Runs]:
    return [row for line in lines for row in flow(line, width, hang=min(2, width - 1))]


def _blank() -> StatRow:
    return StatRow(([],), rests=False)


def _name(start: date, unit: Unit) -> str:
    day = start.isoformat()
    return {Unit.MONTH: day[:7], Unit.YEAR: day[:4]}.get(unit, day)


def _short_name(start: date, unit: Unit) -> str:
    """Return what stands under a bar; the heading says of which years they are."""
    return _name(start, unit) if unit in {Unit.MONTH, Unit.YEAR} else f"{start.day} {MONTHS[start.month - 1][:3]}"
