"""How two texts that were made of the same bytes differ, block by block, as a reader sees them. Pure.

A block is known by its id, a hash over its words: whatever stands in both texts under one id is the same block. What
does not is compared between two blocks that are the same: words that stand there in the same order, but divided
otherwise, have been split or joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from storage.block import Block
from storage.cleaning.identity import words_of


class How(StrEnum):
    """What has become of a block, or of several."""

    HIDDEN = "hidden"
    """Kept before, hidden now."""
    KEPT = "kept"
    """Hidden before, kept now."""
    SPLIT = "split"
    JOINED = "joined"
    REWORDED = "reworded"
    """Other words, or others between the same neighbours: mended letters, another punctuation."""
    ROLE = "role"
    """The same words, as another part of the page or in another form."""
    NEW = "new"
    """It was not there."""
    GONE = "gone"
    """It is not there any more."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between two texts."""

    how: How
    before: tuple[Block, ...]
    after: tuple[Block, ...]

    @property
    def seen(self) -> bool:
        """Whether a reader who does not look at what is hidden sees it."""
        return any(block.kept for block in (*self.before, *self.after))


def differences(before: Sequence[Block], after: Sequence[Block]) -> tuple[Difference, ...]:
    """Return how ``after`` differs from ``before``, in the order of ``after``; what is only gone comes in its place.

    The blocks are as the reader sees them: with the flips applied. Why a block is hidden or kept is no difference.
    """
    there = {block.id: block for block in after}
    gaps = _gaps(before, there)
    held = {block.id: block for block in before}
    found: list[Difference] = []
    new: list[Block] = []
    last = ""
    for block in after:
        if block.id not in held:
            new.append(block)
            continue
        found += _regrouped(gaps.pop(last, []), new)
        found += _of_one(held[block.id], block)
        new, last = [], block.id
    found += _regrouped(gaps.pop(last, []), new)
    return tuple(found)


def _gaps(blocks: Sequence[Block], others: Mapping[str, Block]) -> dict[str, list[Block]]:
    """Return the blocks that are not among ``others``, by the id of the last one before them that is."""
    gaps: dict[str, list[Block]] = {}
    last = ""
    for block in blocks:
        if block.id in others:
            last = block.id
        else:
            gaps.setdefault(last, []).append(block)
    return gaps


def _of_one(before: Block, after: Block) -> Iterator[Difference]:
    """Yield what has become of one block."""
    if before.kept != after.kept:
        yield Difference(How.KEPT if after.kept else How.HIDDEN, (before,), (after,))
    elif before.text != after.text:
        yield Difference(How.REWORDED, (before,), (after,))
    elif (before.role, before.kind) != (after.role, after.kind):
        yield Difference(How.ROLE, (before,), (after,))


def _regrouped(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Difference]:
    """Yield what has become of the blocks between two that have stayed."""
    if before or after:
        for old, new in _groups(before, after):
            yield Difference(_how(old, new), tuple(old), tuple(new))


def _how(before: Sequence[Block], after: Sequence[Block]) -> How:
    if not before:
        return How.NEW
    if not after:
        return How.GONE
    was, now = any(block.kept for block in before), any(block.kept for block in after)
    if was != now:
        return How.KEPT if now else How.HIDDEN
    if len(before) == 1 < len(after):
        return How.SPLIT
    return How.JOINED if len(after) == 1 < len(before) else How.REWORDED


def _groups(before: Sequence[Block], after: Sequence[Block]) -> Iterator[tuple[Sequence[Block], Sequence[Block]]]:
    """Divide two runs of blocks into the smallest pairs of runs with the same words, as far as the words agree.

    From there on the blocks are taken one by one if there are as many of them, and otherwise all together.
    """
    old, new = [words_of(block.text) for block in before], [words_of(block.text) for block in after]
    one = other = from_one = from_other = alike = 0
    these: list[str] = []
    those: list[str] = []
    while one < len(old) or other < len(new):
        if other == len(new) or (one < len(old) and len(these) <= len(those)):
            these += old[one]
            one += 1
        else:
            those += new[other]
            other += 1
        shared = min(len(these), len(those))
        if these[alike:shared] != those[alike:shared]:
            break
        alike = shared
        if shared and len(these) == len(those):
            yield before[from_one:one], after[from_other:other]
            from_one, from_other, alike, these, those = one, other, 0, [], []
    rest, others = before[from_one:], after[from_other:]
    if len(rest) == len(others):
        yield from (([was], [now]) for was, now in zip(rest, others, strict=True))
    elif rest or others:
        yield rest, others
