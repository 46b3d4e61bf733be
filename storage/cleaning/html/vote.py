"""An extractor's vote: what trafilatura takes for the article, found again in our own blocks."""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MOST_ELEMENTS = 30_000
_MOST_CHARACTERS = 1_500_000
_DEEPEST = 200
_ITS_TROUBLES = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What an extractor may stumble over in a page; it then has no vote, and the page is read all the same."""
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
"""A word, or one character of a script that is written without spaces."""


def extracted(root: HtmlElement, characters: int) -> list[str]:
    """Return the lines that trafilatura takes for the article; none where it finds nothing or the page is too large.

    It works on a copy of the tree, with every option fixed here and nothing fetched. Pages of absurd size or depth
    are not given to it: nothing bounds its time.
    """
    if characters > _MOST_CHARACTERS or _is_absurd(root):
        return []
    from lxml import etree, html
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    copy = html.document_fromstring(etree.tostring(root, encoding="unicode"))
    etree.strip_attributes(copy, "colspan", "rowspan")  # a cell of a thousand million columns is one cell
    try:
        found = bare_extraction(
            copy,
            fast=False,
            favor_precision=False,
            favor_recall=False,
            include_comments=False,
            include_tables=True,
            include_images=False,
            include_formatting=False,
            include_links=False,
            deduplicate=False,
            with_metadata=False,
        )
    except _ITS_TROUBLES:
        return []
    text = getattr(found, "text", None) or ""
    return [line for line in text.splitlines() if line.strip()]


def _is_absurd(root: HtmlElement) -> bool:
    """Whether a page has more elements, or more of them inside one another, than any page has that people read."""
    depths = {root: 0}
    for count, element in enumerate(root.iterdescendants(), start=1):
        parent = element.getparent()
        depth = 1 if parent is None else depths[parent] + 1
        if depth > _DEEPEST or count > _MOST_ELEMENTS:
            return True
        depths[element] = depth
    return False


def words_of(text: str) -> list[str]:
    """Return the words that texts are compared by."""
    return _WORD.findall(text.casefold())


@dataclass(frozen=True, slots=True)
class _Match:
    """A block found in the extraction: the words from ``start`` to ``end``, ``weight`` of them its own."""

    start: int
    end: int
    weight: int


_RUN = 4
_MOST_PLACES = 40
_LEAST_SHARE = 0.5


def votes(texts: Sequence[str], lines: Sequence[str]) -> list[bool]:
    """Say for each text whether most of its words are in the extraction, in order.

    Each block is looked up by its runs of four words; of all the ways to lay the blocks along the extraction without
    crossing, the one that covers most words is taken (a heaviest increasing chain), so that of two copies of a line
    the one in its place is voted for. Shorter texts must be whole lines of the extraction.
    """
    book = _Book(lines)
    chain = _Chain()
    for place, text in enumerate(texts):
        chain.add(place, list(book.matches(words_of(text))))
    chosen = chain.best()
    return [place in chosen for place in range(len(texts))]


class _Book:
    """The extraction's words and where each run of them stands."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._words: list[str] = []
        self._lines: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for line in lines:
            words = words_of(line)
            if len(words) < _RUN:
                self._lines[tuple(words)].append(len(self._words))
            self._words += words
        self._runs: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in range(len(self._words) - _RUN + 1):
            self._runs[tuple(self._words[at : at + _RUN])].append(at)

    def matches(self, words: Sequence[str]) -> Iterator[_Match]:
        """Return the places where a block may stand in the extraction."""
        if not words:
            return
        if len(words) < _RUN:
            for at in self._lines.get(tuple(words), ())[:_MOST_PLACES]:
                yield _Match(at, at + len(words), len(words))
            return
        runs = len(words) - _RUN + 1
        step = max(1, runs // 400)
        shifts: Counter[int] = Counter()
        for own in range(0, runs, step):
            for at in self._runs.get(tuple(words[own : own + _RUN]), ())[:_MOST_PLACES]:
                shifts[at - own] += 1
        looked_at = len(range(0, runs, step))
        for shift, hits in _clusters(shifts):
            if hits >= _LEAST_SHARE * looked_at:
                start = max(0, shift)
                yield _Match(start, min(len(self._words), shift + len(words)), round(len(words) * hits / looked_at))


def _clusters(shifts: Counter[int]) -> list[tuple[int, int]]:
    """Hits of nearly the same shift together: words that one side lacks move what follows."""
    found: list[tuple[int, int]] = []
    used: set[int] = set()
    for shift, _ in shifts.most_common(_MOST_PLACES):
        if shift in used:
            continue
        near = [other for other in range(shift - 12, shift + 13) if other in shifts and other not in used]
        used.update(near)
        found.append((shift, sum(shifts[other] for other in near)))
    return found


_OVERLAP = 4


class _Chain:
    """The heaviest chain of matches that does not cross, by where each ends; grown block by block."""

    def __init__(self) -> None:
        self._ends: list[int] = [0]
        self._weights: list[int] = [0]
        self._links: list[tuple[int, object] | None] = [None]

    def add(self, place: int, matches: list[_Match]) -> None:
        """Let one block stand at one of its places."""
        grown = []
        for match in matches:
            before = bisect_right(self._ends, match.start + min(_OVERLAP, match.weight // 4)) - 1
            grown.append((match.end, self._weights[before] + match.weight, (place, self._links[before])))
        for end, weight, link in grown:
            self._enter(end, weight, link)

    def _enter(self, end: int, weight: int, link: tuple[int, object]) -> None:
        """Keep only what is better than all that ends before it."""
        at = bisect_right(self._ends, end)
        if self._weights[at - 1] >= weight:
            return
        last = at
        while last < len(self._ends) and self._weights[last] <= weight:
            last += 1
        if self._ends[at - 1] == end:
            at -= 1
        self._ends[at:last] = [end]
        self._weights[at:last] = [weight]
        self._links[at:last] = [link]

    def best(self) -> set[int]:
        """Return the blocks of the heaviest chain."""
        chosen: set[int] = set()
        link = self._links[-1]
        while link is not None:
            place, link = link  # type: ignore[assignment]  # a linked list that mypy cannot name
            chosen.add(place)
        return chosen
