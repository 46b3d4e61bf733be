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
class TaggedAnnotation:
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


def pairs_of(annotations: Iterable[TaggedAnnotation], tag: str | None = None) -> list[Pair]:
    """Return the pairs of tags that occur together, those with ``tag`` when one is given: it stands first then.

    The pair with most passages in common comes first, of equal ones the one with the greater share, then by name.
    """
    carried: Counter[str] = Counter()
    holding: Counter[str] = Counter()
    beside: Counter[tuple[str, str]] = Counter()
    within: Counter[tuple[str, str]] = Counter()
    for own in _by_article(annotations).values():
        tags = set().union(*(annotation.tags for annotation in own))
        carried.update(each for annotation in own for each in annotation.tags)
        holding.update(tags)
        if tag is not None and tag not in tags:
            continue
        firsts = tags if tag is None else {tag}
        within.update((one, other) for one in firsts for other in tags if one != other)
        for annotation, near in _near(own):
            if tag is None:
                beside.update((one, other) for one in annotation.tags for other in near if one != other)
            elif tag in near:
                beside.update((one, tag) for one in annotation.tags if one != tag)
                if tag in annotation.tags:
                    beside.update((tag, other) for other in near if other != tag)
    found = [
        _pair(one, other, beside, within, carried, holding) for one, other in within if tag is not None or one < other
    ]
    return sorted(found, key=lambda pair: (-pair.passages, -pair.passage_share, -pair.articles, pair.tag, pair.other))


def shared(annotations: Iterable[TaggedAnnotation], tag: str, other: str, *, in_articles: bool = False) -> list[str]:
    """Return the ids of the annotations by which two tags occur together: on one passage, or in one article."""
    both = {tag, other}
    found: list[str] = []
    for own in _by_article(annotations).values():
        carrying = [annotation for annotation in own if not both.isdisjoint(annotation.tags)]
        if not both <= set().union(*(annotation.tags for annotation in carrying)):
            continue
        near = _near(carrying)
        meant = carrying if in_articles else [annotation for annotation, tags in near if both <= tags]
        found += [annotation.id for annotation in meant]
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


def _by_article(annotations: Iterable[TaggedAnnotation]) -> dict[str, list[TaggedAnnotation]]:
    found: dict[str, list[TaggedAnnotation]] = defaultdict(list)
    for annotation in annotations:
        if annotation.tags:
            found[annotation.article].append(annotation)
    return found


def _near(annotations: Sequence[TaggedAnnotation]) -> Iterator[tuple[TaggedAnnotation, frozenset[str]]]:
    """Yield each annotation of an article with the tags of its passage: its own, and those of what it meets."""
    here: dict[tuple[int, int, int], frozenset[str]] = {}
    for annotation in annotations:
        here[annotation.place] = here.get(annotation.place, frozenset()) | annotation.tags
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
    return ((annotation, settled[annotation.place]) for annotation in annotations)
