"""Paragraphs of a library that say the same as one, or much of it: the equal ones first, then those alike.

Two paragraphs are equal when they have the same words in the same order; case, accents and punctuation do not count.
How alike others are is the cosine of their vectors of words: a word counts ``1 + ln n`` where it stands ``n`` times,
times ``ln(1 + N / d)`` where ``d`` of the ``N`` paragraphs that are compared hold it (Salton and Buckley, 1988).
Which articles are worth a look says the index of the search: those that hold the paragraph's first words in order,
and those that hold most of its rarest words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from storage.annotation import Scope, tag_key
from storage.errors import LibraryDamaged, NothingMatches
from storage.search.feeding import Feedable
from storage.search.searcher import Searcher
from storage.search.sought import shown_blocks
from storage.search.words import spread

LEAST = 0.4
"""How alike a paragraph must be to be worth showing; half of the weight of both is then mostly in common."""
MOST = 100
"""Paragraphs that are shown; nobody looks through more."""
_LOOKED_INTO = 60
"""Articles that are looked into for the words that they share; those that hold the beginning come on top of that."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that is compared."""

    article: str
    paragraph: str
    """Its id."""
    number: int
    """The number that the reader shows."""
    text: str


@dataclass(frozen=True, slots=True)
class Alike:
    """A paragraph that was found, and how alike it is."""

    passage: Passage
    likeness: float
    """0 to 1; 1 for an equal one alone."""

    @property
    def is_equal(self) -> bool:
        """Whether it has the same words in the same order."""
        return self.likeness >= 1.0


def find_alike(
    library: Feedable,
    searcher: Searcher,
    text: str,
    *,
    besides: tuple[str, str] = ("", ""),
    least: float = LEAST,
    most: int = MOST,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[Alike, ...]:
    """Return the paragraphs of a library that are like ``text``, the most alike first; all equal ones.

    Args:
        library: Where they are looked for.
        searcher: What finds words in it.
        text: A paragraph, or words of one.
        besides: The article and the paragraph that ``text`` is of, which is not found itself.
        least: How alike a paragraph must be, 0 to 1.
        most: How many are returned at most beside the equal ones.
        stopped: Asked before each article: whether nobody wants to know any more; then nothing is returned.

    Raises:
        LibraryError: the library cannot be read.
    """
    words = spread(text).split()
    if not words:
        return ()
    passages: list[Passage] = []
    for article in searcher.holding(words, _LOOKED_INTO, stopped):
        if stopped():
            return ()
        passages += _passages(library, article)
    return rank_alike(words, [each for each in passages if (each.article, each.paragraph) != besides], least, most)


def lacking(library: Feedable, found: Iterable[Alike], creator: str, tags: Iterable[str]) -> tuple[Alike, ...]:
    """Return those of ``found`` that ``creator`` has not given all of ``tags`` yet."""
    wanted = set(map(tag_key, tags))
    return tuple(each for each in found if not wanted <= _carried(library, each.passage, creator))


def _carried(library: Feedable, passage: Passage, creator: str) -> set[str]:
    """Return the keys of the tags that a reader gave to just this paragraph."""
    return {
        tag_key(tag)
        for mark in library.annotations(passage.article)
        if mark.creator == creator and mark.target.scope is Scope.PARAGRAPH and mark.target.first == passage.paragraph
        for tag in mark.tags
    }


def rank_alike(words: Sequence[str], passages: Sequence[Passage], least: float, most: int) -> tuple[Alike, ...]:
    """Return those of ``passages`` that are like ``words``, the most alike first; of equals in the order given."""
    wanted = set(words)
    told = [spread(passage.text).split() for passage in passages]
    rarity = _rarity(map(set, told), wanted, len(told) + 1)
    mine = _vector(words, rarity)
    equal, others = [], []
    for passage, theirs in zip(passages, told, strict=True):
        if theirs == list(words):
            equal.append(Alike(passage, 1.0))
        elif not wanted.isdisjoint(theirs):
            likeness = min(_cosine(mine, _vector(theirs, rarity)), 0.999)
            if likeness >= least:
                others.append(Alike(passage, likeness))
    others.sort(key=lambda found: -found.likeness)
    return (*equal, *others[:most])


def _passages(library: Feedable, id_: str) -> list[Passage]:
    try:
        article = library.article(id_, keep=False)
    except (NothingMatches, LibraryDamaged):  # removed meanwhile, or unreadable: it holds nothing to mark
        return []
    numbers = article.numbers
    return [Passage(id_, block.id, numbers[block.id], block.text) for block in shown_blocks(article) if block.text]


def _rarity(told: Iterable[set[str]], wanted: set[str], count: int) -> Mapping[str, float]:
    held = Counter(wanted)
    for words in told:
        held.update(words)
    return {word: log(1 + count / times) for word, times in held.items()}


def _vector(words: Iterable[str], rarity: Mapping[str, float]) -> dict[str, float]:
    return {word: (1 + log(times)) * rarity[word] for word, times in Counter(words).items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    shared = sum(weight * other[word] for word, weight in one.items() if word in other)
    return shared / (_length(one) * _length(other)) if shared else 0.0


def _length(vector: Mapping[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in vector.values()))
