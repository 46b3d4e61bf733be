"""Which tags a picker offers for what was typed, the likeliest first. Pure.

A tag matches by its beginning, by the beginning of one of its words, by letters within, or by its letters in order,
in this order of likelihood; case and accents do not count. Among equals what was chosen last comes first, then what
is given often and lately: each annotation counts ``2 ** (-days / 14)`` (:mod:`storage.library.usage`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from storage.annotation import Tag, tag_key, tag_name
from storage.errors import UsageError
from storage.text import fold

Stretches = tuple[tuple[int, int], ...]

_WORD = re.compile(r"\w+")


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
    matched: tuple[tuple[int, int], ...] = ()
    """Stretches of the name that match what was typed, as start and end in characters."""


@dataclass(frozen=True, slots=True)
class Offers:
    """What the picker shows for what was typed."""

    offers: tuple[Offer, ...]
    first: int = 0
    """The offer that enter takes when nothing else is chosen."""
    trouble: str = ""
    """Why no tag can be made of what was typed; empty when one can, or there is one."""


def offer_tags(
    typed: str,
    tags: Sequence[Tag],
    *,
    given: Sequence[str] = (),
    last: Sequence[str] = (),
    weights: Mapping[str, float] | None = None,
    pinned: Mapping[int, str] | None = None,
) -> Offers:
    """Return what to offer for ``typed``.

    With nothing typed the tags already given stand on top, so that they are seen, and the first other one is
    offered; after that the best match is.

    Args:
        typed: What the reader typed.
        tags: The codebook.
        given: The tags that are there already.
        last: What was chosen last, the first of it first.
        weights: Key → how often and lately a tag was given; the greater the likelier.
        pinned: Digit → the tag that it gives.
    """
    weights = weights or {}
    given_keys = {tag_key(name) for name in given}
    ranks = {tag_key(name): rank for rank, name in reversed(list(enumerate(last)))}
    digits = {tag_key(name): digit for digit, name in sorted((pinned or {}).items(), reverse=True)}
    known = {tag_key(tag.name) for tag in tags}
    everything = [*tags, *(Tag("", name, "") for name in _unknown(given, known))]
    wanted = fold(typed.strip())
    found: list[tuple[tuple[int, int, float, int, str], Offer]] = []
    for tag in everything:
        match = match_name(wanted, tag.name)
        if match is None:
            continue
        key = tag_key(tag.name)
        likely = match[0] if wanted else int(key not in given_keys)
        order = (likely, ranks.get(key, len(ranks)), -weights.get(key, 0.0), -tag.count, key)
        found.append((order, Offer(tag.name, tag.count, key in given_keys, digits.get(key), matched=match[1])))
    found.sort(key=lambda pair: pair[0])
    offers = [offer for _, offer in found]
    if not wanted:
        first = next((at for at, offer in enumerate(offers) if not offer.given), 0)
        return Offers(tuple(offers), first)
    return _with_making(typed, offers)


def match_name(wanted: str, name: str) -> tuple[int, Stretches] | None:
    """Return how well a folded ``wanted`` matches ``name``, 0 the best, and where; None when it does not.

    0 the whole name, 1 its beginning, 2 the beginning of a word, 3 letters within, 4 and more its letters in order,
    the worse the more pieces they are in.
    """
    if not wanted:
        return 0, ()
    folded, origin = _folded(name)
    if folded.startswith(wanted):
        return int(folded != wanted), _stretches(origin[: len(wanted)])
    within = folded.find(wanted)
    if within >= 0:
        for word in _WORD.finditer(folded):
            if folded.startswith(wanted, word.start()):
                return 2, _stretches(origin[word.start() : word.start() + len(wanted)])
        return 3, _stretches(origin[within : within + len(wanted)])
    places: list[int] = []
    at = -1
    for char in wanted:
        at = folded.find(char, at + 1)
        if at < 0:
            return None
        places.append(origin[at])
    stretches = _stretches(places)
    return 3 + len(stretches), stretches


def _with_making(typed: str, offers: list[Offer]) -> Offers:
    try:
        name = tag_name(typed)
    except UsageError as error:
        return Offers(tuple(offers), trouble="" if offers else str(error))
    if any(tag_key(offer.name) == tag_key(name) for offer in offers):
        exact = next(at for at, offer in enumerate(offers) if tag_key(offer.name) == tag_key(name))
        return Offers(tuple(offers), exact)
    return Offers((*offers, Offer(name, makes=True)))


def _unknown(names: Sequence[str], known: set[str]) -> list[str]:
    return [name for name in names if tag_key(name) not in known]


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
