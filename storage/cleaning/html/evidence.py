"""What the markup of a page says of its blocks, as numbers: the features that only HTML has.

All shares are of the page's prose (``storage.cleaning.html.holding``), 0 to 1; steps are counted in elements.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from storage.cleaning.html import announced
from storage.cleaning.html.holding import Holding, Ints, common_depth, up
from storage.cleaning.html.traits import DOUBTFUL, TRAITS
from storage.cleaning.segments import Markup
from storage.cleaning.wordlist import word_list

if TYPE_CHECKING:
    from storage.cleaning.html.announced import Announced
    from storage.cleaning.html.blocks import HtmlBlock
    from storage.cleaning.html.outline import Outline

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


def evidence(blocks: Sequence[HtmlBlock], outline: Outline, held: Holding, near: Ints, head: Announced) -> Markup:
    """Return the markup of a page's blocks as numbers."""
    containers = np.array(outline.containers, dtype=np.int64)
    if not blocks:
        nothing = np.zeros(0, dtype=np.int32)
        return Markup(np.zeros((0, len(NAMES)), dtype=np.float32), nothing, nothing)
    columns = np.empty((len(blocks), len(NAMES)), dtype=np.float32)
    single = (
        *_links(blocks, held),
        *_shares(held, containers),
        *_container(held, containers),
        *_alike(held, outline),
        *_density(held, containers),
        *announced.columns(blocks, held, head),
    )
    for number, column in enumerate(single):
        columns[:, number] = column
    columns[:, len(single) :] = _traits(held.around[held.nodes], near)
    paths = np.array(outline.paths, dtype=np.int32)[held.nodes]
    return Markup(columns, containers[held.nodes].astype(np.int32), paths)


def _links(blocks: Sequence[HtmlBlock], held: Holding) -> list[NDArray[np.generic]]:
    lengths = np.array([max(1, len(block.text)) for block in blocks])
    return [
        held.linked / lengths,
        np.array([block.linked_words for block in blocks]),
        np.array([bool(block.hidden) for block in blocks]),
        held.depths[held.nodes],
    ]


def _shares(held: Holding, containers: Ints) -> list[NDArray[np.generic]]:
    parent = up(held, held.nodes)
    container = containers[held.nodes]
    wanted = (held.nodes, parent, up(held, parent), container, containers[up(held, container)])
    return [held.share[elements] for elements in wanted]


def _container(held: Holding, containers: Ints) -> list[NDArray[np.generic]]:
    places = np.arange(len(held.nodes))
    best, top = held.best, max(1e-9, float(held.scores[held.best]))
    first, end = int(held.first[best]), int(held.end[best])
    common = common_depth(held, best)
    half = common_depth(held, _innermost(held, 0.5))
    inside = (places >= first) & (places < end)
    within = np.cumsum(held.good * inside)
    total = max(1.0, float(within[-1]))
    prose = np.flatnonzero(inside & (held.points > 0))
    start, last = (int(prose[0]), int(prose[-1])) if len(prose) else (0, len(places) - 1)
    return [
        held.scores[containers[held.nodes]] / top,
        inside,
        held.depths[held.nodes] + held.depths[best] - 2 * common,
        held.depths[held.nodes] - common,
        held.depths[best] - common,
        np.full(len(places), held.share[best]),
        np.clip((places - first) / max(1, end - first), -1, 2),
        np.where(inside, 0, np.where(places < first, places - first, places - end + 1)),
        (within - held.good * inside) / total,
        1 - within / total,
        np.where(places < start, places - start, np.where(places > last, places - last, 0)),
        held.depths[held.nodes] - half,
        *_clean_container(held, containers, places),
    ]


def _clean_container(held: Holding, containers: Ints, places: Ints) -> list[NDArray[np.generic]]:
    clean = held.clean
    first, end = int(held.first[clean]), int(held.end[clean])
    inside = (places >= first) & (places < end)
    return [
        held.clean_scores[containers[held.nodes]] / max(1e-9, float(held.clean_scores[clean])),
        inside,
        held.depths[held.nodes] + held.depths[clean] - 2 * common_depth(held, clean),
        np.where(inside, 0, np.where(places < first, places - first, places - end + 1)),
    ]


def _innermost(held: Holding, share: float) -> int:
    """Return the innermost element that holds so much of the page's prose."""
    holders = np.flatnonzero(held.share >= share)
    return int(holders[held.depths[holders].argmax()]) if len(holders) else 0


def _alike(held: Holding, outline: Outline) -> list[NDArray[np.generic]]:
    total = max(1.0, float(held.good.sum()))
    paths = np.array(outline.paths, dtype=np.int64)[held.nodes]
    kinds = np.array([looks.kind for looks in outline.looks], dtype=np.int64)[held.nodes]
    by_path = np.bincount(paths, held.good)
    beside = (up(held, held.nodes) << 32) + kinds
    numbers: dict[int, int] = {}  # a dictionary tells a few hundred numbers apart sooner than sorting does
    groups = np.array([numbers.setdefault(pair, len(numbers)) for pair in beside.tolist()])
    holders = np.array(list(set(((paths << 32) + up(held, held.nodes)).tolist()))) >> 32
    parents = np.bincount(holders, minlength=len(by_path))[paths]
    return [
        by_path[paths] / total,
        np.log1p(np.bincount(paths)[paths]),
        np.bincount(kinds, held.good)[kinds] / total,
        paths == by_path.argmax(),
        np.bincount(groups, held.good)[groups] / total,
        np.log1p(parents),
        np.bincount(paths)[paths] / parents,
        by_path[paths] / parents / total,
    ]


def _density(held: Holding, containers: Ints) -> list[NDArray[np.generic]]:
    parent = up(held, held.nodes)
    container = containers[held.nodes]
    ones = np.ones(len(held.nodes))
    width = {name: held.held(held.widths, of) for name, of in (("parent", parent), ("container", container))}
    counted = np.maximum(1, held.held(ones, container))
    above = up(held, parent)
    return [
        held.held(held.linked, parent) / np.maximum(1, width["parent"]),
        held.held(held.linked, above) / np.maximum(1, held.held(held.widths, above)),
        held.held(held.linked, container) / np.maximum(1, width["container"]),
        np.log1p(held.held(ones, parent)),
        np.log1p(counted),
        width["container"] / counted,
        width["container"] / max(1.0, float(held.widths.sum())),
        held.widths / np.maximum(1, width["parent"]),
        held.widths / np.maximum(1, width["container"]),
    ]


def _traits(around: Ints, near: Ints) -> Ints:
    """Return a column a trait, and the counts of the doubtful ones; all at once, they are many."""
    above = (around[:, None] >> _ABOVE_BITS) & 1
    beside = (near[:, None] >> _NEAR_BITS) & 1
    counts = [_count(bits & DOUBTFUL)[:, None] for bits in (around, near)]
    return np.concatenate((above, beside, *counts), axis=1)


def _count(bits: Ints) -> NDArray[np.int64]:
    """Return how many bits are set."""
    return np.asarray(np.unpackbits(bits.view(np.uint8).reshape(-1, 8), axis=1).sum(axis=1, dtype=np.int64))
