"""Pictures in a text: captions by their credit or by being said twice, and the alternative texts above them."""

from __future__ import annotations

from collections.abc import Sequence

from storage.block import Kind
from storage.cleaning.identity import words_of
from storage.cleaning.judging import phrases
from storage.cleaning.judging.looks import LENGTH_FOLDED, Look
from storage.cleaning.segments import Segment

_LONGEST = 420
_LEAST_SAID_TWICE = 25
_GLUED_BEGINNING = 24
_ON_ONE_LINE, _IN_A_ROW = "said twice on one line", "said twice in a row"


def caption_words(segments: Sequence[Segment], looks: Sequence[Look]) -> list[str]:
    """Return for each segment what makes it a caption, worded; nothing where it is none."""
    return [
        _credit(segment.text, look) or _said_twice(segments, looks, place)
        for place, (segment, look) in enumerate(zip(segments, looks, strict=True))
    ]


def has_credit(words: str) -> bool:
    """Whether it is a credit that makes a line a caption; a title is often said twice, too."""
    return words not in ("", _ON_ONE_LINE, _IN_A_ROW)


def is_alternative(first: Look, caption: Look) -> bool:
    """Whether a line says in part what the caption below it says, as a picture's alternative text does."""
    if first.ends or first.width > caption.width + 20 or first.width > _LONGEST or first.stamp:
        return False
    words = set(words_of(first.folded))
    return len(words) > 1 and len(words & set(words_of(caption.folded))) >= 0.6 * len(words)


def _credit(text: str, look: Look) -> str:
    """The credit at the beginning or the end of a line."""
    if look.width > _LONGEST or look.stamp:
        return ""
    match = phrases.CREDIT.match(look.folded)
    tail = text[-140:]
    if not match and (")" in tail or "]" in tail or "）" in tail or "】" in tail):
        match = phrases.CREDIT_END.search(tail)
    if not match and ("©" in text or len(text) > LENGTH_FOLDED or not phrases.CREDIT_HEADS.isdisjoint(look.tokens)):
        match = phrases.CREDIT_TAIL.search(text[-80:])
    return match.group().strip() if match else ""


def _said_twice(segments: Sequence[Segment], looks: Sequence[Look], place: int) -> str:
    """A line of some length with its double on the same line, or right above or below it."""
    look = looks[place]
    if look.width < _LEAST_SAID_TWICE or look.sentences > 1 or segments[place].kind is not Kind.PARAGRAPH:
        return ""
    if _glued_double(look.folded):
        return _ON_ONE_LINE
    near = [looks[other].folded for other in (place - 1, place + 1) if 0 <= other < len(looks)]
    return _IN_A_ROW if look.folded in near else ""


def _glued_double(folded: str) -> bool:
    """Whether a line says itself twice: alternative text and caption printed without a break."""
    half = len(folded) // 2
    if not _GLUED_BEGINNING * 1.5 < half < _LONGEST:
        return False
    again = folded.find(folded[:_GLUED_BEGINNING], half - 12, half + 12 + _GLUED_BEGINNING)
    return again > 0 and folded[again:].startswith(folded[: again - 12])
