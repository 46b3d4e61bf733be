"""A filter while it is being typed: its last words may not be a query yet."""

from __future__ import annotations

from storage.errors import UsageError
from storage.query import parse_query


def as_far_as_typed(text: str) -> tuple[str, str]:
    """Return ``text`` without the words at its end that are no query yet, and what is wrong with them."""
    trouble = ""
    while True:
        text = text.strip()
        try:
            parse_query(text)
        except UsageError as error:
            trouble = trouble or str(error)
            text = text.rpartition(" ")[0]
        else:
            return text, trouble
