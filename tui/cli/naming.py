"""Finds what an id names; where it names nothing, says where the ids are to be seen, and what it is the id of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from storage.errors import NothingMatches, SeveralMatch

if TYPE_CHECKING:
    from storage.annotation import Annotation
    from storage.library import Library
    from storage.rule import Rule


def article_named(library: Library, prefix: str) -> str:
    """Return the id of the article that ``prefix`` begins.

    Raises:
        NothingMatches: it begins none, or several.
    """
    _want(prefix, "paperknife list")
    try:
        return library.find(prefix)
    except SeveralMatch:
        raise
    except NothingMatches as error:
        raise NothingMatches(f"{error}; {_no_article(library, prefix)}") from error


def mark_named(library: Library, prefix: str) -> Annotation:
    """Return the mark whose id ``prefix`` begins.

    Raises:
        NothingMatches: it begins none, or several.
    """
    _want(prefix, "paperknife notes")
    try:
        return library.annotation(prefix)
    except SeveralMatch:
        raise
    except NothingMatches as error:
        what = "it is an article’s, " if begins_article(library, prefix) else ""
        raise NothingMatches(f"{error}; {what}“paperknife notes” shows those of marks") from error


def rule_named(library: Library, prefix: str) -> Rule:
    """Return the rule whose id ``prefix`` begins.

    Raises:
        NothingMatches: it begins none, or several.
    """
    _want(prefix, "paperknife rules")
    try:
        return library.rule(prefix)
    except SeveralMatch:
        raise
    except NothingMatches as error:
        raise NothingMatches(f"{error}; “paperknife rules” shows them") from error


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


def _want(prefix: str, command: str) -> None:
    if not prefix.strip():
        raise NothingMatches(f"the id is empty; “{command}” shows ids")


def _no_article(library: Library, prefix: str) -> str:
    article, colon, passage = prefix.partition(":")
    if colon and begins_article(library, article):
        return f"leave “:{passage}” out, for this is done to an article as a whole"
    try:
        mark = library.annotation(prefix)
    except NothingMatches:
        return "“paperknife list” shows them"
    return f"it is a mark’s, in the article {mark.target.article[:8]}"
