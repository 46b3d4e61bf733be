"""All notes in groups: by article, by tag, or by the day they were written. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from storage.annotation import Annotation, Tag, tag_key
from storage.article import ArticleRow
from tui.lists.note_rows import Head, article_head
from tui.moments import day
from tui.months import MONTHS
from tui.slices import made_at_once

_DAYS_APART = 7
"""Days, today among them, that have a group each; earlier ones are grouped by month."""


class Grouping(StrEnum):
    """What the headings are, in the order in which one key goes through them."""

    ARTICLE = "article"
    TAG = "tag"
    TIME = "time"

    @property
    def next(self) -> Grouping:
        """The one after this."""
        every = list(Grouping)
        return every[(every.index(self) + 1) % len(every)]


@dataclass(frozen=True, slots=True)
class Group:
    """A heading and the annotations under it."""

    head: Head
    marks: Sequence[Annotation]
    row: ArticleRow | None = None
    """The article that the group is of."""


def by_article(
    rows: Iterable[ArticleRow], marks: Mapping[str, Sequence[Annotation]], before: Mapping[str, Group] | None = None
) -> list[Group]:
    """Return a group for each article in the order of ``rows``, its annotations in text order.

    Articles without ``marks`` need not be among these. Groups of ``before``, by article, are taken over where nothing
    in them has changed.
    """
    return made_at_once(article_groups(rows, marks, before or {}))


def article_groups(
    rows: Iterable[ArticleRow], marks: Mapping[str, Sequence[Annotation]], before: Mapping[str, Group]
) -> Generator[None, None, list[Group]]:
    """Make what :func:`by_article` returns, one article at each step."""
    groups = []
    for row in rows:
        held = marks.get(row.id)
        if held:
            group = before.get(row.id)
            if group is None or group.row is not row or group.marks is not held:
                group = Group(article_head(row, len(held)), held, row)
            groups.append(group)
            yield
    return groups


def by_tag(
    rows: Iterable[ArticleRow],
    marks: Mapping[str, Sequence[Annotation]],
    tags: Iterable[Tag],
    inks: Mapping[str, str],
    *,
    reverse: bool = False,
) -> list[Group]:
    """Return a group for each tag by name, those without a tag last; an annotation stands under each of its tags.

    Within a group annotations stand by article and in text order.
    """
    return made_at_once(tag_groups(rows, marks, tags, inks, reverse=reverse))


def tag_groups(
    rows: Iterable[ArticleRow],
    marks: Mapping[str, Sequence[Annotation]],
    tags: Iterable[Tag],
    inks: Mapping[str, str],
    *,
    reverse: bool = False,
) -> Generator[None, None, list[Group]]:
    """Make what :func:`by_tag` returns, one article at each step."""
    found: dict[str, list[Annotation]] = {}
    without: list[Annotation] = []
    keys: dict[str, str] = {}
    for row in rows:
        for annotation in marks.get(row.id, ()):
            for tag in annotation.tags:
                key = keys.get(tag)
                if key is None:
                    key = keys[tag] = tag_key(tag)
                    found.setdefault(key, [])
                found[key].append(annotation)
            if not annotation.tags:
                without.append(annotation)
        yield
    groups = []
    for key, name, about in _names(tags, found):
        said = f" · {about}" if about else ""
        groups.append(Group(Head(key, name, said, inks.get(key) or "title", len(found[key])), found[key]))
        yield
    if reverse:
        groups.reverse()
    if without:
        groups.append(Group(Head("", "no tag", count=len(without)), without))
    return groups


def by_time(
    rows: Collection[ArticleRow], marks: Mapping[str, Sequence[Annotation]], today: date, *, reverse: bool = False
) -> list[Group]:
    """Return a group for each of the last days and for each month before, newest first, or turned round.

    What counts is when an annotation was made, by the clock of the reader: a change of its note moves it nowhere.
    """
    return made_at_once(time_groups(rows, marks, today, reverse=reverse))


def time_groups(
    rows: Collection[ArticleRow], marks: Mapping[str, Sequence[Annotation]], today: date, *, reverse: bool = False
) -> Generator[None, None, list[Group]]:
    """Make what :func:`by_time` returns, one article or group at each step."""
    earliest = today.isoformat()
    for row in rows:
        earliest = min((earliest, *map(_created, marks.get(row.id, ()))))
        yield
    spans = list(_spans(today, earliest))[::-1]
    # The moments are told in UTC, in one form: as strings they sort as they came.
    begins = [begin for _, _, begin in spans]
    made: list[list[Annotation]] = [[] for _ in spans]
    for row in rows:
        for annotation in marks.get(row.id, ()):
            made[bisect_right(begins, annotation.created) - 1].append(annotation)
        yield
    groups = []
    for (key, title, _), held in zip(spans, made, strict=True):
        if held:
            held.sort(key=_created, reverse=True)
            groups.append(Group(Head(key, title, count=len(held)), held[::-1] if reverse else held))
            yield
    return groups if reverse else groups[::-1]


def group_of(annotation: Annotation, grouping: Grouping) -> str:
    """Return the key of a group that an annotation is in; empty where that takes a look at the groups."""
    match grouping:
        case Grouping.ARTICLE:
            return annotation.target.article
        case Grouping.TAG:
            return tag_key(annotation.tags[0]) if annotation.tags else ""
        case Grouping.TIME:
            return ""


def _created(annotation: Annotation) -> str:
    return annotation.created


def _names(tags: Iterable[Tag], found: Mapping[str, object]) -> Iterable[tuple[str, str, str]]:
    """Yield key, name and description of each tag in use, in the order of the codebook, unknown ones last."""
    known = {tag_key(tag.name): tag for tag in tags}
    for key, tag in known.items():
        if key in found:
            yield key, tag.name, tag.description
    for key in sorted(found.keys() - known.keys()):
        yield key, key, ""


def _spans(today: date, earliest: str) -> Iterable[tuple[str, str, str]]:
    """Yield key, title and first moment of each span of time, newest first; the last begins before ``earliest``."""
    for back in range(_DAYS_APART):
        when = today - timedelta(days=back)
        # What another machine's clock has made in the future is of today.
        yield when.isoformat(), day(when, today), _begin(when)
    month = (today - timedelta(days=_DAYS_APART - 1)).replace(day=1)
    while True:
        begins = _begin(month)
        yield f"{month:%Y-%m}", f"{MONTHS[month.month - 1]} {month.year}", begins
        if begins <= earliest or month.year <= 1970:
            break
        month = (month - timedelta(days=1)).replace(day=1)
    yield "earlier", "earlier", ""


def _begin(when: date) -> str:
    """Return the first moment of a day by the reader's clock, in UTC as annotations tell it."""
    moment = datetime.combine(when, time.min).astimezone().astimezone(UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
