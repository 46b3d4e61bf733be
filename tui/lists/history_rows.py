"""The history as rows: under each day what was done, the newest first; when, what, on what, from where. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len

from storage.change import Change, Origin
from storage.query import Query, Term
from storage.text import fold
from storage.wording import count_of
from tui.cells import Runs, cropped, cropped_runs, width_of
from tui.moments import day, local

_CLOCK = 7
"""Cells of the time of day, the gap behind it among them."""
_GAP = 2
_UNDONE = "undone"
_ROOMY = 52
"""Cells from which a row says that something was done by a command."""
_OWN = "here"
"""As the filter finds it; a row says only what was not done in a window."""


@dataclass(frozen=True, slots=True)
class Day:
    """The heading of a day; an empty one parts it from the day after."""

    words: str


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done."""

    change: Change
    article: str
    """The title of the article that it touched, the number of several; empty where the label says it or none was."""

    @property
    def origin(self) -> str:
        """Where it was done: ``here``, in this window; ``window``, another one or an earlier run; ``command``."""
        return _OWN if self.change.own else str(self.change.origin)


def deeds(changes: Iterable[Change], titles: Mapping[str, str]) -> list[Deed]:
    """Return what was done, in the same order; ``titles`` are those of the articles that are in the library."""
    return [Deed(change, _touched(change, titles)) for change in changes]


def history_rows(done: Iterable[Deed], today: date) -> list[Day | Deed]:
    """Return a row for each thing that was done, and before the first one of each day the day."""
    rows: list[Day | Deed] = []
    last: date | None = None
    for deed in done:
        when = local(deed.change.at).date()
        if when != last:
            if rows:
                rows.append(Day(""))
            last = when
            rows.append(Day(day(when, today)))
        rows.append(deed)
    return rows


def matching(done: Sequence[Deed], query: Query) -> list[Deed]:
    """Return what a query matches, in the label, the title, the date, the origin or the word undone."""
    return [deed for deed in done if _matches(fold(_said_of(deed)), query)]


def _matches(said: str, query: Query) -> bool:
    return query.holds(lambda leaf: isinstance(leaf, Term) and leaf.text in said)


def history_runs(row: Day | Deed, width: int) -> Runs:
    """Return a row as one line of at most ``width`` cells; what was taken back says so in a word."""
    if isinstance(row, Day):
        return [(cropped(row.words, width), "title")]
    change = row.change
    roomy = width >= _ROOMY
    undone = _UNDONE if change.undone else ""
    origin = str(change.origin) if roomy and not change.own and change.origin is not Origin.WINDOW else ""
    tail = "".join(" " * _GAP + word for word in (undone, origin) if word)
    told: Runs = [(change.label, "dim" if change.undone else "")]
    if row.article:
        told.append((f" · {row.article}", "dim"))
    room = max(width - _CLOCK - cell_len(tail), 1)
    told = cropped_runs(told, room)
    space = " " * (room - width_of(told))
    return cropped_runs([(f"{local(change.at):%H:%M}".ljust(_CLOCK), "dim"), *told, (space + tail, "dim")], width)


def _touched(change: Change, titles: Mapping[str, str]) -> str:
    if len(change.articles) > 1:
        words = count_of(len(change.articles), "article")
    else:
        words = "".join(titles.get(article, "") for article in change.articles)
    return "" if words in change.label else words


def _said_of(deed: Deed) -> str:
    change = deed.change
    undone = _UNDONE if change.undone else ""
    return "\n".join((change.label, deed.article, local(change.at).date().isoformat(), deed.origin, undone))
