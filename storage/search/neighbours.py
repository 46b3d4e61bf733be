"""Which articles of an index are worth a look for a passage: by its beginning, and by its rarest words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log

from storage.search.tables import Tables, expression
from storage.search.words import Words

_BEGINNING = 8
"""Words in order by which equal passages are found."""
_COUNTED = 24
"""Words of which it is looked up how many articles hold them: the longest ones, which are rare in most languages."""
_RAREST = 10
"""Words that are looked for."""
_MOST_EQUAL = 1_000
"""Articles with the same beginning that are looked into."""


def articles_like(tables: Tables, words: Sequence[str], most: int) -> list[str]:
    """Return the articles that hold the first of ``words`` in order, then the ``most`` that hold most of the rarest.

    Args:
        tables: The index.
        words: A passage, spread; not empty.
        most: How many articles are returned for the words that they share.
    """
    ids = tables.ids()
    found = dict.fromkeys(_holding(tables, expression(Words(tuple(words[:_BEGINNING]), open=False)), _MOST_EQUAL))
    scores: Counter[int] = Counter()
    for word, held in _rarest(tables, words):
        worth = log(1 + len(ids) / held)
        for number in _holding(tables, word, -1):
            scores[number] += worth  # type: ignore[assignment]  # a Counter of weights
    by_score = [number for number, _ in scores.most_common(most)]
    return [ids[number] for number in dict.fromkeys((*found, *by_score)) if number in ids]


def _rarest(tables: Tables, words: Sequence[str]) -> list[tuple[str, int]]:
    """Return the rarest of the words as they are looked for, each with how many articles hold it."""
    longest = sorted(dict.fromkeys(words), key=len, reverse=True)[:_COUNTED]
    counted = []
    for word in longest:
        sought = expression(Words((word,), open=False))
        (held,) = tables.connection.execute("SELECT count(*) FROM texts WHERE texts MATCH ?", (sought,)).fetchone()
        if held:
            counted.append((sought, held))
    return sorted(counted, key=lambda pair: pair[1])[:_RAREST]


def _holding(tables: Tables, sought: str, most: int) -> list[int]:
    rows = tables.connection.execute(
        "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rowid DESC LIMIT ?", (sought, most)
    )
    return [number for (number,) in rows.fetchall()]
