"""Where changed words still stand: seeds shared by quote and text vote for places, which are then compared.

The way of BLAST (Altschul et al., 1990) with words for letters: short runs that both texts share give diagonals, the
diagonals with the rarest seeds are compared with difflib's Ratcliff and Obershelp matching.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from storage.anchoring.words import WordText

_SEED_BUDGET = 3000
"""Seeds looked at for one quote; the rarest come first."""
_CANDIDATES = 6
"""Places compared for one size of seeds."""
_SURE = 0.75
"""A place this alike ends the search; shorter seeds are not tried."""
_LONGEST = 1500
"""Words of a quote that are compared; difflib's time grows with the square."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A stretch of words that is like a quote."""

    start: int
    """Index of the first word."""
    end: int
    """One past the index of the last word."""
    ratio: float
    """Of the words of both stretches, the share that they have in common in order, 0 to 1."""


def alike(text: WordText, quote: Sequence[str]) -> Iterator[Likeness]:
    """Yield the stretches of ``text`` that are most like ``quote``, in no order."""
    quote = quote[:_LONGEST]
    for size in (3, 2, 1):
        best = 0.0
        for diagonal, slack in _diagonals(text, quote, size):
            found = _compare(text, quote, diagonal, slack)
            if found is not None:
                best = max(best, found.ratio)
                yield found
        if best >= _SURE:
            return


def _diagonals(text: WordText, quote: Sequence[str], size: int) -> list[tuple[int, int]]:
    """Return where the quote would begin by the votes of shared seeds, and how far it may be off, best first."""
    shingles = text.shingles(size)
    seeds = []
    for offset, shingle in enumerate(zip(*(quote[skip:] for skip in range(size)), strict=False)):
        places = shingles.get(shingle)
        if places:
            seeds.append((len(places), offset, places))
    seeds.sort(key=lambda seed: seed[0])
    slack = max(3, len(quote) // 6)
    votes: Counter[int] = Counter()
    looked_at = 0
    for count, offset, places in seeds:
        if looked_at and looked_at + count > _SEED_BUDGET:
            break
        looked_at += count
        for place in places[:_SEED_BUDGET]:
            band = (place - offset) // slack
            votes[band] += 1 / count  # type: ignore[assignment]  # a Counter of shares
            votes[band - 1] += 1 / count  # type: ignore[assignment]  # a diagonal may lie on the edge of two bands
    return [(band * slack, 2 * slack) for band, _ in votes.most_common(_CANDIDATES)]


def _compare(text: WordText, quote: Sequence[str], diagonal: int, slack: int) -> Likeness | None:
    low = max(0, diagonal - slack)
    window = text.words[low : diagonal + slack + len(quote) + slack]
    matcher = SequenceMatcher(None, window, quote, autojunk=False)
    runs = _without_strays([(run.a, run.b, run.size) for run in matcher.get_matching_blocks() if run.size])
    if not runs:
        return None
    first, last = runs[0], runs[-1]
    start = max(0, first[0] - _edge(first[1]))
    end = min(len(window), last[0] + last[2] + _edge(len(quote) - last[1] - last[2]))
    shared = sum(size for _, _, size in runs)
    return Likeness(low + start, low + end, 2 * shared / (len(quote) + end - start))


def _edge(missing: int) -> int:
    """Return how many words of a changed beginning or end are taken in: few, as others may stand there."""
    return missing if missing <= 2 else 0


def _without_strays(runs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Leave out runs at either end that lie further off than they are worth."""
    while len(runs) > 1 and _is_stray(runs[0], runs[1], runs[0][2]):
        runs = runs[1:]
    while len(runs) > 1 and _is_stray(runs[-2], runs[-1], runs[-1][2]):
        runs = runs[:-1]
    return runs


def _is_stray(one: tuple[int, int, int], next_one: tuple[int, int, int], worth: int) -> bool:
    in_window = next_one[0] - one[0] - one[2]
    in_quote = next_one[1] - one[1] - one[2]
    return abs(in_window - in_quote) > 3 + 2 * worth
