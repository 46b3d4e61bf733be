"""The columns of the library's list: which ones a width has room for, and what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storage.article import ArticleRow, State
from tui.cells import Run, Runs, fitted
from tui.lists.sorting import progress_of
from tui.pace import minutes_for

_STEPS = 5
_FILLED = "▰"
_GAP = 2
SIGNS = {State.UNREAD: "○", State.READING: "●", State.READ: "✓", State.ARCHIVED: "▪"}
"""How far a reader is, in one cell."""
_SIGN_INK = {State.UNREAD: "key", State.READING: "cursor", State.READ: "dim", State.ARCHIVED: "dim"}
SELECTED = "◆"
"""The sign of a selected article, in place of its state."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, how many cells it takes, on which side its text stands."""

    name: str
    width: int
    right: bool = False


_SOURCE = Column("Source", 16)
_PUBLISHED = Column("Published", 10)
_MINUTES = Column("min", 4, right=True)
_READ = Column("read", _STEPS)
_MARKS = Column("marks", 10)


def columns(width: int) -> tuple[Column, ...]:
    """Return the columns of a list of ``width`` cells, the title first with what the others leave.

    A list that is less wide does without the length; a narrow one keeps title, how far it was read, and marks.
    """
    if width >= 96:
        others = [_SOURCE, _PUBLISHED, _MINUTES, _READ, _MARKS]
    elif width >= 76:
        others = [Column("Source", 10), _PUBLISHED, _READ, _MARKS]
    else:
        others = [_READ, _MARKS]
    taken = 2 + sum(column.width + _GAP for column in others)
    return (Column("Title", max(width - taken, 8)), *others)


def minutes(words: int) -> int:
    """Return how many minutes it takes to read so many words, at least one."""
    return max(1, round(minutes_for(words)))


def progress_bar(done: float) -> str:
    """Return how much was read as five signs: none filled only at the very start, all only at the end."""
    filled = 0 if done <= 0 else _STEPS if done >= 1 else min(max(round(done * _STEPS), 1), _STEPS - 1)
    return _FILLED * filled + "▱" * (_STEPS - filled)


def heading_runs(shown: Sequence[Column]) -> Runs:
    """Return the line above the list."""
    gap = " " * _GAP
    return [("  " + gap.join(fitted(column.name, column.width, right=column.right) for column in shown), "dim")]


def row_runs(row: ArticleRow, furthest: float, shown: Sequence[Column], *, selected: bool) -> Runs:
    """Return one row: state or selection, then a cell for each column."""
    state = row.record.state
    runs: Runs = [(SELECTED if selected else SIGNS[state], "cursor" if selected else _SIGN_INK[state]), (" ", "")]
    for place, column in enumerate(shown):
        if place:
            runs.append((" " * _GAP, ""))
        if column is _READ:
            bar = progress_bar(progress_of(row, furthest))
            filled = bar.count(_FILLED)
            runs += [(bar[:filled], ""), (bar[filled:], "dim")]
        else:
            text, ink = _cell(row, column)
            runs.append((fitted(text, column.width, right=column.right), ink))
    return runs


def _cell(row: ArticleRow, column: Column) -> Run:
    record = row.record
    match column.name:
        case "Title":
            return record.shown_title, _title_ink(record.state)
        case "Source":
            return record.site, "dim"
        case "Published":
            return record.published[:10], "dim"
        case "min":
            return str(minutes(record.words)), "dim"
        case _:
            return marks(row), ""


def _title_ink(state: State) -> str:
    if state is State.ARCHIVED:
        return "dim"
    return "title" if state is State.UNREAD else ""


def marks(row: ArticleRow) -> str:
    """Return how many annotations an article has, and how many of them have a note; empty when there are none."""
    if not row.annotation_count:
        return ""
    notes = f" {row.note_count:>2} ✎" if row.note_count else ""
    return f"{row.annotation_count:>3} ¶{notes}"
