"""Re-cleaning: articles are cleaned again from their bytes, on all cores, for the command line and the app."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from storage.article import Article, RawDocument
from storage.crew import clean_all
from storage.errors import CleaningError, LibraryDamaged, NothingMatches
from storage.library import Library
from storage.library.recleaner import Uncleaned
from storage.library.recleaning import Recleaning, recleaned


@dataclass(frozen=True, slots=True)
class Failed:
    """An article that cannot be cleaned again."""

    id: str
    title: str
    error: str
    """Why: one line that names the article."""


def recleanings(library: Library, articles: Iterable[str]) -> Iterator[Recleaning | Failed]:
    """Clean articles again and yield what becomes of each, in this order; nothing is changed. In any thread.

    One that has no bytes here, or damaged ones, does not stop the others. Close the iterator when it is left early:
    it ends the processes that clean.

    Raises:
        NothingMatches: one is not in the library.
    """
    with contextlib.closing(clean_all(_inputs(library, articles))) as cleaning:
        for given, cleaned in cleaning:
            if isinstance(given, Failed):
                yield given
            elif cleaned is None or isinstance(cleaned, CleaningError):
                yield _failed(given.article, str(cleaned))
            else:
                yield recleaned(given.article, cleaned, given.annotations, given.corrected)


def _inputs(library: Library, articles: Iterable[str]) -> Iterator[tuple[Uncleaned | Failed, RawDocument | None]]:
    for article in articles:
        row = library.row(article)
        try:
            given = library.uncleaned(article)
        except (NothingMatches, LibraryDamaged) as error:
            yield _failed(Article(row.record, ()), str(error)), None
        else:
            yield given, given.raw


def _failed(article: Article, why: str) -> Failed:
    title = article.record.shown_title
    return Failed(article.id, title, f"“{title}” cannot be cleaned again: {why}")
