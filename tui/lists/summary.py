"""What the library's header says of the list under it."""

from __future__ import annotations

from collections.abc import Sequence

from storage.article import ArticleRow, State
from tui.cells import cropped
from tui.lists.sorting import Sorting

_LONGEST_FILTER = 24


def summary(
    rows: Sequence[ArticleRow],
    shown: int,
    *,
    narrowed_by: str,
    selected: int,
    sorting: Sorting,
    brief: bool,
) -> str:
    """Return the header's words: how many articles, by what they are narrowed, and how they are sorted.

    ``brief`` leaves out what a narrow terminal has no room for.
    """
    said = [f"{shown:,} of {len(rows):,} articles" if narrowed_by else counted(len(rows), "article")]
    if selected:
        said.append(f"{selected:,} selected")
    elif not brief:
        said.append(f"{sum(1 for row in rows if row.record.state is State.UNREAD):,} unread")
        said.append(counted(sum(row.annotation_count for row in rows), "mark"))
    if narrowed_by:
        said.append(f"filter: {cropped(narrowed_by, _LONGEST_FILTER)}")
    if not (brief and narrowed_by):
        said.append(f"sort: {' '.join(f'{key.order.name} {key.sign}' for key in sorting)}")
    return " · ".join(said)


def counted(count: int, thing: str) -> str:
    """Return a number with its thing, in the plural where there is not one of it."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"
