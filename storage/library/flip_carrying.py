"""The reader's flips in another text of an article: each stays on its paragraph, or on what that has become. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from storage.article import Article, Flip
from storage.block import Block


class CarriedFlips(NamedTuple):
    """What becomes of flips whose paragraphs a new text no longer has; they themselves stay as they are."""

    flips: tuple[Flip, ...]
    """On what the paragraphs have become."""
    lost: tuple[Flip, ...]
    """Those of paragraphs that have become nothing which could be hidden or kept as a whole."""


def carried(before: Article, present: Sequence[Block]) -> CarriedFlips:
    """Return what the flips of ``before`` are in the blocks ``present``, where their paragraphs are not.

    A paragraph that has become several is hidden or kept in all of them. A flip of a text older than ``before`` has
    been carried already, and a block that the reader has flipped keeps that flip.
    """
    here = {block.id: place for place, block in enumerate(present)}
    gone = [flip for flip in before.flips if flip.paragraph not in here and flip.paragraph in before.index]
    if not gone:
        return CarriedFlips((), ())
    from storage.anchoring import Finder, describe

    taken = {flip.paragraph for flip in before.flips}
    finder = Finder(Article(before.record, tuple(present)))
    flips, lost = [], []
    for flip in gone:
        found = finder.anchor(describe(before, flip.paragraph))
        if not found.first or found.start is not None or found.end is not None:
            lost.append(flip)
            continue
        for block in present[here[found.first] : here[found.last] + 1]:
            if block.id not in taken:
                taken.add(block.id)
                flips.append(flip._replace(paragraph=block.id))
    return CarriedFlips(tuple(flips), tuple(lost))
