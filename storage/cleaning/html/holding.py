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

from storage.article import Kind
from storage.cleaning.html.traits import DOUBTFUL, STRUCTURE
from storage.cleaning.lines import width_of

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

    nodes: Ints
    """Of each block, its element's number."""
    parents: Ints
    depths: Ints
    first: Ints
    end: Ints
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

    def held(self, values: Floats, elements: Ints) -> Floats:
        """Return the sums of a value of blocks over what elements hold."""
        sums = np.concatenate(([0.0], np.cumsum(values)))
        return np.asarray(sums[self.end[elements]] - sums[self.first[elements]])


def holding(blocks: Sequence[HtmlBlock], outline: Outline) -> Holding:
    """Weigh every element of a page by the prose that it holds."""
    nodes = np.array([block.node for block in blocks], dtype=np.int64)
    parents = np.array(outline.parents, dtype=np.int64)
    first, end = np.array(outline.first, dtype=np.int64), np.array(outline.end, dtype=np.int64)
    lengths = np.array([len(block.text) for block in blocks], dtype=np.float64)
    widths = np.array([width_of(block.text) for block in blocks], dtype=np.float64)
    linked = np.array([block.linked for block in blocks], dtype=np.float64)
    ends = np.array([block.text.endswith(_ENDS) for block in blocks], dtype=np.bool_)
    barred = np.array([bool(block.hidden) or block.kind in _NO_PROSE for block in blocks], dtype=np.bool_)
    items = np.array([block.kind is _ITEM for block in blocks], dtype=np.bool_)
    prose = ~barred & (linked < _MOST_LINKED * lengths) & ((widths >= _LONG) | ((widths >= _SHORT) & ends))
    worth = np.minimum(_MOST_POINTS, widths / 100 + 1) * np.where(items, _ITEM_SHARE, 1.0)
    points = np.where(prose, worth, 0.0)
    good = np.where(prose, widths, 0.0)
    sums = np.concatenate(([0.0], np.cumsum(good)))
    share = (sums[end] - sums[first]) / max(1.0, sums[-1])
    speaks = share >= _MOST_OF_THE_TEXT
    if speaks.any():
        speaks &= _holds(_beginnings(blocks, good), first, end)
    around = _around(outline, speaks)
    is_container = np.array([looks.holds for looks in outline.looks], dtype=np.bool_)
    scores = _scores(nodes, parents, points, is_container)
    doubtful = np.where(around[nodes] & DOUBTFUL, _OF_DOUBTFUL, 1.0)
    clean = _scores(nodes, parents, points * doubtful, is_container)
    return Holding(
        nodes,
        parents,
        np.array(outline.depths, dtype=np.int64),
        first,
        end,
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
    sums = np.concatenate(([0], np.cumsum(flags)))
    return np.asarray(sums[end] > sums[first])


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


def up(held: Holding, elements: Ints) -> Ints:
    """Return the elements around elements; the outermost stays."""
    return np.asarray(np.maximum(held.parents[elements], 0))


def common_depth(held: Holding, element: int) -> Ints:
    """Return for each block how deep the innermost element stands that holds it and ``element`` both."""
    counts = np.zeros(len(held.nodes) + 1, dtype=np.int64)
    while element > 0:
        counts[held.first[element]] += 1
        counts[held.end[element]] -= 1
        element = int(held.parents[element])
    return np.asarray(np.cumsum(counts)[:-1])


_FEW = 4


def near_traits(blocks: Sequence[HtmlBlock], held: Holding, outline: Outline) -> Ints:
    """Return the traits of each block's own element, of those inside it, and of those around it with little else."""
    own = np.array([looks.own for looks in outline.looks], dtype=np.int64)
    counted = held.end - held.first
    bits = own[held.nodes] | np.array([block.within for block in blocks], dtype=np.int64)
    element = held.nodes
    for _ in range(2):
        element = up(held, element)
        bits |= np.where(counted[element] <= _FEW, own[element], 0)
    return np.asarray(bits)
