"""The one line that stands for a run of hidden blocks: how many, what they are, and what is marked in them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from rich.cells import cell_len

from storage.block import Block, Role
from tui.cells import cropped

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
    "reader-hidden": "by you",
    "rule-hidden": "by a rule",
    "before-article": "above the article",
    "after-article": "below the article",
    "other-element": "outside the article",
    "other-markup": "unlike the article",
    "apart": "unlike the article",
    "among-short": "among short lines",
    "trade-words": "lines of the site",
    "link-list": "links",
    "hidden-by-page": "not shown by the page",
    "no-text": "pictures",
    "figures-only": "figures",
    "repeated-line": "repeated lines",
    "short-line": "short lines",
    "address-only": "addresses",
}
"""What tells more than a role does: a decision of the reader's, or of a line with no part to play what it is."""
_UNNAMED = _OF_ROLES[Role.OTHER]
"""Lines that play no part are counted with those that are left."""
_OUTRANK = ("reader-hidden", "rule-hidden")
_REPEATED = "repeated-in-source"
_MOST = 3
"""How many words are told; of more, the most frequent."""


def fold_words(
    blocks: Iterable[Block],
    mark_count: int = 0,
    *,
    worded: Callable[[Block], str] | None = None,
    room: int | None = None,
) -> str:
    """Return the line of a fold.

    Args:
        blocks: The hidden blocks of it.
        mark_count: How many marks begin in them.
        worded: Says why a block is hidden; a fold of a single line then says that.
        room: Cells that there are: where not everything fits, fewer words are told, then no numbers.
    """
    hidden = list(blocks)
    lines = "1 line" if len(hidden) == 1 else f"{len(hidden):,} lines"
    marked = f" · {mark_count} mark{'s' if mark_count > 1 else ''} inside" if mark_count else ""
    why = worded(hidden[0]).removeprefix("hidden ") if worded and len(hidden) == 1 else ""
    ways = [why] if why else _ways_to_tell(hidden)
    told = [f"▸ {lines} hidden · {way}{marked}" for way in ways]
    if room is None:
        return told[0]
    return next((line for line in told if cell_len(line) <= room), cropped(told[-1], room))


def _ways_to_tell(hidden: list[Block]) -> list[str]:
    """Return what hidden blocks are, in fewer and fewer words."""
    counts = Counter(map(_word, hidden))
    telling = Counter({word: count for word, count in counts.items() if word != _UNNAMED})
    repeated = _repeated(hidden)
    ways = []
    for numbers in (True, False):
        for most in range(max(min(_MOST, len(telling)), 1), 0, -1):
            told = telling.most_common(most)
            if rest := counts.total() - sum(count for _word, count in told):
                told.append(("others" if told else _UNNAMED, rest))
            words = [f"{word} ({count})" if numbers and len(counts) > 1 else word for word, count in told]
            ways.append(", ".join(filter(None, (*words, repeated))))
    return ways


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
