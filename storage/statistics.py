"""What a library can tell of reading and tagging: how much, when, from which sources, under which tags. Pure.

Three things happen on a day that is known: an article is added, an annotation is made, and an article is set read.
The first two are told by the article and the annotation themselves. Of the third only the history knows: an article
counts on the day on which it was set read last. How long anybody read is known nowhere, and is not guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from storage.annotation import tag_key
from storage.article import ArticleRow, State
from storage.bins import Bin, Unit, timeline
from storage.source import source_of

_HOUR = len("2026-11-22T16")
_MINUTE = len("2026-11-22T16:02")


class Made(NamedTuple):
    """What is counted of an annotation."""

    article: str
    tags: tuple[str, ...]
    noted: bool
    """Whether it has a note."""
    created: str
    """RFC 3339."""


@dataclass(frozen=True, slots=True)
class SourceCount:
    """The articles of one source."""

    name: str
    """Empty for articles of which none is known."""
    articles: int
    read: int
    """Those that are read, and those archived that were set read before."""
    marks: int
    words: int


@dataclass(frozen=True, slots=True)
class TagCount:
    """What carries one tag."""

    name: str
    marks: int
    articles: int
    """Articles in which, or on which, it was given."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """All counts, of the whole library or of what a query asks for."""

    articles: int
    states: Mapping[str, int]
    """State → articles in it; every state is there."""
    words: int
    median_words: int
    """Of an article; 0 where there is none."""
    marks: int
    notes: int
    """Annotations that have a note."""
    marked_articles: int
    """Articles in which something is marked."""
    unit: Unit
    timeline: tuple[Bin, ...]
    """Oldest first, without a gap, to this day; empty where nothing has happened."""
    read: int
    """Articles that are read, and those archived that were set read before."""
    read_dated: int
    """Those of them of which the day is known on which they were set read last; the timeline counts only these."""
    sources: tuple[SourceCount, ...]
    """Those with most articles first."""
    tags: tuple[TagCount, ...]
    """Those given most often first."""
    weekdays: tuple[int, ...]
    """Annotations made on each day of the week, Monday first, by the clock of the reader."""
    hours: tuple[int, ...]
    """Annotations made in each hour of the day, 0 to 23."""


def statistics(rows: Sequence[ArticleRow], made: Iterable[Made], read: Mapping[str, str], today: date) -> Statistics:
    """Count what is in ``rows`` and ``made``.

    Args:
        rows: the articles.
        made: the annotations in them.
        read: article → when it was set read last, RFC 3339, as far as that is known.
        today: the reader's day, on which the timeline ends unless a clock was fast.
    """
    clock = _Clock()
    marks = _counted(made, clock)
    state = {row.id: row.record.state for row in rows}
    dated = {
        article: moment for article, moment in read.items() if state.get(article) in {State.READ, State.ARCHIVED}
    }
    done = {article for article, each in state.items() if each is State.READ or article in dated}
    added = clock.days(row.record.added for row in rows)
    unit, bins = timeline(added, clock.days(dated.values()), marks.days, today)
    words = [row.record.words for row in rows]
    states = Counter(row.record.state for row in rows)
    return Statistics(
        articles=len(rows),
        states={state.value: states[state] for state in State},
        words=sum(words),
        median_words=_median(words),
        marks=sum(marks.of_article.values()),
        notes=marks.notes,
        marked_articles=len(marks.of_article),
        unit=unit,
        timeline=bins,
        read=len(done),
        read_dated=len(dated),
        sources=_sources(rows, marks.of_article, done),
        tags=_tags(marks.under),
        weekdays=tuple(sum(count for day, count in marks.days.items() if day.weekday() == each) for each in range(7)),
        hours=tuple(marks.hours),
    )


class _Marks(NamedTuple):
    """What is counted of annotations."""

    of_article: Counter[str]
    under: Mapping[tuple[str, ...], Sequence[str]]
    """Tags → the articles of the annotations that have just these, one for each annotation."""
    days: Counter[date]
    hours: Sequence[int]
    """Annotations of each hour of the day."""
    notes: int


def _counted(made: Iterable[Made], clock: _Clock) -> _Marks:
    of_article: Counter[str] = Counter()
    under: dict[tuple[str, ...], list[str]] = {}
    days: Counter[date] = Counter()
    hours = [0] * 24
    notes = 0
    for article, tags, noted, created in made:
        of_article[article] += 1
        notes += noted
        under.setdefault(tags, []).append(article)
        when = clock.read(created)
        if when is not None:
            days[when[0]] += 1
            hours[when[1]] += 1
    return _Marks(of_article, under, days, hours, notes)


class _Clock:
    """Reads moments by the reader's clock; most share their hour with others, which is read once."""

    def __init__(self) -> None:
        self._hours: dict[str, tuple[date, int] | None] = {}

    def read(self, moment: str) -> tuple[date, int] | None:
        """Return the day and the hour of a moment; None for what is none."""
        # In a zone that is off by less than an hour, an hour of UTC is part of two.
        in_utc = moment.endswith("Z")
        hour, minute = (moment[:_HOUR], moment[:_MINUTE]) if in_utc else (moment, moment)
        if hour in self._hours:
            return self._hours[hour]
        if minute in self._hours:
            return self._hours[minute]
        here = _local(moment)
        whole = here is None or here.utcoffset() == _whole_hours(here.utcoffset())
        found = self._hours[hour if whole else minute] = None if here is None else (here.date(), here.hour)
        return found

    def days(self, moments: Iterable[str]) -> Counter[date]:
        """Return how many moments are on each day."""
        found = (self.read(moment) for moment in moments)
        return Counter(when[0] for when in found if when is not None)


def _local(moment: str) -> datetime | None:
    try:
        read = datetime.fromisoformat(moment)
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone()
    except (ValueError, OverflowError):
        return None


def _whole_hours(offset: timedelta | None) -> timedelta:
    return timedelta(hours=(offset or timedelta()) // timedelta(hours=1))


def _median(numbers: Sequence[int]) -> int:
    ordered, half = sorted(numbers), len(numbers) // 2
    if not ordered:
        return 0
    return ordered[half] if len(ordered) % 2 else round((ordered[half - 1] + ordered[half]) / 2)


def _tags(under: Mapping[tuple[str, ...], Sequence[str]]) -> tuple[TagCount, ...]:
    """Count tags; most annotations share their tags with others, which are looked at once."""
    marks: Counter[str] = Counter()
    articles: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for tags, held in under.items():
        for tag in tags:
            key = tag_key(tag)
            names.setdefault(key, tag)
            marks[key] += len(held)
            articles.setdefault(key, set()).update(held)
    ordered = sorted(marks.items(), key=lambda item: (-item[1], item[0]))
    return tuple(TagCount(names[key], count, len(articles[key])) for key, count in ordered)


def _sources(rows: Sequence[ArticleRow], marks: Counter[str], done: Collection[str]) -> tuple[SourceCount, ...]:
    found: dict[str, list[ArticleRow]] = {}
    for row in rows:
        found.setdefault(source_of(row.record.site, row.record.url), []).append(row)
    counted = (
        SourceCount(
            name,
            len(held),
            sum(row.id in done for row in held),
            sum(marks[row.id] for row in held),
            sum(row.record.words for row in held),
        )
        for name, held in found.items()
    )
    return tuple(sorted(counted, key=lambda source: (-source.articles, not source.name, source.name.casefold())))
