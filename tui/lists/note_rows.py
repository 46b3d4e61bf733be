"""All notes as rows: under each article's heading its annotations in text order, lost ones after the others. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from storage.anchoring.anchor import Finder
from storage.anchoring.order import TextOrder, text_order
from storage.annotation import AnchorStatus, Annotation, Scope, Target, tag_key
from storage.article import Article, ArticleRow
from tui.cells import Runs, cropped, harmless, width_of
from tui.wrapping import flow

NARROW = 60
"""Below this many cells an annotation's tags stand on a line of their own."""

_WHERE = 8
"""Cells of the paragraph's number, before the quote."""
_QUOTE = 88
"""Cells of a quote at most, where tags stand beside it."""
_GAP = 3
"""Cells between a quote and its tags."""
_MOST_LINES = 12
"""Lines of a note that are shown; the whole of it is one key away."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an annotation is in the present text."""

    where: str
    """``¶ 3``, ``¶ 3-5``, ``article``, ``hidden``, or ``lost``."""
    paragraph: str = ""
    """Id of its first paragraph; empty for the article as a whole and for a lost one."""
    lost: bool = False
    """Whether its passage is no longer in the text."""
    order: TextOrder = (0, 0, 0)
    """What sorts it among those of its article."""


UNKNOWN = Placed("¶ …")
"""Until the article has been looked at."""


@dataclass(frozen=True, slots=True)
class Head:
    """The heading of an article."""

    row: ArticleRow


@dataclass(frozen=True, slots=True)
class Entry:
    """An annotation."""

    annotation: Annotation
    placed: Placed


def places_in(article: Article, annotations: Sequence[Annotation]) -> dict[str, Placed]:
    """Return where the annotations of one article are now, by their ids."""
    finder = Finder(article)
    return {mark.id: _placed(article, finder, mark.target) for mark in annotations}


def note_rows(
    rows: Sequence[ArticleRow], annotations: Sequence[Annotation], places: Mapping[str, Placed]
) -> list[Head | Entry]:
    """Return headings and entries; articles without an annotation are left out.

    Args:
        rows: the articles, in the order they are shown.
        annotations: what to show, each article's in text order.
        places: what is known of where they are, by annotation id.
    """
    by_article: dict[str, list[Entry]] = {}
    for mark in annotations:
        entry = Entry(mark, places.get(mark.id, UNKNOWN))
        by_article.setdefault(mark.target.article, []).append(entry)
    listed: list[Head | Entry] = []
    for row in rows:
        entries = by_article.get(row.id)
        if entries:
            listed += [Head(row), *sorted(entries, key=lambda entry: (entry.placed.lost, entry.placed.order))]
    return listed


def head_runs(row: ArticleRow, width: int) -> Runs:
    """Return an article's heading in one line."""
    record = row.record
    about = "".join(f" · {harmless(word)}" for word in (record.site, record.published[:10]) if word)
    about = cropped(about, max(width // 2, width - cell_len(record.shown_title)))
    return [(cropped(record.shown_title, width - cell_len(about)), "title"), (about, "dim")]


def entry_lines(entry: Entry, width: int, inks: Mapping[str, str]) -> list[Runs]:
    """Return an annotation in lines of at most ``width`` cells: place, quote and tags, then the note."""
    mark, placed = entry.annotation, entry.placed
    indent = (" " * _WHERE, "")
    where: Runs = [
        (f"⚠ {placed.where}".ljust(_WHERE), "trouble") if placed.lost else (placed.where.ljust(_WHERE), "dim")
    ]
    room = max(width - _WHERE, 1)
    note = _note(mark.note, room)
    tags, quote = _tags(mark, inks), _quote(mark.target, room)
    if not tags and not quote:
        first, note = (note[0], note[1:]) if note else ([], [])
        lines = [[*where, *first]]
    elif tags and width < NARROW:
        lines = [[*where, *quote], [indent, *flow(tags, room)[0]]]
    else:
        column = min(_QUOTE, room * 2 // 3)
        shown = flow(tags, max(room // 2, 1))[0] if tags else []
        taken = width_of(shown)
        if not shown:
            lines = [[*where, *quote]]
        elif not quote:
            lines = [[*where, *shown]]
        else:
            column = min(column, room - taken - _GAP)
            quoted = _quote(mark.target, column)
            gap = " " * (column - cell_len(quoted[0][0]) + _GAP)
            lines = [[*where, *quoted, (gap, ""), *shown]]
    return lines + [[indent, *runs] for runs in note]


def entry_height(entry: Entry, width: int) -> int:
    """Return how many lines :func:`entry_lines` gives, without making them."""
    mark = entry.annotation
    lines = len(_note(mark.note, max(width - _WHERE, 1)))
    if not mark.tags and not _quote(mark.target, width):
        return max(lines, 1)
    return 1 + (bool(mark.tags) and width < NARROW) + lines


def _placed(article: Article, finder: Finder, target: Target) -> Placed:
    if target.scope is Scope.ARTICLE:
        return Placed("article")
    found = finder.anchor(target)
    order = text_order(article, target, found)
    if found.status is AnchorStatus.ORPHAN:
        return Placed("lost", lost=True, order=order)
    first, last = article.numbers.get(found.first), article.numbers.get(found.last)
    if first is None:
        return Placed("hidden", found.first, order=order)
    return Placed(f"¶ {first}" if last in (first, None) else f"¶ {first}–{last}", found.first, order=order)


def _quote(target: Target, width: int) -> Runs:
    words = " ".join(target.exact.split())
    if target.scope is Scope.ARTICLE or not words:
        return []
    return [(f"“{cropped(words, max(width - 2, 1))}”", "")]


def _tags(mark: Annotation, inks: Mapping[str, str]) -> Runs:
    runs: Runs = []
    for name in mark.tags:
        if runs:
            runs.append((" · ", "dim"))
        runs.append((harmless(name), inks.get(tag_key(name), "")))
    return runs


def _note(note: str, width: int) -> list[Runs]:
    lines: list[Runs] = []
    for number, line in enumerate(note.splitlines()):
        if len(lines) > _MOST_LINES:
            break
        sign = "✎ " if not number else "  "
        # No more of a long line is wrapped than can be shown.
        lines += flow([(sign, "key"), (line[: width * _MOST_LINES], "note")], width, hang=2)
    if len(lines) > _MOST_LINES:
        return [*lines[: _MOST_LINES - 1], [("  …", "dim")]]
    return lines
