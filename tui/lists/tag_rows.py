"""The codebook as rows: tags nested under the tags they begin with, and bars as long as they are used. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from storage.annotation import Tag, tag_key
from tui.cells import Runs, cropped, fitted

_EIGHTHS = " ▏▎▍▌▋▊▉"
_INDENT = 2
_LONGEST_BAR = 20
_COUNT = 6
_DIGIT = 3


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag, or the beginning that several tags share and that is no tag itself."""

    name: str
    depth: int
    tag: Tag | None
    """None where only tags nested under this name exist."""


def tag_rows(tags: Sequence[Tag]) -> list[TagRow]:
    """Return the tags in order, each under the one it is nested in."""
    named = {tag_key(tag.name): tag for tag in tags}
    paths: dict[tuple[str, ...], str] = {}
    for tag in tags:
        parts = tag.name.split("/")
        for depth in range(1, len(parts) + 1):
            name = "/".join(parts[:depth])
            paths.setdefault(tuple(tag_key(part) for part in parts[:depth]), name)
    rows: list[TagRow] = []
    for path, name in sorted(paths.items()):
        tag_here = named.get("/".join(path))
        rows.append(TagRow(tag_here.name if tag_here else name, len(path) - 1, tag_here))
    return rows


def bar(count: int, most: int, cells: int) -> str:
    """Return a bar of at most ``cells`` cells, exact to an eighth of one; every count above 0 shows."""
    if count <= 0 or most <= 0 or cells <= 0:
        return ""
    eighths = max(1, round(count * cells * 8 / most))
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


@dataclass(frozen=True, slots=True)
class TagColumns:
    """How wide the columns of the codebook are, in cells."""

    name: int
    bar: int
    description: int


def tag_columns(rows: Sequence[TagRow], width: int) -> TagColumns:
    """Share ``width`` cells out: the name what it needs up to half, the bar what is left up to its longest."""
    longest = max((row.depth * _INDENT + cell_len(row.name) for row in rows), default=0)
    name = min(longest, max(width // 2, width - _COUNT - _DIGIT - 8))
    name = min(name, max(width - _COUNT - _DIGIT, 1))
    left = max(width - name - _COUNT - _DIGIT - 2, 0)
    length = min(_LONGEST_BAR, left) if left >= 4 else 0
    return TagColumns(name, length, max(left - length - 4, 0))


def tag_runs(row: TagRow, columns: TagColumns, most: int, digits: Mapping[str, int], inks: Mapping[str, str]) -> Runs:
    """Return one line of the codebook: name, bar, count, key, description.

    Args:
        row: what to show.
        columns: how wide each part is.
        most: the count of the most used tag.
        digits: the key of each pinned tag.
        inks: the ink of each tag, both by tag key.
    """
    indent = " " * (row.depth * _INDENT)
    if row.tag is None:
        return [(cropped(indent + row.name, columns.name), "dim")]
    key = tag_key(row.tag.name)
    ink = inks.get(key, "")
    digit = str(digits.get(key, ""))
    runs: Runs = [(fitted(indent + row.name, columns.name), ink)]
    if columns.bar:
        runs.append(("  " + fitted(bar(row.tag.count, most, columns.bar), columns.bar), ink))
    runs += [(f"{row.tag.count:,}".rjust(_COUNT), ""), (digit.rjust(_DIGIT), "key")]
    if row.tag.description and columns.description:
        runs += [("    ", ""), (cropped(row.tag.description, columns.description), "dim")]
    return runs
