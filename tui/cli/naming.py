"""Finds what an id names; where it names nothing, says where the ids are to be seen, and what it is the id of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from storage.errors import NothingMatches, SeveralMatch

if TYPE_CHECKING:
    from storage.annotation import Annotation
    from storage.library import Library
    from storage.rule import Rule

Named = TypeVar("Named")


def article_named(library: Library, prefix: str) -> str:
    """Return the id of the article that ``prefix`` begins.

    Raises:
        NothingMatches: it begins none, or several.
    """
    return _named(library.find, prefix, "paperknife list", lambda: _no_article(library, prefix))


def mark_named(library: Library, prefix: str) -> Annotation:
    """Return the mark whose id ``prefix`` begins.

    Raises:
        NothingMatches: it begins none, or several.
    """
    return _named(library.annotation, prefix, "paperknife notes", lambda: _no_mark(library, prefix))


def rule_named(library: Library, prefix: str) -> Rule:
    """Return the rule whose id ``prefix`` begins.

    Raises:
        NothingMatches: it begins none, or several.
    """
    return _named(library.rule, prefix, "paperknife rules", lambda: "“paperknife rules” shows them")


def begins_article(library: Library, prefix: str) -> bool:
    """Tell whether the id of an article begins so."""
    return _begins(library.find, prefix)


def begins_mark(library: Library, prefix: str) -> bool:
    """Tell whether the id of a mark begins so."""
    return _begins(library.annotation, prefix)


def _begins(find: Callable[[str], object], prefix: str) -> bool:
    try:
        return bool(find(prefix))
    except SeveralMatch:
        return True
    except NothingMatches:
        return False


def _named(find: Callable[[str], Named], prefix: str, command: str, otherwise: Callable[[], str]) -> Named:
    """Find what ``prefix`` names; ``otherwise`` says what to do where it names nothing."""
    if not prefix.strip():
        raise NothingMatches(f"the id is empty; “{command}” shows ids")
    try:
        return find(prefix)
    except SeveralMatch:
        raise
    except NothingMatches as error:
        raise NothingMatches(f"{error}; {otherwise()}") from error


def _no_article(library: Library, prefix: str) -> str:
    article, colon, passage = prefix.partition(":")
    if colon and begins_article(library, article):
        return f"leave “:{passage}” out, for this is done to an article as a whole"
    try:
        mark = library.annotation(prefix)
    except NothingMatches:
        return "“paperknife list” shows them"
    return f"it is a mark’s, in the article {mark.target.article[:8]}"


def _no_mark(library: Library, prefix: str) -> str:
    what = "it is an article’s, " if begins_article(library, prefix) else ""
    return f"{what}“paperknife notes” shows those of marks"
