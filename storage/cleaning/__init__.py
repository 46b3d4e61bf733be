"""Cleaning: raw bytes become a cleaned article, every block with its role and its reason. Pure functions, no I/O."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.article import CleanedArticle, RawDocument
from storage.collector import collector_paused
from storage.errors import CleaningError

if TYPE_CHECKING:
    from storage.cleaning.segments import Page

__all__ = ["CLEANER", "clean", "read_page"]

CLEANER = 2
"""The number of this cleaner: one more whenever it makes something else of a page than the one before. An article
says which one cleaned it."""


def clean(raw: RawDocument) -> CleanedArticle:
    """Return what can be made of a document: all its blocks in order, the article's own kept, and its facts.

    Raises:
        CleaningError: the bytes hold no text.
    """
    # Who only words a reason (storage.cleaning.reasons) must not pay for the rules, which take longest to import.
    from storage.cleaning.judging.judge import judge

    with collector_paused():  # a page is thousands of small objects, and no cycle among them
        return judge(*read_page(raw))


def read_page(raw: RawDocument) -> tuple[Page, str]:
    """Return a document as segments that nobody has judged yet, and its media type.

    Raises:
        CleaningError: the bytes hold no text.
    """
    from storage.cleaning.decode import decode
    from storage.cleaning.detect import media_type
    from storage.cleaning.mojibake import repaired

    decoded = decode(raw.data)
    text = repaired(decoded.text, decoded.utf_8)
    form = media_type(text, raw.name)
    page = _read(text, form, decoded.utf_8 if text is decoded.text else None)
    if not any(segment.text for segment in page.segments):
        raise CleaningError("it holds no text")
    return page, form


def _read(text: str, form: str, utf_8: bytes | None) -> Page:
    """Read a text by its media type; the parsers of HTML and Markdown are imported when first needed."""
    from storage.cleaning.detect import HTML, MARKDOWN

    if form == HTML:
        from storage.cleaning.html.page import read_html

        return read_html(text, utf_8)
    if form == MARKDOWN:
        from storage.cleaning.markdown import read_markdown

        return read_markdown(text)
    from storage.cleaning.plain import read_plain

    return read_plain(text)
