"""The QUERY of a command: its words, and the error when nothing matches them."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from storage.errors import NothingMatches
from tui.cli.naming import begins_article, begins_mark
from tui.cli.parser import Parser

if TYPE_CHECKING:
    from storage.library import Library
    from storage.query import Query

_ID = re.compile(r"[0-9a-f]{4}[0-9a-f-]*")
"""What a word looks like that may begin an id."""
_SHOWN_ID = re.compile(r"[0-9a-f]{8}[0-9a-f-]*")
"""What an id looks like in lists; a shorter word might begin one by chance, of so many."""


def takes_query(parser: Parser, things: str, *, ids: str = "", needed: bool = False) -> None:
    """Let the command take a query for ``things``, or ``ids`` of some; whether it has to have one."""
    named = f"ids of {ids}, or " if ids else ""
    parser.add_argument(
        "query",
        nargs="+" if needed else "*",
        metavar="QUERY",
        help=f'{named}words and "phrases" that the {things} must hold, joined by and, or, not and ( ); '
        "tag: source: author: title: note: text: lang: state: has: and a value; "
        "added: published: marked: and 2026, 2026-01..2026-03, <2026, today, 7d; docs/command-line.md tells all",
    )


def given_query(arguments: Namespace) -> Query | None:
    """Return the query that was given, or None when there was none.

    Raises:
        UsageError: it cannot be understood.
    """
    words = " ".join(arguments.query).strip()
    if not words:
        return None
    from storage.query import parse_query

    return parse_query(words)


def nothing_matches(library: Library, arguments: Namespace, what: str = "nothing") -> NothingMatches:
    """Return the error for a query that was given and matched ``what``; a tag or an id that is none is named."""
    from storage.query.unknown import unknown_tag

    said = f"{what} matches “{' '.join(arguments.query)}”"
    query = given_query(arguments)
    why = unknown_tag(query, [tag.name for tag in library.tags()]) if query else ""
    why = why or _told_of_ids(library, arguments.query)
    return NothingMatches(f"{said}: {why}" if why else said)


def _told_of_ids(library: Library, words: Sequence[str]) -> str:
    """Say of words that look like ids which one is none, or that they are ids of articles; else nothing."""
    if not all(map(_SHOWN_ID.fullmatch, words)):
        return ""
    for word in words:
        if not (begins_article(library, word) or begins_mark(library, word)):
            return f"no article and no mark has the id “{word}”"
    if begins_article(library, words[0]):
        return f"it is the id of an article, “paperknife show {words[0]}” shows it"
    return f"it is the id of a mark, “paperknife export {words[0]}” writes it"


def articles_meant(library: Library, arguments: Namespace) -> list[str]:
    """Return the articles that the words name, if each begins the id of one; otherwise those that they match.

    Raises:
        NothingMatches: there are none.
        UsageError: the words are no query.
    """
    ids = [_found(library, word) for word in arguments.query]
    if ids and None not in ids:
        return list(dict.fromkeys(each for each in ids if each is not None))
    query = given_query(arguments)
    picks = library.picks(query) if query else None
    found = [row.id for row in library.rows() if picks is None or picks(row)]
    if not found and query is not None:
        raise nothing_matches(library, arguments)
    return found


def _found(library: Library, word: str) -> str | None:
    if not _ID.fullmatch(word):
        return None
    try:
        return library.find(word)
    except NothingMatches:
        return None


def annotations_meant(library: Library, arguments: Namespace) -> list[str] | None:
    """Return the annotations that the words name by ids as lists show them; None where one does not."""
    return _all_named(arguments, lambda word: library.annotation(word).id)


def articles_named(library: Library, arguments: Namespace) -> list[str] | None:
    """Return the articles that the words name by ids as lists show them; None where one does not."""
    return _all_named(arguments, library.find)


def _all_named(arguments: Namespace, find: Callable[[str], str]) -> list[str] | None:
    if not arguments.query or not all(map(_SHOWN_ID.fullmatch, arguments.query)):
        return None
    try:
        return list(dict.fromkeys(map(find, arguments.query)))
    except NothingMatches:
        return None
