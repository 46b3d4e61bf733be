"""What undo and redo call each action, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from storage.annotation import Annotation, Target, tag_key
from storage.calling import called_in
from storage.text import sanitise_line
from storage.wording import count_of

if TYPE_CHECKING:
    from storage.article import Article


def articles(titles: Sequence[str]) -> str:
    """Return the title of one article in quotes, or how many there are."""
    return f"“{titles[0]}”" if len(titles) == 1 else count_of(len(titles), "article")


def place(article: Article | None, target: Target) -> str:
    """Return where a target is: ``the article``, what its paragraphs are called, or its first words.

    ``article`` is None where the text is not at hand.
    """
    if not target.first:
        return "the article"
    if article is None or not all(_stands_in(article, each) for each in (target.first, target.last)):
        words = sanitise_line(target.exact)
        short = words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()}…"
        return f"“{short}”" if words else "a paragraph"
    return called_in(article, target.first, target.last)


_QUOTED = 40
"""Characters that are quoted of a passage."""


def _stands_in(article: Article, paragraph: str) -> bool:
    return paragraph in article.numbers or paragraph in article.index


def label_of_mark(before: Annotation | None, after: Annotation | None, where: str) -> str:
    """Return what a mark changed: ``tag conflict on ¶ 3``, ``tag conflict and note on ¶ 3``."""
    had, has = before.tags if before else (), after.tags if after else ()
    given, taken = _without(has, had), _without(had, has)
    noted, was_noted = after.note if after else "", before.note if before else ""
    put = [*([f"tag {', '.join(given)}"] if given else []), *(["note"] if noted != was_noted and noted else [])]
    gone = [*([f"tag {', '.join(taken)}"] if taken else []), *(["note"] if was_noted and not noted else [])]
    words = [f"{' and '.join(each)} {way}" for each, way in ((put, "on"), (gone, "off")) if each]
    return f"{' and '.join(words) or 'mark on'} {where}"


def _without(tags: Iterable[str], others: Iterable[str]) -> list[str]:
    keys = {tag_key(other) for other in others}
    return [tag for tag in tags if tag_key(tag) not in keys]
