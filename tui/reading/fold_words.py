"""The one line that stands for a run of hidden blocks: how many, what they are, and what is marked in them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from storage.article import Block, Role

_OF_ROLES = {
    Role.TITLE: "title",
    Role.BYLINE: "byline",
    Role.DATELINE: "place and date",
    Role.DATE: "dates",
    Role.LEAD: "summary",
    Role.BODY: "text",
    Role.CAPTION: "captions",
    Role.SOURCE: "source",
    Role.NAVIGATION: "menu",
    Role.SHARE: "share links",
    Role.RELATED: "related links",
    Role.COMMENT: "comments",
    Role.PROMOTION: "promotion",
    Role.LEGAL: "legal notes",
    Role.DUPLICATE: "said twice",
    Role.OTHER: "other lines",
}
_OF_CUES = {
    "reader-hidden": "hidden by you",
    "rule-hidden": "hidden by a rule",
    "before-article": "above the article",
    "after-article": "below the article",
    "extractor": "outside the article",
    "hidden-by-page": "not shown by the page",
    "no-text": "pictures",
    "figures-only": "figures",
    "repeated-line": "repeated lines",
    "short-line": "short lines",
    "address-only": "addresses",
}
"""What tells more than a role does: a decision of the reader's, or of a line with no part to play what it is."""
_OUTRANK = ("reader-hidden", "rule-hidden")
_REPEATED = "repeated-in-source"
_MOST = 3
"""How many words are told; of more, the most frequent."""


def fold_words(blocks: Iterable[Block], marks: int = 0, *, worded: Callable[[Block], str] | None = None) -> str:
    """Return the line of a fold.

    Args:
        blocks: The hidden blocks of it.
        marks: How many marks begin in them.
        worded: Says why a block is hidden; a fold of a single line then says that.
    """
    hidden = list(blocks)
    lines = "1 line" if len(hidden) == 1 else f"{len(hidden):,} lines"
    marked = f" · {marks} mark{'s' if marks > 1 else ''} inside" if marks else ""
    why = worded(hidden[0]) if worded and len(hidden) == 1 else ""
    return f"▸ {lines} hidden · {why or _told(hidden)}{marked}"


def _told(hidden: list[Block]) -> str:
    counts = Counter(map(_word, hidden))
    told = counts.most_common(_MOST + 1)
    if len(counts) > len(told) or len(told) > _MOST:
        told = told[:_MOST]
        told.append(("others", counts.total() - sum(count for _word, count in told)))
    words = ", ".join(f"{word} ({count})" if len(counts) > 1 else word for word, count in told)
    return ", ".join(filter(None, (words, _repeated(hidden))))


def _word(block: Block) -> str:
    """Return what a hidden block is called: by whose decision, by its role, or by what was seen in it."""
    cue = block.reason.cue if block.reason else ""
    if cue in _OUTRANK or block.role is Role.OTHER:
        return _OF_CUES.get(cue, _OF_ROLES[block.role])
    return _OF_ROLES[block.role]


def _repeated(hidden: list[Block]) -> str:
    """Say of the lines that recur across the articles of their source how many they are, and in how many it is so."""
    articles = [
        block.reason.evidence[0]
        for block in hidden
        if block.reason is not None and block.reason.cue == _REPEATED and block.reason.evidence
    ]
    if not articles:
        return ""
    among = Counter(articles).most_common(1)[0][0]
    some = f"{len(articles):,} " if len(articles) < len(hidden) else ""
    return f"{some}repeated in {among} articles"
