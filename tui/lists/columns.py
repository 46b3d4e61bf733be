"""The columns of the library's list: which ones a width has room for, and what stands in them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storage.article import ArticleRow, State
from storage.source import source_of
from tui.cells import Run, Runs, fitted
from tui.lists.sorting import progress_of
from tui.lists.tag_line import tag_runs
from tui.pace import minutes_for
from tui.signs import STATE_SIGNS

_STEPS = 5
_FILLED = "▰"
_GAP = 2
_SIGN = 2
"""Cells of the state and the space after it."""
_LEAST_TITLE = 8
_FAIR_TITLE = 24
"""Cells that the title has before a column that the reader asked for gives way to it."""
_GOOD_TITLE = 40
"""Cells that the title has before the source, which a few letters tell less well, has a third of the rest."""
_WIDE_TITLE = 60
"""Cells of the title beyond which the others may grow."""
_SIGN_INK = {State.UNREAD: "key", State.READING: "cursor", State.READ: "dim", State.ARCHIVED: "dim"}
SELECTED = "◆"
"""The sign of a selected article, in place of its state."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in ``config.toml``, what stands above it, its cells, on which side its text stands."""

    name: str
    title: str
    width: int
    right: bool = False


@dataclass(frozen=True, slots=True)
class _Kind:
    title: str
    least: int
    most: int
    shown_from: int = 0
    """Cells of a list from which it is shown where the reader asked for no columns; 0: never of itself."""
    right: bool = False


_KINDS: Mapping[str, _Kind] = {
    "title": _Kind("Title", _LEAST_TITLE, 999, 1),
    "author": _Kind("Author", 12, 24),
    "source": _Kind("Source", 10, 20, 76),
    "published": _Kind("Published", 10, 10, 76),
    "added": _Kind("Added", 10, 10),
    "lang": _Kind("lang", 5, 5),
    "state": _Kind("state", 8, 8),
    "words": _Kind("words", 7, 7, right=True),
    "minutes": _Kind("min", 4, 4, 96, right=True),
    "progress": _Kind("read", _STEPS, _STEPS, 1),
    "marks": _Kind("marks", 10, 10, 1),
    "tags": _Kind("tags", 14, 40, 116),
}
"""Each column by its name, in the order in which they stand where the reader asked for none."""
_GIVES_WAY = (
    "words",
    "lang",
    "added",
    "state",
    "tags",
    "author",
    "minutes",
    "published",
    "source",
    "marks",
    "progress",
)
"""Which column goes first where there is no room for all."""


def columns(width: int, wanted: Sequence[str] = ()) -> tuple[Column, ...]:
    """Return the columns of a list of ``width`` cells: those ``wanted`` for which there is room, else the usual.

    The title is always among them and has what the others leave; sources, authors and tags grow where it has enough.
    """
    if wanted:
        names = [name for name in dict.fromkeys(wanted) if name in _KINDS]
        names = names if "title" in names else ["title", *names]
        for name in _GIVES_WAY:
            if _title_width(names, width) >= min(_FAIR_TITLE, width // 2):
                break
            names = [each for each in names if each != name]
    else:
        names = [name for name, kind in _KINDS.items() if 0 < kind.shown_from <= width or name == "title"]
    widths = {name: _KINDS[name].least for name in names}
    title = _title_width(names, width)
    for name in names:
        kind = _KINDS[name]
        grown = min(
            kind.most - kind.least,
            max(title - _WIDE_TITLE, 0) // 2 if name != "source" else max(title - _GOOD_TITLE, 0) // 3,
        )
        if name != "title":
            widths[name] += grown
            title -= grown
    widths["title"] = max(title, _LEAST_TITLE)
    return tuple(Column(name, _KINDS[name].title, widths[name], _KINDS[name].right) for name in names)


def _title_width(names: Sequence[str], width: int) -> int:
    return width - _SIGN - sum(_KINDS[name].least + _GAP for name in names if name != "title")


def minutes(words: int) -> int:
    """Return how many minutes it takes to read so many words, at least one."""
    return max(1, round(minutes_for(words)))


def reading_time(words: int) -> str:
    """Return how long reading takes in four cells: minutes, over 90 of them hours."""
    whole = minutes(words)
    if whole <= 90:
        return str(whole)
    return f"{whole // 60}h{whole % 60:02}" if whole < 600 else f"{round(whole / 60)}h"


def progress_bar(done: float) -> str:
    """Return how much was read as five signs: none filled only at the very start, all only at the end."""
    filled = 0 if done <= 0 else _STEPS if done >= 1 else min(max(round(done * _STEPS), 1), _STEPS - 1)
    return _FILLED * filled + "▱" * (_STEPS - filled)


def heading_runs(shown: Sequence[Column]) -> Runs:
    """Return the line above the list."""
    gap = " " * _GAP
    return [("  " + gap.join(fitted(column.title, column.width, right=column.right) for column in shown), "dim")]


def row_runs(
    row: ArticleRow, furthest: float, shown: Sequence[Column], inks: Mapping[str, str], *, selected: bool
) -> Runs:
    """Return one row: state or selection, then a cell for each column; tags in their inks."""
    state = row.record.state
    sign = (SELECTED, "cursor") if selected else (STATE_SIGNS[state], _SIGN_INK[state])
    runs: Runs = [sign, (" ", "")]
    for place, column in enumerate(shown):
        if place:
            runs.append((" " * _GAP, ""))
        if column.name == "progress":
            done = progress_of(row, furthest)
            bar = progress_bar(done) if done else " " * _STEPS
            filled = bar.count(_FILLED)
            runs += [(bar[:filled], ""), (bar[filled:], "dim")]
        elif column.name == "tags":
            runs += tag_runs(row.tags, inks, column.width, fill=True)
        else:
            text, ink = _cell(row, column)
            runs.append((fitted(text, column.width, right=column.right), ink))
    return runs


def _cell(row: ArticleRow, column: Column) -> Run:
    record = row.record
    match column.name:
        case "title":
            return record.shown_title, _title_ink(record.state)
        case "marks":
            return marks_cell(row), ""
        case "source":
            said = source_of(record.site, record.url)
        case "author":
            said = ", ".join(record.authors)
        case "published":
            said = record.published[:10]
        case "added":
            said = record.added[:10]
        case "lang":
            said = record.language
        case "state":
            said = record.state.value
        case "words":
            said = f"{record.words:,}"
        case _:
            said = reading_time(record.words)
    return said, "dim"


def _title_ink(state: State) -> str:
    if state is State.ARCHIVED:
        return "dim"
    return "title" if state is State.UNREAD else ""


def marks_cell(row: ArticleRow) -> str:
    """Return how many marks an article has, the whole article's too, and how many of them have a note."""
    if not row.annotation_count:
        return ""
    notes = f" {row.note_count:>2} ✎" if row.note_count else ""
    return f"{row.annotation_count:>5}{notes}"
