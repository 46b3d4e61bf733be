"""What markup says of single blocks: captions, pictures, bylines, dates, the standfirst."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from storage.article import Kind, Reason, Role
from storage.cleaning.dates import find_date, is_stamp
from storage.cleaning.html.article import ArticleBlocks
from storage.cleaning.html.blocks import HtmlBlock
from storage.cleaning.html.regions import names_of
from storage.cleaning.html.vote import words_of
from storage.cleaning.reasons import Cue, because
from storage.cleaning.segments import PageFacts
from storage.cleaning.wordlist import word_set

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CAPTION = word_set("caption captions figcaption credit credits wpcaption imagecaption")
_BYLINE = word_set("byline bylines author authors autor auteur writer")
_DATE = word_set("date dateline time timestamp datetime published pubdate datum posted updated meta")
_LEAD = word_set(
    "standfirst dek deck lede lead leadtext intro subtitle subheadline subhead summary excerpt sapo chapo"
)
_LONGEST_CAPTION, _LONGEST_BYLINE, _LONGEST_DATE, _LONGEST_LEAD = 600, 140, 100, 700
_NEAR = 3
"""A caption stands so many blocks below its picture at most."""
_FEW = 4
_FEWEST_WORDS = 3
"""Alternative texts of fewer words name a file, a logo, an icon."""
_ABOVE = 8
"""How many blocks above its first one the article may begin: with a picture, a standfirst."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What markup says of one block."""

    role: Role
    kept: bool
    reason: Reason


class Hints:
    """The hints of one page."""

    def __init__(
        self, blocks: Sequence[HtmlBlock], article: ArticleBlocks, facts: PageFacts, description: str
    ) -> None:
        self._blocks, self._article, self._facts = blocks, article, facts
        self._announced = " ".join(words_of(description))
        kept = [place for place, keep in enumerate(article.kept) if keep]
        self._first, self._last = (kept[0], kept[-1]) if kept else (len(blocks), -1)
        self._captions: dict[str, int] = {}
        self._found = [self._look(place) for place in range(len(blocks))]

    def of(self, place: int) -> Hint | None:
        """Return what is known of a block by its markup; None for most."""
        return self._found[place]

    def _look(self, place: int) -> Hint | None:
        block = self._blocks[place]
        if block.kind is Kind.FIGURE:
            return self._picture(place, block)
        if block.hidden or not block.text:
            return None
        names = set(self._names(block))
        if how := _caption_markup(names, block):
            return self._caption(place, block, how)
        return self._byline(block, names) or self._date(place, block, names) or self._lead(place, block, names)

    def _names(self, block: HtmlBlock) -> Iterator[str]:
        """Names of a block's element and of the two above it, those that hold nothing else of note."""
        element = block.element
        for _ in range(3):
            yield f"<{element.tag}>"
            yield from names_of(element)
            parent = element.getparent()
            if parent is None or _has_many(parent):
                return
            element = parent

    def _in_article(self, place: int) -> bool:
        block = self._blocks[place]
        if self._article.regions[place] or block.hidden:
            return False
        return self._first - _ABOVE <= place <= self._last and self._article.holds(block.element)

    def _picture(self, place: int, block: HtmlBlock) -> Hint | None:
        if not self._in_article(place) or place < self._first or len(words_of(block.text)) < _FEWEST_WORDS:
            return None
        if caption := self._caption_below(place):
            return Hint(Role.CAPTION, False, because(Cue.ALTERNATIVE_TEXT, caption))
        return self._caption(place, block, "alternative text")

    def _caption_below(self, place: int) -> str:
        for block in self._blocks[place + 1 : place + 1 + _NEAR]:
            if _caption_markup(set(self._names(block)), block):
                return block.text
        return ""

    def _caption(self, place: int, block: HtmlBlock, how: str) -> Hint | None:
        if not self._in_article(place):
            if self._article.regions[place]:
                return None
            return Hint(Role.CAPTION, False, because(Cue.CAPTION_MARKUP, how))
        known = " ".join(words_of(block.text))
        near = self._captions.get(known)
        self._captions[known] = place
        if near is not None:
            return Hint(Role.DUPLICATE, False, because(Cue.CAPTION_REPEATED))
        return Hint(Role.CAPTION, True, because(Cue.CAPTION_MARKUP, how))

    def _byline(self, block: HtmlBlock, names: set[str]) -> Hint | None:
        if len(block.text) > _LONGEST_BYLINE or not (names & _BYLINE or block.text.casefold().startswith("by ")):
            return None
        text = block.text.casefold()
        for author in self._facts.authors:
            if author.casefold() in text:
                return Hint(Role.BYLINE, False, because(Cue.AUTHOR_READ, author))
        return None

    def _date(self, place: int, block: HtmlBlock, names: set[str]) -> Hint | None:
        if len(block.text) > _LONGEST_DATE or self._article.regions[place]:
            return None
        found = find_date(block.text)
        if not (is_stamp(block.text) or (found and (names & _DATE or "<time>" in names))):
            return None
        if found and found.day == self._facts.published[:10]:
            return Hint(Role.DATE, False, because(Cue.DATE_READ, self._facts.published))
        return Hint(Role.DATE, False, because(Cue.DATE_STAMP, block.text))

    def _lead(self, place: int, block: HtmlBlock, names: set[str]) -> Hint | None:
        if not self._first - _ABOVE <= place <= self._first + 1 or len(block.text) > _LONGEST_LEAD:
            return None
        words = words_of(block.text)
        if len(words) < 6 or block.is_link_list or self._article.regions[place] or block.kind is Kind.LIST_ITEM:
            return None
        if words == words_of(self._facts.title):
            return None
        if names & _LEAD:
            return Hint(Role.LEAD, True, because(Cue.LEAD_LINE, f"marked up as {min(names & _LEAD)}"))
        if place < self._first and self._announced and self._announced.startswith(" ".join(words)[:120]):
            return Hint(Role.LEAD, True, because(Cue.LEAD_LINE, "the page announces itself with it"))
        return None


def _caption_markup(names: set[str], block: HtmlBlock) -> str:
    """Return what marks a block up as a caption, or nothing."""
    if not block.text or len(block.text) > _LONGEST_CAPTION or block.kind is Kind.FIGURE:
        return ""
    return "figcaption" if "<figcaption>" in names else "caption" if names & _CAPTION else ""


def _has_many(element: HtmlElement) -> bool:
    """Whether an element holds more than a few; lxml counts children by walking over all of them."""
    return next(islice(element.iterchildren(), _FEW, None), None) is not None
