"""A filter while it is being typed: its last words may not be a query yet."""

from __future__ import annotations

from storage.errors import UsageError
from storage.query import Query, parse_query


def as_far_as_typed(text: str) -> tuple[Query, str]:
    """Return the query in ``text`` without the words at its end that are none yet, and what is wrong with them."""
    trouble = ""
    while True:
        try:
            return parse_query(text), trouble
        except UsageError as error:
            trouble = trouble or str(error)
            text = text.rstrip().rpartition(" ")[0]
