"""What was done to a library, as the reader knows it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Origin(StrEnum):
    """Who changes a library."""

    WINDOW = "window"
    COMMAND = "command"


class Change(NamedTuple):
    """An action that can be undone, or has been."""

    id: int
    """Its number in the log."""
    label: str
    """In words: ``tag conflict on ¶ 3``."""
    at: str
    """When, RFC 3339 in UTC."""
    origin: Origin
    own: bool
    """Whether this run made it; commands count as one run."""
    undone: bool
    articles: frozenset[str]
    """The articles that it touched."""
