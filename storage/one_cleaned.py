"""One document cleaned, or why it cannot be."""

from __future__ import annotations

from collections.abc import Callable

from storage.article import CleanedArticle, RawDocument
from storage.errors import CleaningError

Cleaner = Callable[[RawDocument], CleanedArticle]
Cleaned = CleanedArticle | CleaningError
"""What became of a document: the article, or why there is none."""


def clean_one(raw: RawDocument, clean: Cleaner | None = None) -> Cleaned:
    """Return a cleaned document, or why it cannot be cleaned; ``clean`` is what cleans, where others shall not."""
    try:
        return (clean or _clean)(raw)
    except CleaningError as error:
        return error
    except MemoryError:
        return CleaningError("there is not enough memory to clean it")


def _clean(raw: RawDocument) -> CleanedArticle:
    from storage.cleaning import clean  # not before something is cleaned

    return clean(raw)
