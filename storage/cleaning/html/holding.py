"""What each element of a page holds of its prose, and which container holds the article: sums over the outline.

A container is scored as readers of the web do since Readability (Arc90, 2009): prose gives points to the elements
around it, fewer with each step outwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from storage.block import Kind
from storage.cleaning.html.traits import DOUBTFUL, STRUCTURE
from storage.cleaning.many_lines import widths_of

if TYPE_CHECKING:
    from storage.cleaning.html.blocks import HtmlBlock
    from storage.cleaning.html.outline import Outline

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_STEPS = (1.0, 0.8, 0.7, 0.65, 0.6, 0.55)
"""What each step outwards keeps of a block's points."""
# Looking up a member of an enumeration takes longer than all else that is done with it: once is enough.
_ITEM, _HEADING = Kind.LIST_ITEM, Kind.HEADING_1
_NO_PROSE = frozenset((Kind.FIGURE, Kind.TABLE, Kind.RULE, Kind.CODE))
_ENDS = tuple('.!?…。！？"”»’)')
_LONG, _SHORT = 160, 60
_MOST_LINKED = 0.4
_MOST_POINTS = 7.0
_ITEM_SHARE = 0.4
"""Items of a list are worth less: lists of teasers are fluent prose."""
_OF_DOUBTFUL = 0.2
"""What prose in comments, side columns and the like keeps of its points."""
_MOST_OF_THE_TEXT = 0.4
"""An element with so much of the page's prose and its heading is no region, whatever its names: ``with-sidebar``."""


@dataclass(frozen=True, slots=True)
class Holding:
    """The prose of a page, block by block and element by element; every element array is as long as the outline."""

    outline: Outline
    nodes: Ints
    """Of each block, its element's number."""
    up: Ints
    """Of each element, the one around it; of the outermost, itself."""
    depths: Ints
    first: Ints
    end: Ints
    lengths: Floats
    """Of each block, its characters."""
    widths: Floats
    """Of each block."""
    linked: Floats
    """Of each block, its characters inside links."""
    points: Floats
    """Of each block as prose: 0 for what is none."""
    good: Floats
    """Of each block, its width where it is prose."""
    share: Floats
    """Of each element, its share of the page's prose."""
    scores: Floats
    """Of each element as the article's container."""
    best: int
    """The element with the highest score."""
    clean: int
    """The element with the highest score where prose in comments, side columns and the like counts for little."""
    clean_scores: Floats
    speaks_of_all: Flags
    """Whether an element holds most of the prose and its heading: its names say nothing of what is in it."""
    around: Ints
    """Traits of each element and of those around it, as bits, without names that say nothing."""

    def sums(self, values: Floats) -> Floats:
        """Return for each element the sum of a value of blocks over what it holds."""
        return _sums(values, self.first, self.end)


def holding(blocks: Sequence[HtmlBlock], outline: Outline) -> Holding:
    """Weigh every element of a page by the prose that it holds."""
    nodes = np.array([block.node for block in blocks], dtype=np.int64)
    parents = np.array(outline.parents, dtype=np.int64)
    first, end = np.array(outline.first, dtype=np.int64), np.array(outline.end, dtype=np.int64)
    lengths = np.array([len(block.text) for block in blocks], dtype=np.float64)
    widths = np.array(widths_of([block.text for block in blocks]), dtype=np.float64)
    linked = np.array([block.linked for block in blocks], dtype=np.float64)
    ends = np.array([block.text.endswith(_ENDS) for block in blocks], dtype=np.bool_)
    barred = np.array([bool(block.hidden) or block.kind in _NO_PROSE for block in blocks], dtype=np.bool_)
    items = np.array([block.kind is _ITEM for block in blocks], dtype=np.bool_)
    prose = ~barred & (linked < _MOST_LINKED * lengths) & ((widths >= _LONG) | ((widths >= _SHORT) & ends))
    worth = np.minimum(_MOST_POINTS, widths / 100 + 1) * np.where(items, _ITEM_SHARE, 1.0)
    points = np.where(prose, worth, 0.0)
    good = np.where(prose, widths, 0.0)
    share = _sums(good, first, end) / max(1.0, float(good.cumsum()[-1]) if len(good) else 0.0)
    speaks = share >= _MOST_OF_THE_TEXT
    if speaks.any():
        speaks &= _holds(_beginnings(blocks, good), first, end)
    around = _around(outline, speaks)
    is_container = np.array([looks.holds for looks in outline.looks], dtype=np.bool_)
    scores = _scores(nodes, parents, points, is_container)
    doubtful = np.where(around[nodes] & DOUBTFUL, _OF_DOUBTFUL, 1.0)
    clean = _scores(nodes, parents, points * doubtful, is_container)
    return Holding(
        outline,
        nodes,
        np.maximum(parents, 0),
        np.array(outline.depths, dtype=np.int64),
        first,
        end,
        lengths,
        widths,
        linked,
        points,
        good,
        share,
        scores,
        int(scores.argmax()),
        int(clean.argmax()),
        clean,
        speaks,
        around,
    )


def _beginnings(blocks: Sequence[HtmlBlock], good: Floats) -> Flags:
    """Return which blocks may head the article: first headings, or where there is none the first that is prose."""
    heads = np.array([block.kind is _HEADING for block in blocks], dtype=np.bool_)
    if not heads.any():
        heads[int((good > 0).argmax())] = True
    return heads


def _holds(flags: Flags, first: Ints, end: Ints) -> Flags:
    return _sums(flags.astype(np.float64), first, end) > 0


def _sums(values: Floats, first: Ints, end: Ints) -> Floats:
    sums = np.zeros(len(values) + 1)
    values.cumsum(out=sums[1:])
    return np.asarray(sums[end] - sums[first])


def _around(outline: Outline, speaks_of_all: Flags) -> Ints:
    own = np.array([looks.own for looks in outline.looks], dtype=np.int64)
    own = np.where(speaks_of_all, own & STRUCTURE, own)
    around: list[int] = own.tolist()
    for number, parent in enumerate(outline.parents):
        if parent >= 0:
            around[number] |= around[parent]
    return np.array(around, dtype=np.int64)


def _scores(nodes: Ints, parents: Ints, points: Floats, is_container: Flags) -> Floats:
    scores = np.zeros(len(parents))
    telling = points > 0
    worth, holders = points[telling], nodes[telling]
    holders = np.where(is_container[holders], holders, parents[holders])
    for kept in _STEPS:
        inside = holders >= 0
        worth, holders = worth[inside], holders[inside]
        scores += np.bincount(holders, worth * kept, minlength=len(scores))
        holders = parents[holders]
    return scores


def common_depth(held: Holding, element: int) -> Ints:
    """Return for each block how deep the innermost element stands that holds it and ``element`` both."""
    line = line_of(held.outline, element)[:-1]
    count = len(held.nodes) + 1
    begun = np.bincount(held.first[line], minlength=count) - np.bincount(held.end[line], minlength=count)
    return np.asarray(begun.cumsum()[:-1])


def line_of(outline: Outline, element: int) -> list[int]:
    """Return an element and those around it, the outermost last."""
    parents = outline.parents
    line = [element]
    while element > 0:
        element = parents[element]
        line.append(element)
    return line


_FEW = 4


def near_traits(blocks: Sequence[HtmlBlock], held: Holding) -> Ints:
    """Return the traits of each block's own element, of those inside it, and of those around it with little else."""
    own = np.array([looks.own for looks in held.outline.looks], dtype=np.int64)
    telling = np.where(held.end - held.first <= _FEW, own, 0)
    bits = own[held.nodes] | np.array([block.within for block in blocks], dtype=np.int64)
    element = held.nodes
    for _ in range(2):
        element = held.up[element]
        bits |= telling[element]
    return np.asarray(bits)
