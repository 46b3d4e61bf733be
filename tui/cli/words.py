"""How the commands word articles, places and marks, so that each thing is said in one way."""

from __future__ import annotations

from storage.annotation import Target
from storage.article import Article, ArticleRecord
from storage.calling import called_in
from storage.wording import count_of

_SHORT = 8


def short(identifier: str) -> str:
    """Return the first characters of an id: what lists show and people type."""
    return identifier[:_SHORT]


def day(moment: str) -> str:
    """Return the day of a moment: its first ten characters."""
    return moment[:10]


def about(record: ArticleRecord) -> str:
    """Return what is known of an article beside its title, in one line."""
    known = [", ".join(record.authors), record.site, day(record.published), count_of(record.words, "word")]
    return " · ".join([*filter(None, known), record.state.value])


def place_of(article: Article, target: Target) -> str:
    """Return where a target is, as :func:`place` words it."""
    return place(article, target.first, target.last, target.start, target.end)


def place(article: Article, first: str | None, last: str | None, start: int | None, end: int | None) -> str:
    """Return where a passage is: ``article``, ``¶ 3–5``, ``¶ 3.10–42``, ``the title``, ``a hidden line (p-…)``.

    A hidden line tells its id, for that is what brings it back.
    """
    if not first:
        return "article"
    where = called_in(article, first, last or first)
    if "hidden" in where:
        where = f"{where} ({first if last in (None, first) else f'{first}-{last}'})"
    if start is None:
        return where
    return f"{where}{'.' if first in article.numbers else ', characters '}{start}–{end}"
