"""Tags that occur together, as lines: how often on one passage and in one article, and what share that is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from storage.text import fold
from storage.together import Pair
from tui.cells import Runs, fitted, harmless
from tui.lists.tag_rows import bar

ORDERS = ("count", "share", "name")
"""In the order in which the sort key goes through them."""

_FIGURE = 10
_BAR = 16
_GAP = 2
_LEAST_NAME = 12
_BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class PairColumns:
    """How wide the columns are, in cells; 0 for one that there is no room for."""

    name: int
    bar: int
    figures: int
    """How many figures there are: two of what is counted, then the two others."""


def pair_columns(width: int, longest: int = 1000) -> PairColumns:
    """Share ``width`` cells out: the figures of what is counted come first, then the bar, then the other figures.

    The names take the rest, but no more than the ``longest`` of them needs.
    """
    figures = 2 if width >= _LEAST_NAME + 2 * _FIGURE else 1 if width >= _LEAST_NAME + _FIGURE else 0
    if width >= 2 * _LEAST_NAME + 4 * _FIGURE + _BAR + _GAP:
        figures = 4
    left = width - figures * _FIGURE
    length = _BAR if left >= 2 * _LEAST_NAME + _BAR + _GAP else 0
    room = max(left - (length + _GAP if length else 0), 1)
    return PairColumns(min(room, max(longest, _LEAST_NAME)), length, figures)


def longest_name(names: Mapping[str, str], *, alone: bool) -> int:
    """Return how many cells the names of a pair take at most, of the second one where it stands ``alone``."""
    one = max((cell_len(harmless(name)) for name in names.values()), default=0)
    return one if alone else 2 * one + cell_len(_BETWEEN)


def ordered(
    pairs: Iterable[Pair], names: Mapping[str, str], *, in_articles: bool, order: str = ORDERS[0], wanted: str = ""
) -> list[Pair]:
    """Return the pairs that occur together in what is counted and whose names hold the ``wanted`` words, in order."""
    words = fold(wanted).split()

    def said(pair: Pair) -> str:
        return fold(f"{names.get(pair.tag, pair.tag)} {names.get(pair.other, pair.other)}")

    def count(pair: Pair) -> int:
        return pair.articles if in_articles else pair.passages

    def share(pair: Pair) -> float:
        return pair.article_share if in_articles else pair.passage_share

    found = [pair for pair in pairs if count(pair) and (not words or all(word in said(pair) for word in words))]
    if order == "name":
        return sorted(found, key=lambda pair: (pair.tag, pair.other))
    if order == "share":
        return sorted(found, key=lambda pair: (-share(pair), -count(pair), pair.tag, pair.other))
    return sorted(found, key=lambda pair: (-count(pair), -share(pair), pair.tag, pair.other))


def heading_runs(columns: PairColumns, *, in_articles: bool) -> Runs:
    """Return the line above the list."""
    figures = _in_turn(("passages", "share"), ("articles", "share"), in_articles)[: columns.figures]
    space = " " * (columns.bar + _GAP if columns.bar else 0)
    return [(fitted("Tags", columns.name) + space + "".join(each.rjust(_FIGURE) for each in figures), "dim")]


def pair_runs(
    pair: Pair,
    columns: PairColumns,
    most: int,
    names: Mapping[str, str],
    inks: Mapping[str, str],
    *,
    in_articles: bool,
    alone: bool,
) -> Runs:
    """Return one line: the tags, a bar, how often they occur together and Jaccard's index.

    Args:
        pair: what to show.
        columns: how wide each part is.
        most: the count that the longest bar stands for.
        names: how tags are written, by their keys.
        inks: the ink of each tag, by its key.
        in_articles: whether articles are counted, else passages.
        alone: whether the first of the two goes without saying.
    """
    other = names.get(pair.other, pair.other)
    if alone:
        runs: Runs = [(fitted(other, columns.name), inks.get(pair.other, ""))]
    else:
        one = harmless(names.get(pair.tag, pair.tag))
        room = columns.name - cell_len(_BETWEEN)
        first = min(cell_len(one), max(room // 2, room - cell_len(harmless(other))))
        runs = [
            (fitted(one, first), inks.get(pair.tag, "")),
            (_BETWEEN, "dim"),
            (fitted(other, max(room - first, 0)), inks.get(pair.other, "")),
        ]
    if columns.bar:
        count = pair.articles if in_articles else pair.passages
        runs += [
            ("  ", ""),
            (fitted(bar(count, most, columns.bar), columns.bar), inks.get(pair.other, "dim") if alone else "dim"),
        ]
    passages, articles = (
        (f"{pair.passages:,}", percent(pair.passage_share)),
        (f"{pair.articles:,}", percent(pair.article_share)),
    )
    for place, figure in enumerate(_in_turn(passages, articles, in_articles)[: columns.figures]):
        runs.append((figure.rjust(_FIGURE), "" if place < 2 else "dim"))
    return runs


def percent(share: float) -> str:
    """Return a share from 0 to 1 as people read it: ``12 %``."""
    return f"{share * 100:.0f} %" if share >= 0.005 or not share else "< 1 %"


def _in_turn(passages: Sequence[str], articles: Sequence[str], in_articles: bool) -> Sequence[str]:
    return (*articles, *passages) if in_articles else (*passages, *articles)
