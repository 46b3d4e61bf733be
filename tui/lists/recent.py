"""Which article to go on with, and which were read last. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storage.article import State
from storage.article_rows import ArticleRows

_MOST = 50
_DONE = frozenset({State.READ, State.ARCHIVED})


def read_now(recent: str, article: str) -> str:
    """Return ids, parted by spaces, the one read last first, with ``article`` at their head."""
    return " ".join([article, *(each for each in recent.split() if each != article)][:_MOST])


def to_continue(rows: ArticleRows, progress: Mapping[str, float], recent: Sequence[str]) -> str | None:
    """Return the article to go on with: of those read last the first that is not read to its end.

    Where nothing is known of these, it is the one last added of those that the reader is in.
    """
    places = {own: place for place, own in enumerate(rows.ids)}
    for article in recent:
        row = rows[places[article]] if article in places else None
        if row is not None and row.record.state not in _DONE and progress.get(article, 0.0) < 1:
            return article
    being_read = rows.in_state(State.READING)
    return being_read[-1].id if being_read else None
