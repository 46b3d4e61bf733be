"""Re-cleaning: articles are cleaned again from their bytes, on all cores, for the command line and the app."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass

from storage.anchoring import Finder
from storage.article import Article, CleanedArticle, RawDocument
from storage.cleaning.sources import apply_source
from storage.crew import clean_all
from storage.errors import CleaningError, LibraryDamaged, NothingMatches
from storage.library import Library
from storage.library.differences import How
from storage.library.preparing import Uncleaned
from storage.library.recleaning import Recleaning, recleaned
from storage.source import source_of
from storage.wording import count_of


@dataclass(frozen=True, slots=True)
class Failed:
    """An article that cannot be cleaned again."""

    id: str
    title: str
    error: str
    """Why: one line that names the article."""


def recleanings(library: Library, articles: Iterable[str]) -> Generator[Recleaning | Failed, None, None]:
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
                yield recleaned(given.article, _informed(library, given, cleaned), given.annotations, given.corrected)


_WORDS = {
    How.HIDDEN: "hidden now",
    How.KEPT: "kept now",
    How.SPLIT: "split",
    How.JOINED: "joined",
    How.REWORDED: "reworded",
    How.ROLE: "in another role",
    How.NEW: "new",
    How.GONE: "gone",
}


def change_in_words(made: Recleaning) -> str:
    """Return in one line what is other than before: ``2 hidden now, 1 split, title; 5 marks found again``."""
    counts = Counter(each.how for each in made.differences if each.seen)
    parts = [f"{counts[how]:,} {word}" for how, word in _WORDS.items() if counts[how]]
    parts += [fact.field.replace("_", " ") for fact in made.facts]
    if not parts:
        parts = ["the same paragraphs, " + ("hidden ones otherwise" if made.differences else "for other reasons")]
    words = ", ".join(parts)
    inside = [each for each in made.carried if each.annotation.target.first]
    if inside:
        found, orphaned = sum(each.found for each in inside), sum(each.orphaned for each in inside)
        words += f"; {count_of(found, 'mark')} found again"
        words += f", {orphaned:,} orphaned" if orphaned else ""
    return words


def _informed(library: Library, given: Uncleaned, cleaned: CleanedArticle) -> CleanedArticle:
    """Return an article with what is known of its source laid over it; what is marked is not hidden by that."""
    record = given.article.record
    site = record.site if "site" in given.corrected else cleaned.site or record.site
    knowledge = library.source_knowledge(source_of(site, cleaned.url or record.url))
    if not knowledge:
        return cleaned
    present = Article(record, cleaned.blocks)
    finder = Finder(present)
    found = [finder.anchor(each.target) for each in given.annotations]
    places = ((present.index[each.first], present.index[each.last]) for each in found if each.first)
    marked = {block.id for first, last in places for block in present.blocks[first : last + 1]}
    return apply_source(cleaned, knowledge, marked)


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
