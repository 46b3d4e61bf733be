"""Which tags occur together: on one passage, and in one article. Pure.

Two annotations are on one passage when they are one, or have text in common; those on an article as a whole are on
one passage with each other. Counts alone favour tags that are given often, so each pair has a second figure, that of
Jaccard: of all passages (articles) that carry one of the two tags, the share that carries both, 0 to 1.

Source: P. Jaccard, “The distribution of the flora in the alpine zone”, New Phytologist 11 (1912), 37–50.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TaggedMark:
    """An annotation, as far as it matters which tags occur with which."""

    id: str
    article: str
    tags: frozenset[str]
    """By what tags are compared by."""
    place: tuple[int, int, int]
    """The revision of the article, and from where to where in its text the passage goes, in code points.

    (0, 0, 0) for the article as a whole.
    """


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tags that occur together at least once, by what tags are compared by."""

    tag: str
    other: str
    passages: int
    """How many passages carry both: of annotations with the one that lie on one with the other, and of those with the
    other that lie on one with the one, the fewer."""
    passage_share: float
    """Jaccard's index of it."""
    articles: int
    """How many articles hold both."""
    article_share: float
    """Jaccard's index of it."""


def pairs_of(marks: Iterable[TaggedMark], tag: str | None = None) -> list[Pair]:
    """Return the pairs of tags that occur together, those with ``tag`` when one is given: it stands first then.

    The pair with most passages in common comes first, of equal ones the one with the greater share, then by name.
    """
    carried: Counter[str] = Counter()
    holding: Counter[str] = Counter()
    beside: Counter[tuple[str, str]] = Counter()
    within: Counter[tuple[str, str]] = Counter()
    for own in _by_article(marks).values():
        tags = set().union(*(mark.tags for mark in own))
        carried.update(each for mark in own for each in mark.tags)
        holding.update(tags)
        if tag is not None and tag not in tags:
            continue
        firsts = tags if tag is None else {tag}
        within.update((one, other) for one in firsts for other in tags if one != other)
        for mark, near in _near(own):
            if tag is None:
                beside.update((one, other) for one in mark.tags for other in near if one != other)
            elif tag in near:
                beside.update((one, tag) for one in mark.tags if one != tag)
                if tag in mark.tags:
                    beside.update((tag, other) for other in near if other != tag)
    found = [
        _pair(one, other, beside, within, carried, holding) for one, other in within if tag is not None or one < other
    ]
    return sorted(found, key=lambda pair: (-pair.passages, -pair.passage_share, -pair.articles, pair.tag, pair.other))


def shared(marks: Iterable[TaggedMark], tag: str, other: str, *, in_articles: bool = False) -> list[str]:
    """Return the ids of the annotations by which two tags occur together: on one passage, or in one article."""
    both = {tag, other}
    found: list[str] = []
    for own in _by_article(marks).values():
        carrying = [mark for mark in own if not both.isdisjoint(mark.tags)]
        if not both <= set().union(*(mark.tags for mark in carrying)):
            continue
        near = _near(carrying)
        found += [mark.id for mark in carrying] if in_articles else [mark.id for mark, tags in near if both <= tags]
    return found


def _pair(
    one: str,
    other: str,
    beside: Counter[tuple[str, str]],
    within: Counter[tuple[str, str]],
    carried: Counter[str],
    holding: Counter[str],
) -> Pair:
    passages = min(beside[one, other], beside[other, one])
    articles = within[one, other]
    return Pair(
        one,
        other,
        passages,
        passages / (carried[one] + carried[other] - passages),
        articles,
        articles / (holding[one] + holding[other] - articles),
    )


def _by_article(marks: Iterable[TaggedMark]) -> dict[str, list[TaggedMark]]:
    found: dict[str, list[TaggedMark]] = defaultdict(list)
    for mark in marks:
        if mark.tags:
            found[mark.article].append(mark)
    return found


def _near(marks: Sequence[TaggedMark]) -> Iterator[tuple[TaggedMark, frozenset[str]]]:
    """Yield each mark of one article with the tags that its passage carries: its own, and those of what it meets."""
    here: dict[tuple[int, int, int], frozenset[str]] = {}
    for mark in marks:
        here[mark.place] = here.get(mark.place, frozenset()) | mark.tags
    near = {place: set(tags) for place, tags in here.items()}
    open_places: list[tuple[int, int, int]] = []
    for place in sorted(here):
        revision, start, end = place
        open_places = [each for each in open_places if each[0] == revision and each[2] > start]
        if end > start:
            for each in open_places:
                near[place] |= here[each]
                near[each] |= here[place]
            open_places.append(place)
    settled = {place: frozenset(tags) for place, tags in near.items()}
    return ((mark, settled[mark.place]) for mark in marks)
