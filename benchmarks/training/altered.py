"""Pages made of pages: articles cut short, with another page's tail below, or with nothing around them.

On most pages the longest stretch of prose is the article; a model that learns only those takes comments and teasers
that are longer for it. The altered pages break that, and bare articles teach that a text may be all article.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from storage.cleaning.segments import Segment

_LEAST_PARAGRAPHS = 2
_PROSE = 80
"""Characters that make a segment a paragraph."""
_LEAST_TAIL = 600
_SPLICED = 0.5


@dataclass(frozen=True, slots=True)
class Labelled:
    """The segments of a page and which of them are its article; only a page of which all is known can be altered."""

    segments: tuple[Segment, ...]
    article: tuple[int, ...]
    """1 for each segment of its article, 0 for the others; −1 where nobody knows."""


def cut_short(page: Labelled, draw: random.Random) -> Labelled | None:
    """Return the page with two paragraphs up to half of its article left; None where it has too few."""
    own = [place for place, mine in enumerate(page.article) if mine]
    paragraphs = [place for place in own if len(page.segments[place].text) >= _PROSE]
    if len(paragraphs) < 2 * _LEAST_PARAGRAPHS:
        return None
    kept = draw.randint(_LEAST_PARAGRAPHS, len(paragraphs) // 2)
    last = paragraphs[kept - 1]
    left = [place for place in range(len(page.segments)) if place <= last or not page.article[place]]
    return Labelled(tuple(page.segments[place] for place in left), tuple(page.article[place] for place in left))


def tail_of(page: Labelled) -> tuple[Segment, ...]:
    """Return what stands below the article of a page: comments, teasers, footers; nothing where it holds no prose."""
    own = [place for place, mine in enumerate(page.article) if mine]
    tail = page.segments[own[-1] + 1 :] if own else ()
    prose = sum(len(segment.text) for segment in tail if len(segment.text) >= _PROSE)
    return tuple(tail) if prose >= _LEAST_TAIL else ()


def with_tail(page: Labelled, tail: Sequence[Segment]) -> Labelled:
    """Return the page with another page's tail right below its article."""
    own = [place for place, mine in enumerate(page.article) if mine]
    at = own[-1] + 1 if own else len(page.segments)
    return Labelled(
        (*page.segments[:at], *tail, *page.segments[at:]),
        (*page.article[:at], *(False for _ in tail), *page.article[at:]),
    )


def bare(page: Labelled) -> Labelled:
    """Return nothing but the article."""
    own = [segment for segment, mine in zip(page.segments, page.article, strict=True) if mine]
    return Labelled(tuple(own), (True,) * len(own))


def altered(page: Labelled, tails: Sequence[Sequence[Segment]], draw: random.Random) -> Labelled | None:
    """Return an altered copy of a page, half of them with another's tail; None where its article is too short."""
    short = cut_short(page, draw)
    if short is None:
        return None
    return with_tail(short, draw.choice(tails)) if tails and draw.random() < _SPLICED else short
