"""A line of the codebook: fold, name, a bar as long as the tag is used, counts, key, last use, description. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from storage.annotation import tag_key
from storage.wording import count_of
from tui.cells import Runs, cropped, fitted, harmless
from tui.lists.columns import SELECTED
from tui.lists.tag_tree import TagRow
from tui.moments import local

_EIGHTHS = " ▏▎▍▌▋▊▉"
_NESTED = "░"
"""A cell of the bar that only what is nested fills."""
_INDENT = 2
_SIGN = 2
"""Cells before a name: whether it is folded, or selected."""
_LONGEST_BAR = 20
_BAR = 10
"""Cells that a bar takes before names and meanings have what they need."""
_LEAST_BAR = 4
_COUNT = 7
_DIGIT = 5
_DATE = 12
_LEAST_NAME, _NAME = 10, 16
"""Cells that a name keeps beside the count, and beside anything else."""
_GAP = 2
_LEAST_WORDS = 16
"""Cells of a description that say something."""
_WORDS = 40
"""Cells of a description from which on the bar may grow."""


def bar(count: int, most: int, cells: int) -> str:
    """Return a bar of at most ``cells`` cells, exact to an eighth of one; every count above 0 shows."""
    if count <= 0 or most <= 0 or cells <= 0:
        return ""
    eighths = max(1, round(count * cells * 8 / most))
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def bars(own: int, total: int, most: int, cells: int) -> tuple[str, str]:
    """Return the bar of a tag's own marks, and what those of nested tags add to it, in whole cells without a gap."""
    if most <= 0 or total <= own:
        return bar(own, most, cells), ""
    whole = min(max(round(total * cells / most), 1), cells)
    first = min(max(round(own * cells / most), 1), whole) if own else 0
    return "█" * first, _NESTED * (whole - first)


@dataclass(frozen=True, slots=True)
class TagColumns:
    """How wide the columns of the codebook are, in cells; 0 for one that there is no room for."""

    name: int
    bar: int = 0
    count: int = 0
    total: int = 0
    digit: int = 0
    last: int = 0
    description: int = 0


def tag_columns(rows: Sequence[TagRow], width: int, *, described: bool = True) -> TagColumns:
    """Share ``width`` cells out.

    The count comes first, then the key, a short bar, the count with what is nested, the last use; the name has what
    it needs of the rest, then the description, and the bar grows by what is left.
    """
    wanted = max((_SIGN + row.depth * _INDENT + _cells(row.name) for row in rows), default=0)
    left = width
    count = _COUNT if left >= _LEAST_NAME + _COUNT else 0
    left -= count
    name = min(wanted, max(left * 2 // 5, _NAME), left)
    left -= name
    digit = _DIGIT if left >= _DIGIT else 0
    left -= digit
    length = min(_BAR, left - _GAP) if left - _GAP >= _LEAST_BAR else 0
    left -= length + _GAP if length else 0
    total = _COUNT if left >= _COUNT else 0
    left -= total
    last = _DATE if left >= _DATE else 0
    left -= last
    kept = _LEAST_WORDS + _GAP if described and left >= _LEAST_WORDS + _GAP else 0
    if (more := min(wanted - name, left - kept)) > 0:
        name, left = name + more, left - more
    words = left - _GAP if described and left - _GAP >= _LEAST_WORDS else 0
    said = min(_WORDS, max((_cells(row.tag.description) for row in rows if row.tag), default=0)) if words else 0
    if length and (more := min(_LONGEST_BAR - length, left - _GAP - max(said, _LEAST_WORDS) if words else left)) > 0:
        length, words = length + more, max(words - more, 0)
    return TagColumns(name, length, count, total, digit, last, words)


def _cells(name: str) -> int:
    return len(name) if name.isascii() else cell_len(harmless(name))


def heading_runs(columns: TagColumns) -> Runs:
    """Return the line above the codebook."""
    parts = [
        fitted("  Tag", columns.name),
        " " * (columns.bar + _GAP if columns.bar else 0),
        "marks".rjust(columns.count) if columns.count else "",
        "in all".rjust(columns.total) if columns.total else "",
        "key".rjust(columns.digit) if columns.digit else "",
        "last used".rjust(columns.last) if columns.last else "",
        "  Meaning" if columns.description else "",
    ]
    return [("".join(parts), "dim")]


def tag_runs(
    row: TagRow,
    columns: TagColumns,
    most: int,
    digits: Mapping[str, int],
    inks: Mapping[str, str],
    selected: Collection[str] = frozenset(),
) -> Runs:
    """Return one line of the codebook.

    Args:
        row: what to show.
        columns: how wide each part is.
        most: the count that the longest bar stands for.
        digits: the key of each pinned tag.
        inks: the ink of each tag; these are by tag key.
        selected: the keys of the tags that the next command is for.
    """
    key = row.key
    ink = inks.get(key, "dim") if row.tag else "dim"
    runs = _name(row, columns.name, ink, selected=key in selected)
    own, more = bars(row.use.count, row.use.total, most, columns.bar)
    if columns.bar:
        runs += [("  ", ""), (own, ink), (more, "dim"), (" " * (columns.bar - len(own) - len(more)), "")]
    if columns.count:
        runs.append((f"{row.use.count:,}".rjust(columns.count) if row.tag else " " * columns.count, ""))
    if columns.total:
        total = f"{row.use.total:,}" if row.nested else ""
        runs.append((total.rjust(columns.total), "dim"))
    if columns.digit:
        runs.append((str(digits.get(key, "")).rjust(columns.digit), "key"))
    if columns.last:
        used = local(row.use.last).date().isoformat() if row.use.last else ""
        runs.append((used.rjust(columns.last), "dim"))
    if columns.description:
        said = row.tag.description if row.tag else f"{count_of(row.nested, 'tag')} nested"
        runs += [("  ", ""), (cropped(said, columns.description), "dim")]
    return runs


def _name(row: TagRow, cells: int, ink: str, *, selected: bool) -> Runs:
    """Return the name in exactly ``cells`` cells: what it is nested in is quiet, and goes where room is short."""
    sign = SELECTED if selected else ("▸" if row.folded else "▾") if row.nested else " "
    indent = min(row.depth * _INDENT, max(cells - _SIGN - _LEAST_NAME, 0))
    room = cells - indent - _SIGN
    name = harmless(row.name)
    before, slash, leaf = name.rpartition("/")
    if cell_len(name) > room and slash:
        before = "…"
    if cell_len(before + slash + leaf) > room:
        before = slash = ""
    quiet = before + slash
    head: Runs = [(" " * indent, ""), (f"{sign} ", "cursor" if selected else "dim")]
    if not row.matched:
        return [*head, (fitted(quiet + leaf, room), "dim")]
    return [*head, (quiet, "dim"), (fitted(leaf, room - cell_len(quiet)), f"{ink} title" if row.nested else ink)]


def digits_of(pinned: Mapping[int, str]) -> dict[str, int]:
    """Return the digit of each pinned tag by its key."""
    return {tag_key(name): digit for digit, name in pinned.items()}
