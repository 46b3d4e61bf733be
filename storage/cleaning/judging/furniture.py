"""Furniture: what a segment is when its own words or the shape of the lines around it give it away.

Each rule is one small function from a segment and its look to a :class:`Sign` or None; the first that speaks counts.
A sign's weight says how strongly it argues against the segment being in the article's midst.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from storage.block import Kind, Reason, Role
from storage.cleaning.dates import has_day_and_time, may_have_time
from storage.cleaning.judging import phrases
from storage.cleaning.judging.looks import Look
from storage.cleaning.reasons import Cue, because
from storage.cleaning.segments import Segment


@dataclass(frozen=True, slots=True)
class Sign:
    """What a rule says of a segment."""

    role: Role
    reason: Reason
    weight: float
    """From 1 (may stand inside an article and be hidden there) to 4 (an article has ended or not begun)."""

    @property
    def cue(self) -> str:
        """The code of the cue."""
        return self.reason.cue


Rule = Callable[[Segment, Look], Sign | None]

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_FIGURES = re.compile(r"[\d\s.,:/%+()#-]+$")


def _no_words(segment: Segment, look: Look) -> Sign | None:
    if look.folded or segment.kind is Kind.RULE:
        return None
    return Sign(Role.OTHER, because(Cue.NO_WORDS, segment.text), 0.5)


def _figures(segment: Segment, look: Look) -> Sign | None:
    if look.width > 24 or look.ends or not _FIGURES.match(segment.text):
        return None
    return Sign(Role.OTHER, because(Cue.FIGURES_ONLY, segment.text), 1)


def _stamp(segment: Segment, look: Look) -> Sign | None:
    return Sign(Role.DATE, because(Cue.DATE_STAMP, segment.text), 1) if look.stamp else None


def _address(segment: Segment, look: Look) -> Sign | None:
    if not _ADDRESS.match(segment.text):
        return None
    return Sign(Role.OTHER, because(Cue.ADDRESS_ONLY, segment.text), 1)


def _network(segment: Segment, look: Look) -> Sign | None:
    if look.folded in phrases.NETWORKS:
        return Sign(Role.SHARE, because(Cue.SHARE_WORDS, segment.text), 2)
    return None


def _advertisement(segment: Segment, look: Look) -> Sign | None:
    first = look.folded.partition(" · ")[0]
    if first in phrases.ADVERTISEMENT:
        return Sign(Role.PROMOTION, because(Cue.ADVERTISEMENT, segment.text), 0.5)
    return None


def _begins(table: re.Pattern[str], role: Role, cue: Cue, weight: float, *, width: int, rest: int = 9) -> Rule:
    """A rule for lines up to ``width`` columns that begin with words of a table, ``rest`` more words at most."""

    def rule(segment: Segment, look: Look) -> Sign | None:
        if look.width > width:
            return None
        words = look.folded.lstrip("0123456789.,()# ")
        match = table.match(words)
        if not match or words.count(" ", match.end()) > rest:
            return None
        if look.asks or (look.ends and look.words > 5):
            return None
        return Sign(role, because(cue, segment.text), weight)

    return rule


def _says(table: phrases.Anywhere, role: Role, cue: Cue, weight: float, *, width: int) -> Rule:
    """A rule for lines up to ``width`` columns that hold words of a table anywhere."""

    def rule(segment: Segment, look: Look) -> Sign | None:
        if look.width > width:
            return None
        said = table.first(look.folded, look.tokens)
        return Sign(role, because(cue, said), weight) if said else None

    return rule


_SOCIAL_WIDTH, _SOCIAL_NAMES = 160, 3


def _social(segment: Segment, look: Look) -> Sign | None:
    """A short line that names several networks."""
    if look.width > _SOCIAL_WIDTH:
        return None
    names = set(phrases.SOCIAL.found(look.folded, look.tokens))
    if len(names) < (_SOCIAL_NAMES if look.ends else _SOCIAL_NAMES - 1):
        return None
    return Sign(Role.SHARE, because(Cue.SHARE_NETWORKS, ", ".join(sorted(names))), 1.5)


def _teaser(segment: Segment, look: Look) -> Sign | None:
    if look.width > 200:
        return None
    match = phrases.TEASER.match(look.folded)
    return Sign(Role.RELATED, because(Cue.TEASER_WORDS, match.group()), 1) if match else None


def _byline(segment: Segment, look: Look) -> Sign | None:
    """A line that begins as bylines do and goes on with a name: few words, no end mark, hardly a figure."""
    if look.width > 70 or look.words > 9 or look.ends or look.colon:
        return None
    if match := phrases.REPORTER.match(look.folded):
        return Sign(Role.BYLINE, because(Cue.BYLINE_WORDS, match.group()), 1)
    match = phrases.BYLINE.match(look.folded)
    if not match or match.end() == len(look.folded):
        return None
    return Sign(Role.BYLINE, because(Cue.BYLINE_WORDS, match.group()), 1)


def _signed(segment: Segment, look: Look) -> Sign | None:
    """Who wrote something and when, on one line, as comments are headed."""
    if look.width > 100 or look.stamp or look.words > 16 or look.ends:
        return None
    if not may_have_time(segment.text, look.folded, look.tokens) or not has_day_and_time(segment.text):
        return None
    return Sign(Role.COMMENT, because(Cue.COMMENT_STAMP, segment.text), 1.5)


def _comment_count(segment: Segment, look: Look) -> Sign | None:
    """``34 responses to …``: the head of that many comments."""
    if look.width > 200 or not look.folded[:1].isdigit():
        return None
    words = look.folded.lstrip("0123456789., ")
    if not phrases.COMMENT_COUNT.match(words):
        return None
    return Sign(Role.COMMENT, because(Cue.COMMENT_HEAD, segment.text), 4)


def _label(segment: Segment, look: Look) -> Sign | None:
    if look.colon and look.folded in phrases.LABELS:
        return Sign(Role.OTHER, because(Cue.EMPTY_LABEL, segment.text), 1.5)
    return None


_SEPARATOR = re.compile("[|»›〉>·•→]|::")


def _separators(segment: Segment, look: Look) -> Sign | None:
    """A row of short parts: ``Home > World > Asia``, ``About | Contact | Help``."""
    if look.width > 2000 or look.ends or not _SEPARATOR.search(segment.text):
        return None
    for separator in ("|", "»", "›", "〉", ">", "·", "•", "::", "→"):
        parts = segment.text.split(separator)
        if len(parts) >= 3 and look.width / len(parts) < 30:
            return Sign(Role.NAVIGATION, because(Cue.MENU_SEPARATORS, str(len(parts))), 2)
    return None


_NARROW = 260
_BY_ITSELF: tuple[Rule, ...] = (_no_words, _stamp, _figures, _address, _network, _advertisement, _label)
"""The rules for what a line is as a whole; hardly any line may be any of this (:func:`_may_stand_for_itself`)."""
_UNENDED: tuple[Rule, ...] = (_separators, _signed)
"""The rules that no line with a sentence's end obeys."""
_LEGAL_RULES: tuple[tuple[Rule, str], ...] = (
    (_says(phrases.COOKIES, Role.LEGAL, Cue.COOKIE_WORDS, 3, width=500), "cookies"),
    (_says(phrases.LEGAL, Role.LEGAL, Cue.LEGAL_WORDS, 3, width=800), "legal"),
)
_WIDE_RULES: tuple[tuple[Rule, str], ...] = ((_no_words, ""), (_address, ""), (_separators, ""), *_LEGAL_RULES)
"""The rules for lines of more than ``_NARROW`` columns, in the order they are asked, and the table each looks at."""
_RULES: tuple[tuple[Rule, str], ...] = (
    *((rule, "") for rule in _BY_ITSELF),
    (_begins(phrases.RETURN_TO_TOP, Role.NAVIGATION, Cue.RETURN_TO_TOP, 3, width=40, rest=2), "return_to_top"),
    (_begins(phrases.COMMENT_HEAD, Role.COMMENT, Cue.COMMENT_HEAD, 4, width=60, rest=4), "comment_head"),
    (_comment_count, "comment_count"),
    (_teaser, "teaser"),
    (_begins(phrases.RELATED_HEAD, Role.RELATED, Cue.SECTION_HEAD, 3, width=60, rest=3), "related_head"),
    (_begins(phrases.SHARE, Role.SHARE, Cue.SHARE_WORDS, 2, width=70, rest=6), "share"),
    (_begins(phrases.WIDGET, Role.NAVIGATION, Cue.WIDGET_WORDS, 1.5, width=60, rest=6), "widget"),
    (_separators, ""),
    (_social, "social"),
    (_byline, "byline"),
    (_signed, ""),
    *_LEGAL_RULES,
    (_says(phrases.PROMOTION, Role.PROMOTION, Cue.PROMOTION_WORDS, 2, width=_NARROW), "promotion"),
)
"""The rules for all other lines."""


@cache
def _asked(tables: int, wide: bool, by_itself: bool, ends: bool) -> tuple[Rule, ...]:
    """Return the rules that may speak of a line, in their order; what each parameter says: :func:`sign_of`."""
    return tuple(
        rule
        for rule, table in (_WIDE_RULES if wide else _RULES)
        if (by_itself or rule not in _BY_ITSELF)
        and not (ends and rule in _UNENDED)
        and (not table or phrases.TABLE_BITS[table] & tables)
    )


_ADDRESS_BEGINS = ("http", "www.")


def _may_stand_for_itself(text: str, look: Look) -> bool:
    """Whether any of ``_BY_ITSELF`` may speak: for lines without a letter, dates, addresses, names, labels."""
    folded = look.folded
    return (
        not look.tokens
        or look.stamp
        or look.colon
        or folded in phrases.NETWORKS
        or folded in phrases.ADVERTISEMENT
        or text.startswith(_ADDRESS_BEGINS)
        or " · " in folded
    )


def sign_of(segment: Segment, look: Look) -> Sign | None:
    """Return what the first rule that speaks says of a segment."""
    tables = phrases.tables_of(look.folded, look.tokens)
    by_itself = _may_stand_for_itself(segment.text, look)
    for rule in _asked(tables, look.width > _NARROW, by_itself, look.ends):
        if found := rule(segment, look):
            return found
    return None
