"""What the library's header says of the list under it."""

from __future__ import annotations

from typing import NamedTuple

from storage.article import State
from storage.article_rows import ArticleRows
from tui.cells import cropped
from tui.lists.sorting import Sorting

_LONGEST_FILTER = 24


class Totals(NamedTuple):
    """What a whole library holds."""

    articles: int
    unread: int
    mark_count: int


def totals(rows: ArticleRows) -> Totals:
    """Count what is in all articles; once, not with each letter of a filter."""
    return Totals(len(rows), rows.count_in(State.UNREAD), rows.annotation_count)


def summary(
    whole: Totals,
    shown: int,
    *,
    narrowed_by: str,
    selected: int,
    sorting: Sorting,
    brief: bool,
) -> str:
    """Return the header's words: how many articles, by what they are narrowed, and how they are sorted.

    ``brief`` leaves out what a narrow terminal has no room for. Of an empty library there is no more to say.
    """
    if not whole.articles:
        return counted(0, "article")
    said = [f"{shown:,} of {whole.articles:,} articles" if narrowed_by else counted(whole.articles, "article")]
    if selected:
        said.append(f"{selected:,} selected")
    elif not brief:
        said.append(f"{whole.unread:,} unread")
        said.append(counted(whole.mark_count, "mark"))
    if narrowed_by:
        said.append(f"filter: {cropped(narrowed_by, _LONGEST_FILTER)}")
    if not (brief and narrowed_by):
        said.append(f"sort: {' '.join(f'{key.order.name} {key.sign}' for key in sorting)}")
    return " · ".join(said)


def counted(count: int, thing: str) -> str:
    """Return a number with its thing, in the plural where there is not one of it."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"
