"""What markup says of the part that single blocks play: captions, pictures, bylines, dates, the standfirst, regions.

Hints say what a block is, not whether it stays: that is judged by all that is known of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from storage.block import Kind, Role
from storage.cleaning.dates import find_date
from storage.cleaning.html.regions import Hint, regions_of
from storage.cleaning.html.title import words_of
from storage.cleaning.html.traits import bits_of, names_in
from storage.cleaning.reasons import Cue, because
from storage.cleaning.wordlist import word_set

if TYPE_CHECKING:
    from storage.cleaning.html.blocks import HtmlBlock
    from storage.cleaning.html.holding import Holding, Ints
    from storage.cleaning.html.outline import Outline
    from storage.cleaning.segments import PageFacts

# Looking up a member of an enumeration takes longer than all else that is done with it: once is enough.
_FIGURE, _ITEM = Kind.FIGURE, Kind.LIST_ITEM
_FIGCAPTION = bits_of("caption")
_CAPTION = bits_of("caption", "caption-word")
_BYLINE = bits_of("byline-word")
_DATE = bits_of("date-word", "time", "meta-word")
_LEAD = bits_of("lead-word")
_LEAD_WORDS = word_set(
    "standfirst dek deck lede lead leadtext intro subtitle subheadline subhead summary excerpt sapo chapo"
)
_LONGEST_CAPTION, _LONGEST_BYLINE, _LONGEST_DATE, _LONGEST_LEAD = 600, 140, 100, 700
_NEAR = 3
"""A caption stands so many blocks below its picture at most."""
_FEWEST_WORDS = 3
"""Alternative texts of fewer words name a file, a logo, an icon."""
_LEAST_LEAD = 6
_ABOVE = 8
"""How many blocks above its first paragraph the article may begin: with a picture, a standfirst."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page while its blocks are looked at."""

    blocks: Sequence[HtmlBlock]
    outline: Outline
    near: list[int]
    """Traits of each block's own element and of those that hold little else."""
    regions: Sequence[Hint | None]
    """Of each block."""
    facts: PageFacts
    authors: Sequence[tuple[str, str]]
    """As written and casefolded."""
    announced: str
    """The words of the page's description."""
    first: int
    """The first paragraph of the container with the most prose."""


def hints_of(
    blocks: Sequence[HtmlBlock], held: Holding, near: Ints, facts: PageFacts, description: str
) -> list[Hint | None]:
    """Return for each block what markup says of it; None for most."""
    by_element = regions_of(blocks, held)
    regions = [by_element[block.node] for block in blocks]
    inside = range(int(held.first[held.clean]), int(held.end[held.clean]))
    first = next((place for place in inside if held.points[place]), len(blocks))
    announced = " ".join(words_of(description))
    authors = [(author, author.casefold()) for author in facts.authors]
    seen = _Seen(blocks, held.outline, near.tolist(), regions, facts, authors, announced, first)
    captions: dict[str, int] = {}
    return [_look(seen, place, captions) for place in range(len(blocks))]


def _look(seen: _Seen, place: int, captions: dict[str, int]) -> Hint | None:
    block, region = seen.blocks[place], seen.regions[place]
    if block.hidden:
        return Hint(Role.OTHER, because(Cue.HIDDEN_BY_PAGE, block.hidden))
    if not block.text:
        return Hint(None, because(Cue.NO_TEXT, block.kind.value))
    if block.kind is _FIGURE:
        found = None if region else _picture(seen, place, captions)
    else:
        found = _own(seen, place, captions)
    if found is None and region:
        return region
    if found is None and block.is_link_list:
        return _link_list(block.linked_words, max(1, len(block.text.split())))
    return found


@lru_cache(maxsize=1024)
def _link_list(linked: int, words: int) -> Hint:
    return Hint(None, because(Cue.LINK_LIST, str(min(words, linked)), str(words)))


def _own(seen: _Seen, place: int, captions: dict[str, int]) -> Hint | None:
    """What the markup of one block says of it alone."""
    block, traits, region = seen.blocks[place], seen.near[place], seen.regions[place]
    if traits & _CAPTION and not region and (how := _caption_markup(block, traits)):
        return _caption(block, place, captions, how)
    if seen.authors and len(block.text) <= _LONGEST_BYLINE and (hint := _byline(seen, block, traits)):
        return hint
    if region:
        return None
    if traits & _DATE and len(block.text) <= _LONGEST_DATE and (hint := _date(seen, block)):
        return hint
    return _lead(seen, place) if seen.first - _ABOVE <= place <= seen.first + 1 else None


def _picture(seen: _Seen, place: int, captions: dict[str, int]) -> Hint | None:
    block = seen.blocks[place]
    if len(words_of(block.text)) < _FEWEST_WORDS:
        return None
    for below in range(place + 1, min(place + 1 + _NEAR, len(seen.blocks))):
        if _caption_markup(seen.blocks[below], seen.near[below]):
            return Hint(Role.DUPLICATE, because(Cue.ALTERNATIVE_TEXT, seen.blocks[below].text))
    return _caption(block, place, captions, "alternative text")


def _caption_markup(block: HtmlBlock, traits: int) -> str:
    """Return what marks a block up as a caption, or nothing."""
    if not traits & _CAPTION or not block.text or len(block.text) > _LONGEST_CAPTION or block.kind is _FIGURE:
        return ""
    return "figcaption" if traits & _FIGCAPTION else "caption"


def _caption(block: HtmlBlock, place: int, captions: dict[str, int], how: str) -> Hint:
    if captions.setdefault(" ".join(words_of(block.text)), place) != place:
        return Hint(Role.DUPLICATE, because(Cue.CAPTION_REPEATED))
    return Hint(Role.CAPTION, because(Cue.CAPTION_MARKUP, how))


def _byline(seen: _Seen, block: HtmlBlock, traits: int) -> Hint | None:
    text = block.text.casefold()
    if not (traits & _BYLINE or text.startswith("by ")):
        return None
    for author, folded in seen.authors:
        if folded in text:
            return Hint(Role.BYLINE, because(Cue.AUTHOR_READ, author))
    return None


def _date(seen: _Seen, block: HtmlBlock) -> Hint | None:
    found = find_date(block.text)
    if not found:
        return None
    if found.day == seen.facts.published[:10]:
        return Hint(Role.DATE, because(Cue.DATE_READ, seen.facts.published))
    return Hint(Role.DATE, because(Cue.DATE_STAMP, block.text))


def _lead(seen: _Seen, place: int) -> Hint | None:
    block = seen.blocks[place]
    if len(block.text) > _LONGEST_LEAD:
        return None
    words = words_of(block.text)
    if len(words) < _LEAST_LEAD or block.is_link_list or block.kind is _ITEM:
        return None
    if words == words_of(seen.facts.title):
        return None
    if seen.near[place] & _LEAD and (name := _lead_name(seen.outline, block.node)):
        return Hint(Role.LEAD, because(Cue.LEAD_LINE, f"marked up as {name}"))
    if place < seen.first and seen.announced and seen.announced.startswith(" ".join(words)[:120]):
        return Hint(Role.LEAD, because(Cue.LEAD_LINE, "the page announces itself with it"))
    return None


def _lead_name(outline: Outline, node: int) -> str:
    """Return the name that calls a block's element, or one of the two around it, a standfirst."""
    for _ in range(3):
        if node < 0:
            break
        names = _LEAD_WORDS.intersection(names_in(outline.looks[node].names))
        if names:
            return min(names)
        node = outline.parents[node]
    return ""
