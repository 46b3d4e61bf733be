"""What passages are called, in the reader's words: the same in the history, on the screen and in the commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.article import Article


def called(shown: Sequence[int | None], among: int = 1) -> str:
    """Return what paragraphs are called: ``¶ 3``, ``¶ 3–5``, ``the title``, ``the title–¶ 2``, ``a hidden line``.

    Args:
        shown: The numbers of those that the reader sees, in order, None standing for the title; the first and the
            last are enough. Hidden ones at either end are left out of the name.
        among: How many there are, hidden ones too.
    """
    if not shown:
        return "a hidden line" if among == 1 else "hidden lines"
    first, last = shown[0], shown[-1]
    if first is not None and last is not None:
        return f"¶ {first}" if first == last else f"¶ {first}–{last}"
    names = ("the title" if number is None else f"¶ {number}" for number in (first, last))
    return "–".join(dict.fromkeys(names))


def called_in(article: Article, first: str, last: str) -> str:
    """Return what the paragraphs of an article from ``first`` to ``last`` are called, both given by their ids."""
    numbers = article.numbers
    if first in numbers and last in numbers:  # the blocks between need not be looked at
        return called((numbers[first], numbers[last]))
    places = range(article.index[first], article.index[last] + 1)
    blocks = (article.blocks[place] for place in places)
    return called([numbers.get(block.id) for block in blocks if block.kept], len(places))
