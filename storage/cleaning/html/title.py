"""A page's title: the candidate that its head and its visible blocks agree on best.

Where structured data name a headline, that is it, or the visible first heading that the rest of the head agrees
with. Without, candidates are weighed by a scorecard: the titles of the head, their parts without the site's name,
headings, and blocks that begin as one of them. Its weights are a softmax regression's over such candidates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from storage.block import Kind
from storage.cleaning.html.blocks import HtmlBlock
from storage.cleaning.html.facts import Said
from storage.cleaning.html.outline import Outline

_LONGEST = 300
_MOST_HEADINGS, _MOST_BLOCKS, _MOST_PARTS = 12, 30, 7
_BEGINNING = 6
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
"""A word, or one character of a script that is written without spaces."""
_ASCII_WORD = re.compile(r"[a-z0-9]+")
"""The same where there is nothing but ASCII, casefolded; found sooner."""
_PARTING = re.compile(r"(\s+(?:[|–—\-:•·»«›~/*_>〉ㅣ]+|::)\s+|\s*[|〉》｜_ㅣ]\s*|：|(?<=\S{3})-(?=\S+\.\w+$))")
_HEADED = re.compile(r"title|headline|titel|titulo|titre|titolo|tytul|heading", re.IGNORECASE)

_WEIGHTS: Mapping[str, float] = {
    "visible": 1.75,
    "first level": 0.6,
    "only one of the first level": 0.95,
    "second level": 0.3,
    "lower level": -0.55,
    "named a headline": 0.8,
    "repeated": 0.75,
    "for sharing": 1.4,
    "part of the window's title": 0.6,
    "begins the window's title": 0.8,
    "ends the window's title": -0.35,
    "like the window's title": 1.35,
    "within the window's title": 1.85,
    "like the title for sharing": 0.2,
    "under three words": -1.0,
    "under five words": -0.45,
    "the site's name": -0.35,
    "with the site's name": -0.6,
    "sources": 0.2,
}
_LEVELS = {Kind.HEADING_1: "first level", Kind.HEADING_2: "second level"}
_HEADINGS = frozenset(kind for kind in Kind if kind.is_heading)
_NO_TITLES = frozenset((Kind.FIGURE, Kind.TABLE, Kind.CODE))
_SAME_STORY = 0.8
"""Two wordings of one headline agree so well at least."""


def words_of(text: str) -> list[str]:
    """Return the words of a text, casefolded; each character of an unspaced script is one."""
    folded = text.casefold()
    return _ASCII_WORD.findall(folded) if folded.isascii() else _WORD.findall(folded)


@dataclass(slots=True)
class _Candidate:
    text: str
    words: Counter[str]
    facts: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    """Which of the head's titles it is, the site's name taken off."""


def title_of(blocks: Sequence[HtmlBlock], outline: Outline, said: Said) -> str:
    """Return the title of a page, as its blocks print it where they do; empty without any."""
    pool = _Pool(said, outline)
    pool.add_blocks(blocks)
    return pool.best()[:_LONGEST].strip()


class _Pool:
    """All candidates of one page by their words."""

    def __init__(self, said: Said, outline: Outline) -> None:
        self._outline = outline
        self._site = _SiteName(said.site, said.url)
        self._all: dict[str, _Candidate] = {}
        self._heads = {source: Counter(words_of(title)) for source, title in said.heads.items()}
        for source, title in said.heads.items():
            self._add(title, source)
            for part in _parts(title):
                self._add_part(part, source)
        self._first_heading = ""
        self._headings = 0

    def _add(self, text: str, source: str = "") -> _Candidate | None:
        words = words_of(text)
        if not words or len(text) > _LONGEST:
            return None
        candidate = self._all.setdefault(" ".join(words), _Candidate(text, Counter(words)))
        if source:
            candidate.sources.add(source)
        return candidate

    def _add_part(self, part: _Part, source: str) -> None:
        candidate = self._add(part.text)
        if not candidate:
            return
        if part.begins and self._site.names(part.rest):
            candidate.sources.add(source)
        if source == "window":
            candidate.facts.add("part of the window's title")
            if part.begins:
                candidate.facts.add("begins the window's title")
            if part.ends:
                candidate.facts.add("ends the window's title")

    def add_blocks(self, blocks: Sequence[HtmlBlock]) -> None:
        """Add headings, and blocks that begin as a candidate does."""
        beginnings = {candidate.text[:_BEGINNING].casefold() for candidate in self._all.values()}
        headings = others = 0
        for block in blocks:
            text = block.text
            heading = block.kind in _HEADINGS and headings < _MOST_HEADINGS
            alike = others < _MOST_BLOCKS and text[:_BEGINNING].casefold() in beginnings
            if not (heading or alike) or not text or len(text) > _LONGEST or block.hidden or block.kind in _NO_TITLES:
                continue
            headings += heading
            others += not heading
            if heading or self._agrees(text):
                self._add_block(block)

    def _agrees(self, text: str) -> bool:
        own = Counter(words_of(text))
        return any(_agreement(own, head) > 0.5 for head in self._heads.values())

    def _add_block(self, block: HtmlBlock) -> None:
        candidate = self._add(block.text)
        if not candidate:
            return
        facts = candidate.facts
        facts.update(("repeated",) if "visible" in facts else ("visible",))
        if block.kind in _HEADINGS:
            facts.add(_LEVELS.get(block.kind, "lower level"))
        if block.kind is Kind.HEADING_1:
            self._headings += 1
            self._first_heading = self._first_heading or block.text
        looks = self._outline.looks[block.node]
        if _HEADED.search(looks.classes) or _HEADED.search(looks.item):
            facts.add("named a headline")
        if not candidate.sources:  # the head may spell it in capitals; the page's own spelling is as good
            candidate.text = block.text

    def best(self) -> str:
        """Return the text of the best candidate."""
        shared = self._of("sharing")
        if headline := self._of("headline"):
            return self._headline(headline, shared)
        weighed = [(self._worth(candidate), -place, candidate) for place, candidate in enumerate(self._all.values())]
        if not weighed:
            return ""
        chosen = max(weighed, key=lambda row: row[:2])[2]
        if shared and "visible" in chosen.facts and _reworded(chosen, shared) and not self._ends_in_site(shared):
            return shared.text
        return chosen.text

    def _of(self, source: str) -> _Candidate | None:
        """The title that one part of the head gives, best without the site's name."""
        given = [candidate for candidate in self._all.values() if source in candidate.sources]
        return min(given, key=lambda candidate: len(candidate.text), default=None)

    def _headline(self, headline: _Candidate, shared: _Candidate | None) -> str:
        """The headline of structured data, or what the page shows in its place.

        A first heading that the title for sharing repeats is what readers see as the headline; a kicker before a
        colon that only the structured data have is none of its own.
        """
        if shared and "first level" in shared.facts and headline.facts.isdisjoint((*_LEVELS.values(), "lower level")):
            return shared.text
        if shared and headline is not shared and len(shared.words) > 3:
            long, short = " ".join(words_of(headline.text)), " ".join(words_of(shared.text))
            if long.endswith(f" {short}"):
                return shared.text
        return headline.text

    def _ends_in_site(self, candidate: _Candidate) -> bool:
        return any(self._site.names(part.text) for part in _parts(candidate.text))

    def _worth(self, candidate: _Candidate) -> float:
        worth = sum(map(_WEIGHTS.__getitem__, self._facts(candidate)))
        count = candidate.words.total()
        if window := self._heads.get("window"):
            worth += _WEIGHTS["like the window's title"] * _agreement(candidate.words, window)
            worth += _WEIGHTS["within the window's title"] * (candidate.words & window).total() / count
        if shared := self._heads.get("sharing"):
            worth += _WEIGHTS["like the title for sharing"] * _agreement(candidate.words, shared)
        return worth + _WEIGHTS["sources"] * (len(candidate.sources) + ("visible" in candidate.facts))

    def _facts(self, candidate: _Candidate) -> Iterator[str]:
        yield from candidate.facts
        count = candidate.words.total()
        if "first level" in candidate.facts and self._headings == 1:
            yield "only one of the first level"
        if "sharing" in candidate.sources:
            yield "for sharing"
        if count < 5:
            yield "under five words"
        if count < 3:
            yield "under three words"
        if self._site.names(candidate.text):
            yield "the site's name"
        if self._ends_in_site(candidate):
            yield "with the site's name"


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of a title between its parting signs."""

    text: str
    begins: bool
    ends: bool
    rest: str
    """What comes after it."""


def _parts(title: str) -> Iterator[_Part]:
    """The beginnings and ends of a title at its parting signs, and each single part."""
    pieces = _PARTING.split(title)
    count = len(pieces) // 2 + 1
    if not 1 < count <= _MOST_PARTS:
        return
    for first in range(count):
        for last in range(first, count):
            whole = first == 0 and last == count - 1
            within = first > 0 and last < count - 1 and last > first
            if not (whole or within):
                text = "".join(pieces[2 * first : 2 * last + 1]).strip()
                yield _Part(text, first == 0, last == count - 1, " ".join(pieces[2 * last + 2 :: 2]))


def _agreement(own: Counter[str], other: Counter[str]) -> float:
    """Word overlap, 0 to 1 (F1 of the two bags of words)."""
    return 2 * (own & other).total() / max(1, own.total() + other.total())


def _reworded(chosen: _Candidate, shared: _Candidate) -> bool:
    """Whether two are wordings of one headline, neither being the other with something more."""
    if chosen is shared or _agreement(chosen.words, shared.words) < _SAME_STORY:
        return False
    one, other = " ".join(words_of(chosen.text)), " ".join(words_of(shared.text))
    return one not in other and other not in one


class _SiteName:
    """What a page's site is called: by its own word for it, and by its address."""

    def __init__(self, site: str, url: str) -> None:
        host = url.partition("://")[2].partition("/")[0].lower().removeprefix("www.")
        self._name = "".join(words_of(site))
        self._host = "".join(words_of(host))
        self._labels = [label.replace("-", "") for label in host.split(".")[:-1] if len(label) > 3]

    def names(self, text: str) -> bool:
        """Whether a text is the site's name or a variant of it."""
        words = words_of(text)
        own = "".join(words)
        if not own or len(words) > 8:
            return False
        if own in (self._name, self._host) or own in self._labels:
            return True
        if len(own) > 3 and self._name and (own in self._name or (self._name in own and len(words) < 6)):
            return True
        return any(label in own and len(own) < len(label) + 8 for label in self._labels)
