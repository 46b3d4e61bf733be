"""What the articles of a source have in common: the lines that recur in them. Pure.

Nothing of this is kept: it is worked out of the texts of a source's newest articles when one comes in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from storage.cleaning.sources import LEAST_ARTICLES, LEAST_SHARE, known_by
from storage.library.likeness import Likeness

_PROSE = 60
"""Bytes from which a kept block tells whether two articles are nearly the same."""


_ENOUGH = 20
"""Articles of a source from which a few more or less change little."""
_FEW = 5
"""One in so many is few."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted in the articles of a source."""

    texts: frozenset[str]
    """The names of the texts of those that were here."""
    coming: int
    """How many more were about to come in."""
    articles: int
    lines: Mapping[str, int]

    def serves(self, texts: Sequence[str], coming: int) -> bool:
        """Return whether it need not be counted again with these texts here and ``coming`` more about to come."""
        others = len(self.texts.symmetric_difference(texts))
        if not others and self.coming == coming == 0:
            return True
        known = len(self.texts) + self.coming
        return known >= _ENOUGH and _FEW * max(others + coming - self.coming, 0) <= known


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one article, each as the paragraph id that it has in every article."""

    all: frozenset[str]
    prose: frozenset[str]
    """The long ones that cleaning kept: what the article says, and no other one."""


def page_lines(blocks: Iterable[tuple[str, str, bool]]) -> PageLines:
    """Return the lines of an article out of the id, the text and the keeping of each block."""
    lines: set[str] = set()
    prose: set[str] = set()
    for paragraph, text, kept in blocks:
        line = known_by(paragraph)
        lines.add(line)
        if kept and len(text.encode("utf-8", "surrogatepass")) >= _PROSE:
            prose.add(line)
    return PageLines(frozenset(lines), frozenset(prose))


def recurring(pages: Sequence[PageLines]) -> tuple[int, Mapping[str, int]]:
    """Return how many articles count, and the lines that stand in enough of them, each with in how many.

    Articles that are nearly the same count once: at least half of what they say is alike. One without prose does not
    count, for nothing tells which article it is.
    """
    first_with: dict[str, list[int]] = {}
    kinds: list[set[str]] = []
    said: list[frozenset[str]] = []
    for page in pages:
        if not page.prose:
            continue
        alike = Counter(kind for line in page.prose for kind in first_with.get(line, ()))
        same = next((kind for kind, times in alike.most_common() if _is_same(times, said[kind], page.prose)), None)
        if same is None:
            for line in page.prose:
                first_with.setdefault(line, []).append(len(kinds))
            kinds.append(set(page.all))
            said.append(page.prose)
        else:
            kinds[same] |= page.all
    if len(kinds) < LEAST_ARTICLES:
        return len(kinds), {}
    counts = Counter(line for lines in kinds for line in lines)
    least = max(LEAST_ARTICLES, LEAST_SHARE * len(kinds))
    return len(kinds), {line: times for line, times in counts.items() if times >= least}


def _is_same(alike: int, former: frozenset[str], present: frozenset[str]) -> bool:
    return Likeness(alike, len(former), len(present), most_words=True).is_half
