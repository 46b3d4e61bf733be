"""Which tags a picker offers for what was typed, the likeliest first. Pure.

A tag matches by its beginning, by the beginning of one of its words, by letters within, or by its letters in order,
in this order of likelihood; case and accents do not count. Among equals what was chosen last comes first, then what
is given often and lately: each annotation counts ``2 ** (-days / 14)`` (:mod:`storage.library.tag_recency`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from storage.annotation import Tag, tag_key, tag_name
from storage.errors import UsageError
from storage.text import fold

Stretches = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the picker."""

    name: str
    count: int = 0
    """How many annotations carry it."""
    given: bool = False
    """Whether what is being tagged has it already."""
    digit: int | None = None
    """The key that it is pinned to."""
    makes: bool = False
    """Whether it would be a new tag."""


@dataclass(frozen=True, slots=True)
class Offers:
    """What the picker shows for what was typed."""

    offers: tuple[Offer, ...]
    first: int = 0
    """The offer that enter takes when nothing else is chosen."""
    trouble: str = ""
    """Why no tag can be made of what was typed; empty when one can, or there is one."""
    wanted: str = ""
    """What was typed, folded: what :func:`matched` shows of each name."""


class Ranking:
    """Tags in the order in which they are likely, made once for all that is typed over them."""

    def __init__(
        self,
        tags: Sequence[Tag],
        *,
        given: Sequence[str] = (),
        last: Sequence[str] = (),
        weights: Mapping[str, float] | None = None,
        pinned: Mapping[int, str] | None = None,
    ) -> None:
        """Rank ``tags``.

        Args:
            tags: The codebook.
            given: The tags that are there already.
            last: What was chosen last, the first of it first.
            weights: Key → how often and lately a tag was given; the greater the likelier.
            pinned: Digit → the tag that it gives.
        """
        weights = weights or {}
        self._given = {tag_key(name) for name in given}
        ranks = {tag_key(name): rank for rank, name in reversed(list(enumerate(last)))}
        digits = {tag_key(name): digit for digit, name in sorted((pinned or {}).items(), reverse=True)}
        known = {tag_key(tag.name) for tag in tags}
        everything = [*tags, *(Tag("", name, "") for name in given if tag_key(name) not in known)]

        def likely(tag: Tag) -> tuple[int, float, int, str]:
            key = tag_key(tag.name)
            return (ranks.get(key, len(ranks)), -weights.get(key, 0.0), -tag.count, key)

        self._all: list[tuple[str, Offer]] = []
        """Each tag's folded name with its offer, the likeliest first."""
        for tag in sorted(everything, key=likely):
            key = tag_key(tag.name)
            offer = Offer(tag.name, tag.count, key in self._given, digits.get(key))
            self._all.append((_folded(tag.name)[0], offer))

    def offers(self, typed: str) -> Offers:
        """Return what to offer for ``typed``.

        With nothing typed the tags already given stand on top, so that they are seen, and the first other one is
        offered; after that the best match is.
        """
        wanted = fold(typed.strip())
        if not wanted:
            listed = sorted((offer for _, offer in self._all), key=lambda offer: not offer.given)
            first = next((at for at, offer in enumerate(listed) if not offer.given), 0)
            return Offers(tuple(listed), first)
        found: list[list[Offer]] = [[] for _ in range(_WORST + 1)]
        for folded, offer in self._all:
            how = _likeness(wanted, folded)
            if how is not None:
                found[how].append(offer)
        return _with_making(typed, [offer for alike in found for offer in alike], wanted)


_WORST = 12


def _likeness(wanted: str, folded: str) -> int | None:
    """Return how well ``wanted`` matches a folded name, 0 the best; None when it does not.

    0 the whole name, 1 its beginning, 2 the beginning of a word, 3 letters within, 4 and more its letters in order,
    the worse the more pieces they are in.
    """
    within = folded.find(wanted)
    if within == 0:
        return int(folded != wanted)
    if within > 0:
        return 2 if _word_beginning(wanted, folded) is not None else 3
    pieces, at = 0, -2
    for char in wanted:
        place = folded.find(char, at + 1 if pieces else 0)
        if place < 0:
            return None
        pieces += place != at + 1
        at = place
    return min(3 + pieces, _WORST)


def _word_beginning(wanted: str, folded: str) -> int | None:
    at = folded.find(wanted)
    while at >= 0:
        if at == 0 or (_in_word(folded[at]) and not _in_word(folded[at - 1])):
            return at
        at = folded.find(wanted, at + 1)
    return None


def _in_word(char: str) -> bool:
    return char == "_" or char.isalnum()


def matched(wanted: str, name: str) -> Stretches:
    """Return which stretches of ``name`` match a folded ``wanted``, as start and end in characters."""
    folded, origin = _folded(name)
    whole = _word_beginning(wanted, folded)
    whole = folded.find(wanted) if whole is None else whole
    if whole >= 0:
        return _stretches(origin[whole : whole + len(wanted)])
    places: list[int] = []
    at = -1
    for char in wanted:
        at = folded.find(char, at + 1)
        if at < 0:
            return ()
        places.append(origin[at])
    return _stretches(places)


def _with_making(typed: str, offers: list[Offer], wanted: str) -> Offers:
    try:
        name = tag_name(typed)
    except UsageError as error:
        return Offers(tuple(offers), trouble="" if offers else str(error), wanted=wanted)
    if any(tag_key(offer.name) == tag_key(name) for offer in offers):
        exact = next(at for at, offer in enumerate(offers) if tag_key(offer.name) == tag_key(name))
        return Offers(tuple(offers), exact, wanted=wanted)
    return Offers((*offers, Offer(name, makes=True)), wanted=wanted)


@lru_cache(maxsize=1 << 13)
def _folded(name: str) -> tuple[str, Sequence[int]]:
    """Return the folded name, and for each of its characters the place in ``name`` that it came from."""
    if name.isascii():
        return name.lower(), range(len(name))
    pieces = [fold(char) for char in name]
    return "".join(pieces), [place for place, piece in enumerate(pieces) for _ in piece]


def _stretches(places: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Join single places to stretches of places that follow each other."""
    runs = groupby(enumerate(sorted(set(places))), key=lambda pair: pair[1] - pair[0])
    joined = [[place for _, place in run] for _, run in runs]
    return tuple((run[0], run[-1] + 1) for run in joined)
