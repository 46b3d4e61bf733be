"""What the markup of a page says of its blocks, as numbers: the features that only HTML has.

All shares are of the page's prose (``storage.cleaning.html.holding``), 0 to 1; steps are counted in elements.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from storage.cleaning.html import announced
from storage.cleaning.html.holding import Holding, Ints, common_depth
from storage.cleaning.html.traits import DOUBTFUL, TRAITS
from storage.cleaning.segments import Markup
from storage.cleaning.wordlist import word_list

if TYPE_CHECKING:
    from storage.cleaning.html.announced import Announced
    from storage.cleaning.html.blocks import HtmlBlock

_ABOVE = word_list(
    """
    article main section aside header figure list table center paragraph body-word content-word comment-word
    related-word side-word promotion-word caption-word picture-word quote-word box-word note-word header-word
    footer-word profile-word lead-word list-word hidden-word
    """
)
"""Traits of all elements around a block that have a column of their own."""
_NEAR = word_list(
    """
    time figure caption list heading caption-word picture-word quote-word side-word footer-word related-word
    comment-word byline-word date-word lead-word title-word tag-word share-word
    """
)
"""Traits of the elements that hold a block and little else that have a column of their own."""
_ABOVE_BITS, _NEAR_BITS = (np.array([TRAITS.index(trait) for trait in traits]) for traits in (_ABOVE, _NEAR))
_DOUBTFUL_BITS = np.array([bit for bit in range(len(TRAITS)) if DOUBTFUL >> bit & 1])
_COUNTS = ("doubtful traits above", "doubtful traits near")
GROUPS: dict[str, Sequence[str]] = {
    "links": ("link share", "linked words", "not shown", "depth in the tree"),
    "shares": (
        "share in its element",
        "share in the parent",
        "share in the parent's parent",
        "share in its container",
        "share in the container around",
    ),
    "container": (
        "score of its container",
        "in the best container",
        "steps to the best container",
        "steps to the common ancestor",
        "steps from the best to the common ancestor",
        "share of the best container",
        "place in the best container",
        "blocks to the best container",
        "share above within the best",
        "share below within the best",
        "blocks to prose of the best",
        "steps to half of the prose",
        "score of its container without the doubtful",
        "in the best container without the doubtful",
        "steps to the best container without the doubtful",
        "blocks to the best container without the doubtful",
    ),
    "alike": (
        "share with the same path",
        "blocks with the same path",
        "share with the same tag and class",
        "has the path of most prose",
        "share beside with the same tag and class",
        "parents of the same path",
        "blocks a parent with the same path",
        "prose a parent with the same path",
    ),
    "density": (
        "links in the parent",
        "links in the parent's parent",
        "links in the container",
        "blocks in the parent",
        "blocks in the container",
        "width of the container's blocks",
        "share of the page's width in the container",
        "own share of the parent's width",
        "own share of the container's width",
    ),
    "said": announced.NAMES,
    "traits": (*(f"above {trait}" for trait in _ABOVE), *(f"near {trait}" for trait in _NEAR), *_COUNTS),
}
NAMES: tuple[str, ...] = tuple(name for names in GROUPS.values() for name in names)
"""The columns of :attr:`Markup.columns`, in their order."""


def evidence(blocks: Sequence[HtmlBlock], held: Holding, near: Ints, head: Announced) -> Markup:
    """Return the markup of a page's blocks as numbers."""
    if not blocks:
        nothing = np.zeros(0, dtype=np.int32)
        return Markup(np.zeros((0, len(NAMES)), dtype=np.float32), nothing, nothing)
    containers = np.array(held.outline.containers, dtype=np.int64)
    paths = np.array(held.outline.paths, dtype=np.int64)[held.nodes]
    around = _Around(held, containers)
    columns = np.empty((len(blocks), len(NAMES)), dtype=np.float32)
    single = (
        *_links(blocks, held),
        *_shares(held, around),
        *_container(held, around),
        *_alike(held, around, paths),
        *_density(held, around),
        *announced.columns(blocks, held, head),
    )
    for number, column in enumerate(single):
        columns[:, number] = column
    _write_traits(columns[:, len(single) :], held.around[held.nodes], near)
    return Markup(columns, around.container.astype(np.int32), paths.astype(np.int32))


class _Around:
    """The elements around each block, nearest first."""

    def __init__(self, held: Holding, containers: Ints) -> None:
        self.parent = held.up[held.nodes]
        self.above = held.up[self.parent]
        self.container = containers[held.nodes]
        self.container_around = containers[held.up[self.container]]


def _links(blocks: Sequence[HtmlBlock], held: Holding) -> list[NDArray[np.generic]]:
    return [
        held.linked / np.maximum(1, held.lengths),
        np.array([block.linked_words for block in blocks]),
        np.array([bool(block.hidden) for block in blocks]),
        held.depths[held.nodes],
    ]


def _shares(held: Holding, around: _Around) -> list[NDArray[np.generic]]:
    wanted = (held.nodes, around.parent, around.above, around.container, around.container_around)
    return [held.share[elements] for elements in wanted]


def _container(held: Holding, around: _Around) -> list[NDArray[np.generic]]:
    places = np.arange(len(held.nodes))
    best, top = held.best, max(1e-9, float(held.scores[held.best]))
    first, end = int(held.first[best]), int(held.end[best])
    depths = held.depths[held.nodes]
    common = common_depth(held, best)
    half = common_depth(held, _innermost(held, 0.5))
    inside = (places >= first) & (places < end)
    good = held.good * inside
    within = good.cumsum()
    total = max(1.0, float(within[-1]))
    prose = np.flatnonzero(inside & (held.points > 0))
    start, last = (int(prose[0]), int(prose[-1])) if len(prose) else (0, len(places) - 1)
    return [
        held.scores[around.container] / top,
        inside,
        depths + held.depths[best] - 2 * common,
        depths - common,
        held.depths[best] - common,
        np.full(len(places), held.share[best]),
        np.clip((places - first) / max(1, end - first), -1, 2),
        np.where(inside, 0, np.where(places < first, places - first, places - end + 1)),
        (within - good) / total,
        1 - within / total,
        np.where(places < start, places - start, np.where(places > last, places - last, 0)),
        depths - half,
        *_clean_container(held, around, places),
    ]


def _clean_container(held: Holding, around: _Around, places: Ints) -> list[NDArray[np.generic]]:
    clean = held.clean
    first, end = int(held.first[clean]), int(held.end[clean])
    inside = (places >= first) & (places < end)
    return [
        held.clean_scores[around.container] / max(1e-9, float(held.clean_scores[clean])),
        inside,
        held.depths[held.nodes] + held.depths[clean] - 2 * common_depth(held, clean),
        np.where(inside, 0, np.where(places < first, places - first, places - end + 1)),
    ]


def _innermost(held: Holding, share: float) -> int:
    """Return the innermost element that holds so much of the page's prose."""
    holders = np.flatnonzero(held.share >= share)
    return int(holders[held.depths[holders].argmax()]) if len(holders) else 0


def _alike(held: Holding, around: _Around, paths: Ints) -> list[NDArray[np.generic]]:
    total = max(1.0, float(held.good.sum()))
    kinds = np.array([looks.kind for looks in held.outline.looks], dtype=np.int64)[held.nodes]
    by_path = np.bincount(paths, held.good)
    counted = np.bincount(paths)[paths]
    beside = (around.parent << 32) + kinds
    numbers: dict[int, int] = {}  # a dictionary tells a few hundred numbers apart sooner than sorting does
    groups = np.array([numbers.setdefault(pair, len(numbers)) for pair in beside.tolist()])
    holders = np.array(list(set(((paths << 32) + around.parent).tolist()))) >> 32
    parents = np.bincount(holders, minlength=len(by_path))[paths]
    return [
        by_path[paths] / total,
        np.log1p(counted),
        np.bincount(kinds, held.good)[kinds] / total,
        paths == by_path.argmax(),
        np.bincount(groups, held.good)[groups] / total,
        np.log1p(parents),
        counted / parents,
        by_path[paths] / parents / total,
    ]


def _density(held: Holding, around: _Around) -> list[NDArray[np.generic]]:
    widths, counts = held.sums(held.widths), held.end - held.first
    at_least_one = np.maximum(1, widths)
    links = held.sums(held.linked) / at_least_one
    parent, container = around.parent, around.container
    width, counted = widths[container], np.maximum(1, counts[container])
    return [
        links[parent],
        links[around.above],
        links[container],
        np.log1p(counts[parent]),
        np.log1p(counted),
        width / counted,
        width / max(1.0, float(held.widths.sum())),
        held.widths / at_least_one[parent],
        held.widths / at_least_one[container],
    ]


def _write_traits(columns: NDArray[np.float32], around: Ints, near: Ints) -> None:
    """Write a column a trait, and the counts of the doubtful ones."""
    above, beside = _bits(around), _bits(near)
    end = len(_ABOVE_BITS)
    columns[:, :end] = above[:, _ABOVE_BITS]
    columns[:, end : end + len(_NEAR_BITS)] = beside[:, _NEAR_BITS]
    for column, bits in ((-2, above), (-1, beside)):
        columns[:, column] = bits[:, _DOUBTFUL_BITS].sum(axis=1)


def _bits(numbers: Ints) -> NDArray[np.uint8]:
    """Return the 64 bits of each number, the lowest first."""
    return np.unpackbits(numbers.astype("<i8").view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
