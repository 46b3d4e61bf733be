"""All notes in groups: by article, by tag, or by the day they were written. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import chain

from storage.annotation import Annotation, Tag, tag_key
from storage.article import ArticleRow
from tui.lists.note_rows import Head, article_head
from tui.moments import day

# Not strftime: it would speak the language of the terminal, and of nothing else here.
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
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


Marks = Mapping[str, Sequence[Annotation]]
"""Article → its annotations in text order; articles without any may be left out."""


def by_article(rows: Iterable[ArticleRow], marks: Marks, before: Mapping[str, Group] | None = None) -> list[Group]:
    """Return a group for each article in the order of ``rows``, its annotations in text order.

    Groups of ``before``, by article, are taken over where nothing in them has changed.
    """
    before = before or {}
    groups = []
    for row in rows:
        held = marks.get(row.id)
        if held:
            group = before.get(row.id)
            if group is None or group.row is not row or group.marks is not held:
                group = Group(article_head(row, len(held)), held, row)
            groups.append(group)
    return groups


def by_tag(
    rows: Iterable[ArticleRow],
    marks: Marks,
    tags: Iterable[Tag],
    inks: Mapping[str, str],
    *,
    reverse: bool = False,
) -> list[Group]:
    """Return a group for each tag by name, those without a tag last; an annotation stands under each of its tags.

    Within a group annotations stand by article and in text order.
    """
    found: dict[str, list[Annotation]] = {}
    without: list[Annotation] = []
    for mark in _in_order(rows, marks):
        for tag in mark.tags:
            found.setdefault(tag_key(tag), []).append(mark)
        if not mark.tags:
            without.append(mark)
    groups = []
    for key, name, about in _names(tags, found):
        said = f" · {about}" if about else ""
        groups.append(Group(Head(key, name, said, inks.get(key) or "title", len(found[key])), found[key]))
    if reverse:
        groups.reverse()
    if without:
        groups.append(Group(Head("", "no tag", count=len(without)), without))
    return groups


def by_time(rows: Iterable[ArticleRow], marks: Marks, today: date, *, reverse: bool = False) -> list[Group]:
    """Return a group for each of the last days and for each month before, newest first, or turned round.

    What counts is when an annotation was made, by the clock of the reader: a change of its note moves it nowhere.
    """
    made = sorted(_in_order(rows, marks), key=_created, reverse=True)
    groups: list[Group] = []
    at = 0
    for key, title, begins in _spans(today, made[-1].created if made else ""):
        end = at
        # The moments are told in UTC, in one form: as strings they sort as they came.
        while end < len(made) and made[end].created >= begins:
            end += 1
        if end > at:
            groups.append(Group(Head(key, title, count=end - at), made[at:end]))
        at = end
    if not reverse:
        return groups
    return [Group(group.head, group.marks[::-1]) for group in reversed(groups)]


def _in_order(rows: Iterable[ArticleRow], marks: Marks) -> Iterable[Annotation]:
    return chain.from_iterable(marks.get(row.id, ()) for row in rows)


def _created(mark: Annotation) -> str:
    return mark.created


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
        yield f"{month:%Y-%m}", f"{_MONTHS[month.month - 1]} {month.year}", begins
        if begins <= earliest or month.year <= 1970:
            break
        month = (month - timedelta(days=1)).replace(day=1)
    yield "earlier", "earlier", ""


def _begin(when: date) -> str:
    """Return the first moment of a day by the reader's clock, in UTC as annotations tell it."""
    moment = datetime.combine(when, time.min).astimezone().astimezone(UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
