"""An annotation in a list of notes: where it is, its quote, tags, source and note, in lines that fit. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from storage.anchoring.anchor import Finder
from storage.anchoring.order import TextOrder, text_order
from storage.annotation import AnchorStatus, Annotation, Scope, Target, tag_key
from storage.article import Article, ArticleRow
from storage.calling import called_in
from storage.wording import count_of
from tui.cells import Runs, cropped, cropped_runs, fitted, harmless, width_of
from tui.wrapping import NO_BREAK, flow

NARROW = 60
"""Below this many cells an annotation's tags stand on a line of their own."""

_WHERE = 8
"""Cells of the paragraph's number, before the quote, in a narrow list."""
_WIDE_WHERE = 10
"""The same where there is room for a range of three digits and the sign of a selected one."""
_QUOTE = 88
"""Cells of a quote at most, where tags stand beside it."""
_GAP = 3
"""Cells between a quote and its tags."""
FOLDED = "▸ "
"""Before the heading of a group that is folded."""
_PART = " · "
"""Before each thing that a heading says of an article."""
_SELECTED = "◆ "
_LOST = "⚠ "
_MOST_LINES = 12
"""Lines of a note that are shown; the whole of it is one key away."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an annotation is in the present text."""

    where: str
    """``¶ 3``, ``¶ 3–5``, ``article``, ``title``, ``hidden``, or ``lost``."""
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
    """The heading of a group of annotations."""

    key: str
    """The id of an article, the key of a tag, or a day or month."""
    title: str
    about: str = ""
    """What is said of it, quietly."""
    ink: str = "title"
    count: int = 0
    """How many annotations are in the group."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An annotation as it is painted."""

    annotation: Annotation
    placed: Placed
    source: str = ""
    """The article that it is in; empty where the heading says that."""
    selected: bool = False


def places_in(article: Article, annotations: Sequence[Annotation]) -> dict[str, Placed]:
    """Return where the annotations of one article are now, by their ids."""
    finder = Finder(article)
    return {annotation.id: _placed(article, finder, annotation.target) for annotation in annotations}


def article_head(row: ArticleRow, count: int) -> Head:
    """Return the heading of an article."""
    record = row.record
    about = "".join(f" · {harmless(word)}" for word in (record.site, record.published[:10]) if word)
    return Head(row.id, record.shown_title, about, count=count)


def source_of(row: ArticleRow) -> str:
    """Return what an annotation that stands under no article's heading says of its article."""
    record = row.record
    return " · ".join(word for word in (record.shown_title, record.site) if word)


def head_runs(head: Head, width: int, *, folded: bool = False) -> Runs:
    """Return a heading in one line; a folded group says how much is in it. Where there is no room the date goes."""
    sign = FOLDED if folded else ""
    inner = max(width - cell_len(sign), 0)
    counted = f" · {count_of(head.count, 'mark')}" if folded else ""
    room = max(inner // 2, inner - cell_len(harmless(head.title)))
    said = head.about
    if cell_len(said + counted) > room and said.count(_PART) > 1:
        said = said.rpartition(_PART)[0]
    about = cropped(said + counted, room)
    return [(sign, "key"), (cropped(head.title, inner - cell_len(about)), head.ink), (about, "dim")]


def entry_lines(entry: Entry, width: int, inks: Mapping[str, str]) -> list[Runs]:
    """Return an annotation in lines of at most ``width`` cells: place, quote and tags, the source, then the note."""
    annotation = entry.annotation
    column = _where(width)
    indent = (" " * column, "")
    where = _where_runs(entry, column)
    room = max(width - column, 1)
    note = [[indent, *runs] for runs in _note(annotation.note, room)]
    tags, quote = _tags(annotation, inks), _quote(annotation.target, room)
    source = [[indent, (cropped(entry.source, room), "dim")]] if entry.source else []
    if not tags and not quote:
        if source and note:
            return [[*where, *source[0][1:]], *note]
        if source:
            return [where, *source]
        return [[*where, *note[0][1:]], *note[1:]] if note else [where]
    if tags and width < NARROW:
        lines = [[*where, *quote], [indent, *cropped_runs(tags, room)]]
    else:
        lines = [[*where, *_beside(annotation, quote, tags, room)]]
    return [*lines, *source, *note]


def _beside(annotation: Annotation, quote: Runs, tags: Runs, room: int) -> Runs:
    """Return quote and tags in one line, the tags of all lines in one column as far as they fit."""
    shown = cropped_runs(tags, max(room // 2, 1)) if tags else []
    if not shown or not quote:
        return shown or quote
    column = min(_QUOTE, room * 2 // 3, room - width_of(shown) - _GAP)
    quoted = _quote(annotation.target, column)
    gap = " " * (column - cell_len(quoted[0][0]) + _GAP)
    return [*quoted, (gap, ""), *shown]


def entry_height(annotation: Annotation, width: int) -> int:
    """Return how many lines :func:`entry_lines` gives, without making them; where a source is told, one more."""
    lines = _note_height(annotation.note, max(width - _where(width), 1)) if annotation.note else 0
    target = annotation.target
    if annotation.tags or (target.exact and target.scope is not Scope.ARTICLE and target.exact.strip()):
        return 1 + bool(annotation.tags and width < NARROW) + lines
    return lines or 1


def _placed(article: Article, finder: Finder, target: Target) -> Placed:
    if target.scope is Scope.ARTICLE:
        return Placed("article")
    found = finder.anchor(target)
    order = text_order(article, target, found)
    if found.status is AnchorStatus.ORPHAN:
        return Placed("lost", lost=True, order=order)
    where = called_in(article, found.first, found.last).removeprefix("the ")
    return Placed("hidden" if "hidden" in where else where, found.first, order=order)


def _where(width: int) -> int:
    return _WHERE if width < NARROW else _WIDE_WHERE


def _where_runs(entry: Entry, column: int) -> Runs:
    signs: Runs = [(_SELECTED, "cursor")] if entry.selected else []
    said = f"{_LOST}{entry.placed.where}" if entry.placed.lost else entry.placed.where
    room = column - width_of(signs)
    return [*signs, (fitted(said, room - 1) + " ", "trouble" if entry.placed.lost else "dim")]


def _note_height(note: str, width: int) -> int:
    """Return how many lines :func:`_note` gives; most notes are one line that fits."""
    if len(note) + 2 <= width and note.isascii() and note.isprintable():
        return 1
    return len(_note(note, width))


def _quote(target: Target, width: int) -> Runs:
    words = " ".join(target.exact.split())
    if target.scope is Scope.ARTICLE or not words:
        return []
    return [(f"“{cropped(words, max(width - 2, 1))}”", "")]


def _tags(annotation: Annotation, inks: Mapping[str, str]) -> Runs:
    runs: Runs = []
    for name in annotation.tags:
        if runs:
            runs.append((" · ", "dim"))
        runs.append((harmless(name), inks.get(tag_key(name), "")))
    return runs


def _note(note: str, width: int) -> list[Runs]:
    lines: list[Runs] = []
    for number, line in enumerate(note.expandtabs(1).splitlines()):
        if len(lines) > _MOST_LINES:
            break
        sign = f"✎{NO_BREAK}" if not number else 2 * NO_BREAK  # stays with the first word, however long
        # No more of a long line is wrapped than can be shown.
        lines += flow([(sign, "key"), (line[: width * _MOST_LINES], "note")], width, hang=2)
    if len(lines) > _MOST_LINES:
        return [*lines[: _MOST_LINES - 1], [("  …", "dim")]]
    return lines
