"""The words by which the command line names a passage: ``ID``, ``ID:P``, ``ID:P-Q`` and ``ID:P.START-END``.

``P`` and ``Q`` are the numbers that the reader shows, or paragraph ids ``p-…``, which a flip does not move.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from storage.anchoring.describe import describe, describe_article
from storage.annotation import Target
from storage.article import Article
from storage.errors import NothingMatches, UsageError
from storage.text import sanitise_line

_NUMBER = r"[0-9]{1,9}"
_ID = r"p-[0-9a-f]{12}"
_PARAGRAPH = rf"{_NUMBER}|{_ID}(?:\.{_NUMBER})?"
_TO = "[-–]"
"""Between the ends of a range; the dash is what screens and commands print."""


class Address(NamedTuple):
    """A passage as it was written."""

    article: str
    """The id of the article, or what it begins with."""
    first: str = ""
    """A number or a paragraph id; empty for the article as a whole."""
    last: str = ""
    """The last paragraph of several; else empty."""
    start: int | None = None
    """Code point offset in the paragraph, for a stretch of it."""
    end: int | None = None
    """One past the last code point."""


@cache
def _passages() -> tuple[re.Pattern[str], ...]:
    return (  # in this order: p-….2-5 is a stretch of p-…, not the paragraphs p-….2 to 5
        re.compile(rf"(?P<first>{_NUMBER}|{_ID}|{_ID}\.{_NUMBER})\.(?P<start>{_NUMBER}){_TO}(?P<end>{_NUMBER})"),
        re.compile(rf"(?P<first>{_PARAGRAPH})(?:{_TO}(?P<last>{_PARAGRAPH}))?"),
    )


def parse_address(text: str) -> Address:
    """Read a TARGET.

    Raises:
        UsageError: it is none.
    """
    article, colon, passage = text.strip().partition(":")
    is_id = len(article.split()) == 1
    if is_id and not colon:
        return Address(article)
    if is_id:
        for shape in _passages():
            found = shape.fullmatch(passage)
            if found is not None:
                parts = found.groupdict()
                start, end = parts.get("start"), parts.get("end")
                return Address(
                    article,
                    parts["first"],
                    parts.get("last") or "",
                    None if start is None else int(start),
                    None if end is None else int(end),
                )
    raise UsageError(
        f"“{sanitise_line(text)}” is no TARGET: write ID for an article, ID:3 for a paragraph, ID:3-5 for several, "
        "ID:3.10-42 for characters of one"
    )


def resolve(article: Article, address: Address) -> Target:
    """Return the target that ``address`` names in ``article``, whose id has been found already.

    Raises:
        NothingMatches: the article has no such paragraph.
        UsageError: the characters are not inside the paragraph.
    """
    if not address.first:
        return describe_article(article)
    first = _paragraph(article, address.first)
    last = _paragraph(article, address.last) if address.last else None
    return describe(article, first, last, address.start, address.end)


def _paragraph(article: Article, written: str) -> str:
    if written.startswith("p-"):
        return written
    number = int(written)
    for paragraph, shown in article.numbers.items():
        if shown == number:
            return paragraph
    raise NothingMatches(f"there is no ¶ {number}: the article has {len(article.numbers) or 'none'}")
